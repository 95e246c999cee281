"""What every asking shares: opened with its letter, answered in time, closed. The deeds themselves are above.

It must not grow what an answer means for the seat: that is `answering`, `naming` and `calling`.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from voimala.assembly.models import Asking, Call, Question, Seat
from voimala.assembly.services.seats import lock_seat, subjects_of
from voimala.assembly.services.telling import send_asking
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor
from voimala.office.services import withdraw_links
from voimala.partners.models import Contact
from voimala.people.models import Person

Part, State = Asking.Part, Asking.State
STANDING = (State.WAITING, State.TALK)
"""States in which an answer is still wanted."""


class TooLate(DomainError):
    """The asking is over: its time has passed, or it was taken back, or the seat has gone on."""


def open_asking(
    seat: Seat | None,
    part: Asking.Part,
    *,
    now: dt.datetime,
    answer_by: dt.datetime | None = None,
    person: Person | None = None,
    contact: Contact | None = None,
    call: Call | None = None,
    question: Question | None = None,
    letter: bool = True,
) -> Asking:
    """Write one asking and, unless it is made by other means, its letter.

    Args:
        answer_by: as long as the seat waits, unless told.
    """
    until = answer_by or (seat.waits_until if seat is not None else None)
    if until is None:
        raise ValueError("an asking ends some day")
    about: Any = seat or question
    asking = Asking.objects.create(
        network=about.network,
        part=part,
        seat=seat,
        call=call,
        question=question,
        person=person,
        contact=contact,
        asked_at=now,
        answer_by=until,
    )
    if letter:
        send_asking(asking, now=now)
    return asking


def lock_for_answer(asking: Asking, *parts: Asking.Part, by: Actor, now: dt.datetime) -> tuple[Seat, Asking]:
    """The asking and its seat as they stand now, locked, when an answer of these parts is still possible.

    The coordinator may write down an answer that came in time but is written late.

    Raises:
        TooLate: it is over.
    """
    access.require("assembly.answer", by, asking)
    if asking.part not in parts or asking.seat is None:
        raise ValueError(f"an asking of {asking.part} is not answered here")
    seat = lock_seat(asking.seat)
    found: Asking = Asking.objects.select_for_update(of=("self",)).get(pk=asking.pk)
    found.seat = seat
    if found.state in (State.CLOSED, State.ENDED):
        raise TooLate(_("This question is not open any more."))
    if now >= found.answer_by and not access.allowed("assembly.ask", by, seat):
        raise TooLate(_("The time to answer is over. Ask the coordinator if you still want to join."))
    return seat, found


def write_answer(asking: Asking, state: Asking.State, told: str, now: dt.datetime) -> None:
    asking.state, asking.told, asking.answered_at = state, told, now
    asking.save(update_fields=["state", "told", "answered_at"])


def tell_of_answer(by: Actor, asking: Asking, now: dt.datetime) -> None:
    """The trail says that somebody answered, never what."""
    about = subjects_of(asking.seat, asking.person) if asking.seat is not None else []
    events.record(
        by=by,
        deed="seat_answered",
        subjects=[asking.reference, *about],
        now=now,
        network_id=asking.network_id,
    )


def close_askings(
    seat: Seat, now: dt.datetime, *, state: Asking.State = State.CLOSED, parts: tuple[str, ...] = ()
) -> list[Asking]:
    """End what is still asked for the seat, with the links; the askings that were standing."""
    standing = Asking.objects.filter(seat=seat, state__in=STANDING)
    if parts:
        standing = standing.filter(part__in=parts)
    closed = list(standing.select_related("person", "contact__user").order_by("pk"))
    standing.update(state=state)
    for asking in closed:
        asking.seat = seat
        if state == State.CLOSED:
            withdraw_links(subject=asking.reference, now=now)
    return closed


def invite(seat: Seat, *, now: dt.datetime, letter: bool = True) -> Asking:
    """Ask whoever sits in the seat now: the seat has moved to asked."""
    if seat.person is None:
        raise ValueError("nobody sits there to be asked")
    return open_asking(seat, Part.PERSON, now=now, person=seat.person, letter=letter)
