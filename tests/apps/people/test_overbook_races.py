"""Two coordinators want the last hours at the same moment: one gets them, the other is told, none waits.

1,000 races, each in a period of its own, so that no race cleans up after another. Every connection is real.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import transaction

from tests.apps.people.hours import HOUR, Scene, assert_hours_add_up, days, make_scene, seat_of
from tests.apps.together import apart, at_once
from voimala.networks.models import Period
from voimala.partners.models import Commitment
from voimala.people.models import Availability, Booking
from voimala.people.services import (
    HourWish,
    NotEnoughHours,
    book_minutes,
    hold_minutes,
    release_ended_holds,
    release_minutes,
)

pytestmark = pytest.mark.usefixtures("installed_database")

RACES = 250
"""Of each of the four kinds below."""
PATIENCE = 120
"""Seconds after which a race counts as stuck; a race takes milliseconds."""

Deed = Callable[[Period], None]


@dataclass(frozen=True)
class Track:
    """A scene with many periods in which its people have the same hours."""

    scene: Scene
    periods: tuple[Period, ...]


def make_track(races: int, *, promised: int, own: int | None) -> Track:
    scene = make_scene(promised, own)
    first, network = scene.period, scene.network
    periods = Period.objects.bulk_create(
        Period(
            network=network,
            name_fi=f"Kausi {number}",
            starts=first.ends + days(number),
            ends=first.ends + days(number + 1),
        )
        for number in range(races)
    )
    rows = [(person, period) for person in scene.people for period in periods]
    if own is not None:
        Availability.objects.bulk_create(
            Availability(network=network, person=person, period=period, minutes=own)
            for person, period in rows
        )
    Commitment.objects.bulk_create(
        Commitment(network=network, organisation=scene.organisation, period=period, minutes=promised)
        for period in periods
    )
    return Track(scene, tuple(periods))


def race(track: Track, deeds: Sequence[Deed]) -> list[list[str | None]]:
    """Each deed in each period, at the same moment as the others. What the losers were told, race by race."""
    gate = Barrier(len(deeds), timeout=PATIENCE)

    def run(deed: Deed) -> list[str | None]:
        return [attempt(partial(deed, period), gate) for period in track.periods]

    told = at_once([partial(run, deed) for deed in deeds])
    return [list(each) for each in zip(*told, strict=True)]


def attempt(deed: Callable[[], None], gate: Barrier) -> str | None:
    """None for the winner. Any other error ends the whole race at once."""
    try:
        gate.wait()
        deed()
    except NotEnoughHours as refused:
        return refused.message
    except BrokenBarrierError:
        return "stopped"
    except BaseException:
        gate.abort()
        raise
    return None


def wishes(period: Period, who: str, scene: Scene, people: Sequence[int]) -> list[HourWish]:
    """24 hours of each of the people for a seat of this coordinator's."""
    return [
        HourWish(scene.people[each], period, 24 * HOUR, seat_of(f"{who}{each}-{period.pk}"))
        for each in people
    ]


def holder(scene: Scene, who: str, people: Sequence[int], now: dt.datetime, *, apart: bool = False) -> Deed:
    """Holds the people's hours in this order; `apart` in several calls of one transaction."""

    def hold(period: Period) -> None:
        wants = wishes(period, who, scene, people)
        with transaction.atomic():
            for part in [[each] for each in wants] if apart else [wants]:
                hold_minutes(by=scene.by, wants=part, until=now + days(14), now=now)

    return hold


RUNS = {
    "one person": ([0], [0], False),
    "one organisation": ([0], [1], False),
    "several people in opposite orders": ([0, 2], [2, 0], False),
    "several calls in opposite orders": ([0, 2], [2, 0], True),
}


@pytest.mark.parametrize("kind", RUNS)
def test_race_for_the_last_hours_has_one_winner_and_overbooks_nobody(kind: str, now: dt.datetime) -> None:
    first, second, in_parts = RUNS[kind]
    track = apart(lambda: make_track(RACES, promised=30 * HOUR, own=30 * HOUR))
    deeds = [
        holder(track.scene, "a", first, now, apart=in_parts),
        holder(track.scene, "b", second, now, apart=in_parts),
    ]
    ends = race(track, deeds)
    assert len(ends) == RACES
    assert all(end.count(None) == 1 for end in ends), "each race has one winner"
    words = {told for end in ends for told in end if told}
    assert all("tunnit eivät riitä: vapaana 6 h, tarvitaan 24 h." in told.lower() for told in words), words
    assert apart(Booking.objects.count) == RACES * len(first), "all of a group's hours or none"
    apart(assert_hours_add_up)


def test_race_of_the_late_answer_and_the_next_asker_overbooks_nobody(now: dt.datetime) -> None:
    """The hold has just ended: whoever comes first has the hours, and the job meanwhile releases it."""
    track = apart(lambda: make_track(60, promised=30 * HOUR, own=24 * HOUR))
    scene, late = track.scene, now + days(15)
    for period in track.periods:
        apart(partial(holder(scene, "a", [0], now), period))

    def answer(period: Period) -> None:
        seat = seat_of(f"a0-{period.pk}")
        book_minutes(
            by=scene.by, seat=seat, minutes=24 * HOUR, now=late, person=scene.people[0], period=period
        )

    ends = race(
        track, [answer, holder(scene, "b", [1], late), lambda _period: void(release_ended_holds(now=late))]
    )
    assert all(sorted(told is None for told in end) == [False, True, True] for end in ends)
    apart(partial(release_ended_holds, now=late))
    assert apart(Booking.objects.count) == len(track.periods)
    apart(assert_hours_add_up)


def test_race_for_hours_that_nobody_knows_makes_one_row_each(now: dt.datetime) -> None:
    """People without hours in the period: both coordinators make the rows, in opposite orders."""
    track = apart(lambda: make_track(60, promised=999 * HOUR, own=None))
    deeds = [holder(track.scene, "a", [0, 1, 2], now), holder(track.scene, "b", [2, 1, 0], now)]
    assert race(track, deeds) == [[None, None]] * 60
    assert apart(lambda: set(Availability.objects.filter(held__gt=0).values_list("held", flat=True))) == {
        48 * HOUR
    }
    apart(assert_hours_add_up)


def test_race_of_holding_booking_and_releasing_leaves_the_counters_right(now: dt.datetime) -> None:
    """Everything that moves hours at once, on the same people of the same organisation."""
    track = apart(lambda: make_track(60, promised=60 * HOUR, own=48 * HOUR))
    scene = track.scene

    def book(period: Period) -> None:
        holder(scene, "c", [1, 0], now)(period)
        book_minutes(by=scene.by, seat=seat_of(f"c0-{period.pk}"), minutes=12 * HOUR, now=now)

    def let_go(period: Period) -> None:
        holder(scene, "d", [0], now)(period)
        release_minutes(by=scene.by, seats=[seat_of(f"d0-{period.pk}"), seat_of(f"a0-{period.pk}")], now=now)

    race(track, [holder(scene, "a", [0, 1], now), book, let_go])
    apart(assert_hours_add_up)


def void(_answer: object) -> None:
    """A deed answers nothing."""
