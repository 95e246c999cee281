"""Hours of people and of organisations' promises: held, booked, given back, never overbooked.

Whoever needs hours for a seat takes them here; nothing else writes bookings or the counters of availabilities
and commitments. Three things keep them right: the database's own CHECK on every counter, an update that takes
hours only where they are free, and one order of locks: periods by key, availabilities by key, commitments by
key. The period comes first so that a transaction may move hours more than once without waiting in a circle.

No deed here is told in the trail: hours move as part of a deed of the group, which asks whether the actor may
and tells it in words that give no answer away.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Period
from voimala.partners.models import Commitment, Organisation
from voimala.partners.templatetags.registers import hours
from voimala.people.models import Availability, Booking, BookingQuerySet, Person

AT_ONCE = 50
"""Ended holds released in one transaction."""


class NotEnoughHours(DomainError):
    """The person, or the person's organisation, has fewer hours free than are needed; one of the two is set.

    Of an organisation the sums are told, never who has its hours.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str,
        person: Person | None = None,
        organisation: Organisation | None = None,
    ) -> None:
        super().__init__(message, where=where)
        self.person = person
        self.organisation = organisation


class NothingHeld(DomainError):
    """No hours are kept for the seat any more, and nobody said whose hours to book."""


@dataclass(frozen=True)
class HourWish:
    """Hours of one person in one period for one seat."""

    person: Person
    period: Period
    minutes: int
    seat: Reference


@dataclass(frozen=True)
class _Place:
    """The rows that one wish's hours are taken from, by key."""

    want: HourWish
    availability: int
    commitment: int | None


@transaction.atomic
def hold_minutes(
    *, by: Actor, wants: Sequence[HourWish], until: dt.datetime, now: dt.datetime
) -> list[Booking]:
    """Hold hours for seats until a time: all of them or none. The same seat again prolongs its hold.

    What is booked for a seat already stays booked. In order of `wants`.

    Raises:
        NotEnoughHours: somebody's, or some organisation's, free hours do not suffice.
    """
    if until <= now:
        raise ValueError("a hold ends after it begins")
    return _take(by, wants, Booking.State.HELD, until, now)


@transaction.atomic
def book_minutes(
    *,
    by: Actor,
    seat: Reference,
    minutes: int,
    now: dt.datetime,
    person: Person | None = None,
    period: Period | None = None,
) -> Booking:
    """Book hours for a seat: what is held for it, else those of `person` in `period`.

    Raises:
        NotEnoughHours: the hours are more than were held, or the hold has ended, and others have them.
        NothingHeld: the hold is gone and no person is named.
    """
    held = Booking.objects.for_seats([seat]).select_related("availability__person", "availability__period")
    found: Booking | None = held.first()
    if found is not None:
        person, period = person or found.availability.person, period or found.availability.period
    if person is None or period is None:
        raise NothingHeld(_("The hours kept for this seat have been released. Ask again."), where=str(seat))
    [booked] = _take(by, [HourWish(person, period, minutes, seat)], Booking.State.BOOKED, None, now)
    return booked


@transaction.atomic
def release_minutes(*, by: Actor, seats: Iterable[Reference], now: dt.datetime) -> None:
    """Give back what is held or booked for the seats; a seat without hours is no error."""
    wanted = Booking.objects.for_seats(seats)
    for network in {booking.network_id: booking for booking in wanted}.values():
        access.require("people.move_hours", by, network)
    _release(wanted)


