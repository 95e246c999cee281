"""Hours against a model of them in plain Python: held, booked, released and ended in any order."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.apps.people.hours import HOUR, Scene, assert_hours_add_up, days, make_scene, seat_of
from voimala.people.models import Booking
from voimala.people.services import (
    NotEnoughHours,
    NothingHeld,
    book_minutes,
    hold_minutes,
    release_ended_holds,
    release_minutes,
)

OWN = 10 * HOUR
PROMISED = 15 * HOUR
SEATS = ("a", "b", "c", "d", "e")
EMPLOYEES, UNKNOWN = (0, 1), 3

seats = st.sampled_from(SEATS)
people = st.integers(0, UNKNOWN)
minutes = st.sampled_from([0, 3 * HOUR, 6 * HOUR, 10 * HOUR])


@dataclass(frozen=True)
class Kept:
    """One seat's hours; `until` is None when they are booked."""

    person: int
    minutes: int
    until: dt.datetime | None


@dataclass
class Book:
    """The model: which seats have whose hours. A hold that has ended counts no more but is still there."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def counting(self, now: dt.datetime) -> dict[str, Kept]:
        return {seat: one for seat, one in self.kept.items() if one.until is None or one.until > now}

    def take(self, wants: dict[str, Kept], now: dt.datetime) -> str:
        """Write them all and answer ""; or write nothing and say whose hours do not suffice."""
        after = Book({seat: one for seat, one in self.counting(now).items() if seat not in wants})
        for seat, one in wants.items():
            after.kept[seat] = one
            lacking = after.lacking(one.person)
            if lacking:
                return lacking
        self.kept.update(wants)
        return ""

    def lacking(self, person: int) -> str:
        used = {each: self.used(each) for each in range(UNKNOWN + 1)}
        if person != UNKNOWN and used[person] > OWN:
            return "person"
        too_many = person in EMPLOYEES and sum(used[each] for each in EMPLOYEES) > PROMISED
        return "organisation" if too_many else ""

    def used(self, person: int) -> int:
        return sum(one.minutes for one in self.kept.values() if one.person == person)


def refusal(deed: Callable[[], object]) -> str:
    """Whose hours did not suffice; "" when the deed was done."""
    try:
        deed()
    except NotEnoughHours as refused:
        return "person" if refused.person else "organisation"
    return ""


class Hours(RuleBasedStateMachine):
    """Each run is taken back, so that the next one starts from the same scene."""

    scene: ClassVar[Scene]

    def __init__(self) -> None:
        super().__init__()
        self.book = Book()
        self.now = timezone.now()
        self.run = transaction.atomic()
        self.run.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @rule(
        wants=st.dictionaries(seats, st.tuples(people, minutes), min_size=1, max_size=3),
        length=st.sampled_from([2, 14]),
    )
    def hold(self, wants: dict[str, tuple[int, int]], length: int) -> None:
        until = self.now + days(length)
        free = {seat: one for seat, one in wants.items() if not self.is_booked(seat)}
        expected = self.book.take({seat: Kept(*one, until) for seat, one in free.items()}, self.now)
        wishes = [self.scene.wish(self.scene.people[who], much, seat) for seat, (who, much) in free.items()]
        told = refusal(partial(hold_minutes, by=self.scene.by, wants=wishes, until=until, now=self.now))
        assert told == expected

    def is_booked(self, seat: str) -> bool:
        return seat in self.book.kept and self.book.kept[seat].until is None

    @rule(seat=seats, much=minutes)
    def agree(self, seat: str, much: int) -> None:
        kept = self.book.kept.get(seat)
        named = seat_of(seat)
        if kept is None:
            with pytest.raises(NothingHeld):
                book_minutes(by=self.scene.by, seat=named, minutes=much, now=self.now)
            return
        expected = self.book.take({seat: replace(kept, minutes=much, until=None)}, self.now)
        told = refusal(partial(book_minutes, by=self.scene.by, seat=named, minutes=much, now=self.now))
        assert told == expected

    @rule(which=st.sets(seats, min_size=1, max_size=2))
    def release(self, which: set[str]) -> None:
        release_minutes(by=self.scene.by, seats=[seat_of(seat) for seat in which], now=self.now)
        for seat in which:
            self.book.kept.pop(seat, None)

    @rule(number=st.sampled_from([1, 2, 14]))
    def days_pass(self, number: int) -> None:
        self.now += days(number)

    @rule()
    def the_job_runs(self) -> None:
        ended = set(self.book.kept) - set(self.book.counting(self.now))
        assert {each.public_id for each in release_ended_holds(now=self.now)} == ended
        self.book.kept = self.book.counting(self.now)

    @invariant()
    def every_seat_has_what_the_model_says(self) -> None:
        rows = {row.seat_id: row for row in Booking.objects.select_related("availability")}
        assert set(rows) == set(self.book.kept)
        for seat, one in self.book.counting(self.now).items():
            row = rows[seat]
            person = self.scene.people[one.person].pk
            assert (row.availability.person_id, row.minutes, row.held_until) == (
                person,
                one.minutes,
                one.until,
            )

    @invariant()
    def nothing_is_overbooked(self) -> None:
        assert_hours_add_up()


@pytest.mark.django_db
def test_hours_do_as_their_model_and_never_overbook() -> None:
    Hours.scene = make_scene(PROMISED, OWN)
    run_state_machine_as_test(Hours, settings=settings(max_examples=40, stateful_step_count=20))
