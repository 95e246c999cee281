"""One step of a seat, kept whole: its state, who has agreed, the person's hours and the time it waits.

Every deed that moves a seat ends here, after it has asked whether it may be done. Locks are taken in one
order: the brief, the group, its seats, hours. It must not grow askings or messages: those are the deeds' own.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from voimala.assembly.models import Group, Seat
from voimala.assembly.models.agreeing import (
    WAITING,
    Deed,
    Hours,
    NotPossible,
    Order,
    Standing,
    after,
    refusal,
)
from voimala.assembly.models.proposal import SeatKind
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.people.models import Person
from voimala.people.services import HourWish, book_minutes, hold_minutes, release_minutes

State = Seat.State
ANSWER_DAYS = 14
NOBODY_ASKED = frozenset({State.OPEN, State.PROPOSED})
EMPTY = frozenset({State.OPEN, State.CALLED})
"""States in which nobody sits in the seat."""
KEEPS_ITS_TIME = frozenset({Deed.TALK, Deed.UNDO})


def lock_group(group_id: int) -> Group:
    """Whoever holds the group may read and move its seats; nobody else does meanwhile."""
    group: Group = Group.objects.select_for_update(of=("self",)).get(pk=group_id)
    return group


def lock_seat(seat: Seat) -> Seat:
    """The seat as it stands now, with what its steps need; nobody else moves it in this transaction."""
    lock_group(seat.group_id)
    return fresh(seat)


def fresh(seat: Seat) -> Seat:
    found: Seat = Seat.objects.select_related(
        "network",
        "organisation",
        "person__organisation",
        "person__unit__lead",
        "group__brief__period",
        "group__brief__municipality",
        "group__brief__phenomenon__host_unit__lead",
    ).get(pk=seat.pk)
    return found


def standing_of(seat: Seat) -> Standing:
    """The order is the one of the time of asking; before that, the one that would be used now."""
    order = Order(seat.order) if seat.order else order_for(seat)
    return Standing(
        State(seat.state),
        order,
        order == Order.UNIT_NAMES or is_employed(seat.person),
        seat.person_agreed_at is not None,
        seat.supervisor_agreed_at is not None,
    )


def order_for(seat: Seat) -> Order:
    """By whoever is suggested, else by who names somebody."""
    person = seat.person
    if person is None:
        named_by = {SeatKind.UNIT: Order.UNIT_NAMES, SeatKind.ASSOCIATION: Order.ASSOCIATION}
        return named_by.get(SeatKind(seat.kind), Order.PERSON_FIRST)
    if is_employed(person) and person.organisation is not None:
        return Order(person.organisation.asking_order)
    return Order.PERSON_FIRST


def is_employed(person: Person | None) -> bool:
    return person is not None and person.kind == Person.Kind.EMPLOYEE


def answer_time(network: Network, now: dt.datetime) -> dt.datetime:
    """The end of the fourteenth day, in the network's time zone."""
    day = network.today(now) + dt.timedelta(days=ANSWER_DAYS + 1)
    return dt.datetime.combine(day, dt.time(), ZoneInfo(network.timezone))


def move_seat(
    *,
    by: Actor,
    seat: Seat,
    deed: Deed,
    now: dt.datetime,
    until: dt.datetime | None = None,
    before: Standing | None = None,
) -> Standing:
    """Do the deed to a locked seat. `until` is how long it then waits, 14 days unless told.

    Raises:
        NotPossible: the seat is not where this could be done.
        NotEnoughHours: the person's, or the organisation's, hours do not suffice.
    """
    earlier = standing_of(seat)
    new = after(earlier, deed, before=before)
    kept = seat.waits_until if deed in KEEPS_ITS_TIME else None
    seat.waits_until = (until or kept or answer_time(seat.network, now)) if new.state in WAITING else None
    _write(seat, new, now)
    _move_hours(by, seat, earlier.hours, new.hours, now)
    if new.state in EMPTY:
        seat.person = None
    seat.save()
    return new


def wait_longer(*, by: Actor, seat: Seat, until: dt.datetime, now: dt.datetime) -> None:
    """A locked seat that waits for an answer waits until then, and its hours are held as long.

    Raises:
        NotPossible: nothing waits for an answer, or there is an open call, whose end is its own.
        NotEnoughHours: the hold had ended, and somebody else has the hours.
    """
    standing = standing_of(seat)
    if standing.state not in WAITING or standing.state == State.CALLED:
        raise NotPossible(refusal(standing))
    seat.waits_until = until
    _move_hours(by, seat, standing.hours, standing.hours, now)
    seat.save(update_fields=["waits_until"])


def _write(seat: Seat, new: Standing, now: dt.datetime) -> None:
    seat.state = new.state
    seat.person_agreed_at = (seat.person_agreed_at or now) if new.person_agreed else None
    seat.supervisor_agreed_at = (seat.supervisor_agreed_at or now) if new.supervisor_agreed else None
    seat.confirmed_at = (seat.confirmed_at or now) if new.state == State.CONFIRMED else None
    nobody = new.state in NOBODY_ASKED or new.state == State.CALLED
    seat.order = "" if nobody else new.order
    if nobody:
        seat.minutes = seat.starts = seat.ends = seat.compensation_cents = None
        seat.substitute = seat.own_name = ""


def _move_hours(by: Actor, seat: Seat, earlier: Hours, new: Hours, now: dt.datetime) -> None:
    """Hours held anew get the new time and the agreed minutes; nobody in the seat, nobody's hours."""
    if new == Hours.NONE or seat.person is None:
        if earlier != Hours.NONE:
            release_minutes(by=by, seats=[seat.reference], now=now)
        return
    minutes, period = minutes_of(seat), seat.group.brief.period
    if new == Hours.BOOKED:
        book_minutes(by=by, seat=seat.reference, minutes=minutes, now=now, person=seat.person, period=period)
    elif seat.waits_until is not None:
        wish = HourWish(seat.person, period, minutes, seat.reference)
        hold_minutes(by=by, wants=[wish], until=seat.waits_until, now=now)


def refusal_if_over(seat: Seat, now: dt.datetime) -> str:
    """Why nobody is asked for a period that is over; "" before its end."""
    period = seat.group.brief.period
    if seat.network.today(now) < period.ends:
        return ""
    return _("The period %(period)s is over: nobody is asked for it any more.") % {"period": period}


def minutes_of(seat: Seat) -> int:
    """What was agreed, else what the brief asks for."""
    return int(seat.group.brief.minutes if seat.minutes is None else seat.minutes)


def subjects_of(seat: Seat, person: Person | None = None) -> list[Reference]:
    """What an event about a seat is about."""
    sitting = person or seat.person
    people = [Reference("person", sitting.public_id)] if sitting else []
    return [seat.reference, Reference("group", seat.group.public_id), *people]