def release_ended_holds(*, now: dt.datetime) -> list[Reference]:
    """Release the holds whose time is over, a few in a transaction; the seats they were for.

    Whoever acts on the seats must find them again after a crash by their own dates: they are told once.
    """
    seats: list[Reference] = []
    while keys := list(Booking.objects.ended(now).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            seats += _release(Booking.objects.ended(now).filter(pk__in=keys))
    return seats


def _release(wanted: BookingQuerySet) -> list[Reference]:
    """Give the bookings' hours back and remove them."""
    lock_periods(wanted.values_list("availability__period_id", flat=True))
    bookings = list(wanted.order_by("pk"))
    _lock({row.availability_id for row in bookings}, {row.commitment_id for row in bookings})
    _give_back(bookings)
    Booking.objects.filter(pk__in=[row.pk for row in bookings]).delete()
    return [row.seat for row in bookings]


def give_back_holds(wanted: BookingQuerySet) -> int:
    """Remove those that are only held, and say how many: for a period in which nobody answers any more."""
    return len(_release(wanted.filter(state=Booking.State.HELD)))


def _take(
    by: Actor, wants: Sequence[HourWish], state: Booking.State, until: dt.datetime | None, now: dt.datetime
) -> list[Booking]:
    """The seats' own earlier hours are given back first, so that the same seat never counts twice."""
    if len({want.seat for want in wants}) < len(wants):
        raise ValueError("one seat is wished for twice")
    for person in {want.person.network_id: want.person for want in wants}.values():
        access.require("people.move_hours", by, person)
    earlier = Booking.objects.for_seats(want.seat for want in wants)
    periods = {want.period.pk for want in wants}
    lock_periods(periods.union(earlier.values_list("availability__period_id", flat=True)))
    kept = {row.seat: row for row in earlier.select_related("availability")}
    moving = [want for want in wants if not (state == Booking.State.HELD and _is_booked(want, kept))]
    places = _places(moving)
    ended = _lock_with_ended(places, [kept[want.seat] for want in moving if want.seat in kept], now)
    _give_back(ended)
    for index, place in enumerate(places):
        _take_one(place, state, before=places[:index], all_places=places)
        kept[place.want.seat] = _written(place, kept.get(place.want.seat), state, until)
    return [kept[want.seat] for want in wants]


def _is_booked(want: HourWish, kept: dict[Reference, Booking]) -> bool:
    """Are the seat's hours booked already? Raises ValueError when they are another person's."""
    found = kept.get(want.seat)
    if found is None or found.state != Booking.State.BOOKED:
        return False
    if found.availability.person_id != want.person.pk:
        raise ValueError(f"{want.seat} is booked for another person: release it first")
    return True


def _places(wants: Sequence[HourWish]) -> list[_Place]:
    """Where the hours are. Somebody whose hours in the period are not known gets a row that says so."""
    people = Person.objects.in_bulk({want.person.pk for want in wants})
    missing = sorted({(want.person.pk, want.period.pk) for want in wants})
    Availability.objects.bulk_create(
        (
            Availability(
                network_id=people[person].network_id,
                person_id=person,
                period_id=period,
                synthetic=people[person].synthetic,
            )
            for person, period in missing
        ),
        ignore_conflicts=True,
    )
    own = Availability.objects.filter(reduce(or_, (Q(person=a, period=b) for a, b in missing), Q(pk=None)))
    availabilities = {(row.person_id, row.period_id): row.pk for row in own}
    employers = {people[want.person.pk].organisation_id for want in wants}
    promised = Commitment.objects.filter(organisation__in=employers - {None})
    commitments = {(row.organisation_id, row.period_id): row.pk for row in promised}
    return [
        _Place(
            want,
            availabilities[want.person.pk, want.period.pk],
            commitments.get((people[want.person.pk].organisation_id, want.period.pk)),
        )
        for want in wants
    ]


def lock_periods(periods: Iterable[int]) -> None:
    """The first lock of every write of hours: whoever holds it reads bookings that nobody else changes."""
    rows = Period.objects.select_for_update(no_key=True).filter(pk__in=set(periods)).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _lock(availabilities: Iterable[int], commitments: Iterable[int | None]) -> None:
    """The rows themselves, against those who change how many hours there are."""
    for rows, keys in ((Availability.objects, set(availabilities)), (Commitment.objects, set(commitments))):
        locked = rows.select_for_update(no_key=True).filter(pk__in=keys - {None}).order_by("pk")
        list(locked.values_list("pk", flat=True))


def _lock_with_ended(places: Sequence[_Place], earlier: Sequence[Booking], now: dt.datetime) -> list[Booking]:
    """Lock what the places need; the seats' earlier bookings, and the ended holds on the same rows.

    A hold that ends keeps its row, with no hours, until `release_ended_holds` tells whose seat it was.
    """
    availabilities = {place.availability for place in places}
    commitments = {place.commitment for place in places} - {None}
    ended = (
        Booking.objects.ended(now)
        .filter(Q(availability__in=availabilities) | Q(commitment__in=commitments), minutes__gt=0)
        .exclude(pk__in=[row.pk for row in earlier])
    )
    freed = [*earlier, *ended]
    _lock(
        availabilities.union(row.availability_id for row in freed),
        commitments.union(row.commitment_id for row in freed),
    )
    return freed


def _give_back(bookings: Iterable[Booking]) -> None:
    """Take the bookings' hours off the counters; their rows stay, with no hours."""
    given = list(bookings)
    for row in given:
        _move(Availability, row.availability_id, row.state, -row.minutes)
        if row.commitment_id is not None:
            _move(Commitment, row.commitment_id, row.state, -row.minutes)
    Booking.objects.filter(pk__in=[row.pk for row in given]).update(minutes=0)


def _take_one(
    place: _Place, state: Booking.State, *, before: Sequence[_Place], all_places: Sequence[_Place]
) -> None:
    """Take one wish's hours from both rows.

    Raises:
        NotEnoughHours: naming what all wishes need of the row, and what was free before the first of them.
    """
    minutes = place.want.minutes
    if not _move(Availability, place.availability, state, minutes):
        person = place.want.person
        free = Availability.objects.get(pk=place.availability).free_minutes or 0
        same = [each for each in all_places if each.availability == place.availability]
        raise NotEnoughHours(
            _("Not enough hours: %(free)s h free, %(needed)s h needed. Ask for less or ask somebody else.")
            % _hours(free, same, before),
            where=str(person),
            person=person,
        )
    if place.commitment is not None and not _move(Commitment, place.commitment, state, minutes):
        promise = Commitment.objects.select_related("organisation").get(pk=place.commitment)
        same = [each for each in all_places if each.commitment == place.commitment]
        raise NotEnoughHours(
            _(
                "The organisation has not enough hours: %(free)s h free, %(needed)s h needed. "
                "Agree on more hours with it, or ask somebody from elsewhere."
            )
            % _hours(promise.free_minutes or 0, same, before),
            where=str(promise.organisation),
            organisation=promise.organisation,
        )


def _hours(free: int, same: Sequence[_Place], before: Sequence[_Place]) -> dict[str, str]:
    """Hours of one row as a refusal says them: `free` now, before what this write has taken of it."""
    taken = sum(each.want.minutes for each in same if each in before)
    needed = sum(each.want.minutes for each in same)
    return {"free": hours(free + taken), "needed": hours(needed)}


def _move(rows: type[Availability | Commitment], key: int, counter: str, minutes: int) -> bool:
    """Move one counter ("held" or "booked") of one row; False when it would take more than is free."""
    found = rows.objects.filter(pk=key)
    if minutes > 0:
        found = found.filter(Q(minutes=None) | Q(minutes__gte=F("held") + F("booked") + minutes))
    return bool(found.update(**{counter: F(counter) + minutes}))


def _written(place: _Place, kept: Booking | None, state: Booking.State, until: dt.datetime | None) -> Booking:
    want = place.want
    row = kept or Booking(seat_kind=want.seat.kind, seat_id=want.seat.public_id)
    row.network_id = want.person.network_id
    row.synthetic = want.person.synthetic
    row.availability_id, row.commitment_id = place.availability, place.commitment
    row.minutes, row.state, row.held_until = want.minutes, state, until
    row.save()
    return row
