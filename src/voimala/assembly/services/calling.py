"""Open calls: "who would join?" for one seat, those who say yes, and the one the coordinator takes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Asking, Call, Seat
from voimala.assembly.models.agreeing import Deed, Order
from voimala.assembly.models.calling import is_open, people_to_call, volunteers
from voimala.assembly.services.answering import go_on
from voimala.assembly.services.askings import lock_for_answer, open_asking, tell_of_answer, write_answer
from voimala.assembly.services.letters import send_call_over, send_call_taken
from voimala.assembly.services.seats import lock_seat, move_seat, refusal_if_over, subjects_of
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.viewer import Actor

LONGEST_TEXT = 600
LONGEST_CALL = dt.timedelta(days=60)


class CallOver(DomainError):
    """The open call takes no more answers."""


class NobodyToCall(DomainError):
    """The call would reach nobody, or says nothing that could be sent."""


@transaction.atomic
def open_call(*, by: Actor, seat: Seat, text: str, ends_at: dt.datetime, now: dt.datetime) -> Call:
    """Call everybody who could sit in the seat and can be written to.

    Raises:
        NobodyToCall: nobody can be reached, or the time or the greeting is not possible.
        NotPossible: somebody is being asked for the seat, or it is confirmed.
    """
    access.require("assembly.call", by, seat)
    written = tidied(text)
    if len(written) > LONGEST_TEXT:
        raise NobodyToCall(_("Write the greeting in at most 600 characters."), where="text")
    if not now < ends_at <= now + LONGEST_CALL:
        raise NobodyToCall(_("Choose a last day within two months from now."), where="ends")
    current = lock_seat(seat)
    if over := refusal_if_over(current, now):
        raise NobodyToCall(over)
    current.person = None
    move_seat(by=by, seat=current, deed=Deed.CALLED, now=now, until=ends_at)
    people = people_to_call(current)
    if not people:
        raise NobodyToCall(_("There is nobody to write to. Add e-mail addresses, or ask a unit."))
    call = Call.objects.create(
        network_id=current.network_id, seat=current, text=written, made_at=now, ends_at=ends_at
    )
    for person in people:
        open_asking(current, Asking.Part.CALL, now=now, answer_by=ends_at, person=person, call=call)
    subjects = [*subjects_of(current), *(Reference("person", person.public_id) for person in people)]
    events.record(by=by, deed="call_opened", subjects=subjects, now=now, network_id=current.network_id)
    return call


@transaction.atomic
def volunteer(
    *, by: Actor, asking: Asking, answer: Asking.State, now: dt.datetime, told: str = Asking.Told.LINK
) -> Asking:
    """Answer an open call with yes or no; a changed mind is fine while the call is open.

    Raises:
        CallOver: the call has ended, or somebody was taken already.
    """
    if answer not in (Asking.State.YES, Asking.State.NO):
        raise ValueError(f"{answer!r} is no answer to an open call")
    _seat, current = lock_for_answer(asking, Asking.Part.CALL, by=by, now=now)
    if current.call is None or not is_open(current.call, now):
        raise CallOver(_("This open call has ended. Thank you for your interest."))
    write_answer(current, answer, told, now)
    tell_of_answer(by, current, now)
    return current


@transaction.atomic
def take_volunteer(*, by: Actor, asking: Asking, now: dt.datetime) -> Seat:
    """Give the seat to one of those who said yes; her supervisor is asked next, if she has one.

    The call is over, and the others are thanked.

    Raises:
        CallOver: the call was closed, or she said no after all.
        NotEnoughHours, NotPossible: nothing was changed.
    """
    access.require("assembly.call", by, asking)
    if asking.seat is None:
        raise ValueError("not an answer to an open call")
    current = lock_seat(asking.seat)
    taken = Asking.objects.select_for_update(of=("self",)).select_related("call", "person").get(pk=asking.pk)
    if taken.call.closed_at is not None or taken.pk not in {row.pk for row in volunteers(taken.call)}:
        raise CallOver(
            _("This person is no longer available for the seat, or the call has ended. Look again.")
        )
    current.person = taken.person
    current.sector = taken.person.sector or current.sector
    current.order = Order.PERSON_FIRST
    move_seat(by=by, seat=current, deed=Deed.VOLUNTEERED, now=now)
    send_call_taken(taken, now=now, asks_supervisor=current.state == Seat.State.WILLING)
    _close(taken.call, now, taken=taken)
    go_on(by, current, now)
    subjects = [taken.reference, *subjects_of(current)]
    events.record(by=by, deed="volunteer_taken", subjects=subjects, now=now, network_id=current.network_id)
    return current


@transaction.atomic
def close_call(*, by: Actor, call: Call, now: dt.datetime) -> Seat:
    """End an open call; the seat is open again. Ended already, nothing happens."""
    access.require("assembly.call", by, call)
    current = lock_seat(call.seat)
    open_one = Call.objects.select_for_update().filter(pk=call.pk, closed_at=None).first()
    if open_one is None:
        return current
    move_seat(by=by, seat=current, deed=Deed.TAKEN_BACK, now=now)
    _close(open_one, now)
    subjects = [current.reference]
    events.record(by=by, deed="call_closed", subjects=subjects, now=now, network_id=current.network_id)
    return current


def _close(call: Call, now: dt.datetime, *, taken: Asking | None = None) -> None:
    """Nobody is left waiting: those who said yes are told, the rest find it on their page."""
    for asking in volunteers(call):
        if taken is None or asking.pk != taken.pk:
            send_call_over(asking, now=now)
    call.askings.filter(state=Asking.State.WAITING).update(state=Asking.State.CLOSED)
    call.closed_at = now
    call.save(update_fields=["closed_at"])
