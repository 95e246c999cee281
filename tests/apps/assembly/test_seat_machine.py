"""The seat's state machine, walked at random: what must hold whatever happens in whatever order."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from voimala.assembly.models import Seat
from voimala.assembly.models.agreeing import (
    HOLDING,
    Deed,
    Hours,
    NotPossible,
    Order,
    Standing,
    after,
    is_possible,
    next_state,
)

State = Seat.State
EMPLOYERS = (Order.PERSON_FIRST, Order.SUPERVISOR_FIRST, Order.UNIT_NAMES)
DEEDS = [deed for deed in Deed if deed != Deed.UNDO]
DECLINES = (Deed.NO, Deed.SUPERVISOR_NO, Deed.WITHDRAWN)


class AskedSeat(RuleBasedStateMachine):
    """One seat, with a plain account of who has said yes since it was last empty."""

    def __init__(self) -> None:
        super().__init__()
        self.now = Standing()
        self.trail: list[tuple[Standing, bool, bool]] = []
        self.said_yes = False
        self.employer_yes = False

    @precondition(lambda self: self.now.state in (State.OPEN, State.PROPOSED))
    @rule(order=st.sampled_from(Order), employee=st.booleans())
    def somebody_else(self, order: Order, employee: bool) -> None:
        fits = order != Order.UNIT_NAMES or employee
        has_employer = employee and order != Order.ASSOCIATION
        self.trail = []
        self.now = Standing(self.now.state, order if fits else Order.PERSON_FIRST, has_employer)

    @rule(deed=st.sampled_from(DEEDS))
    def something_happens(self, deed: Deed) -> None:
        earlier = (self.now, self.said_yes, self.employer_yes)
        if not is_possible(self.now, deed):
            with pytest.raises(NotPossible) as refusal:
                after(self.now, deed)
            assert refusal.value.message
            return
        found = after(self.now, deed)
        assert found.state == next_state(
            self.now.state,
            self.now.order,
            deed,
            has_employer=self.now.has_employer,
            person_agreed=self.now.person_agreed,
            supervisor_agreed=self.now.supervisor_agreed,
        )
        self.trail.append(earlier)
        by_count = self.now.order == Order.ASSOCIATION
        if deed in (Deed.YES, Deed.VOLUNTEERED) or (deed == Deed.NAMED and by_count):
            self.said_yes = True
        if deed == Deed.SUPERVISOR_YES or (deed == Deed.NAMED and not by_count):
            self.employer_yes = True
        if deed == Deed.TALK:
            self.said_yes = False
        if found.state in (State.OPEN, State.PROPOSED, State.CALLED):
            self.said_yes = self.employer_yes = False
        if deed in DECLINES:
            assert found.state == State.OPEN
        if deed == Deed.ENDED:
            assert found.state == (State.OPEN if self.now.state == State.CALLED else State.PROPOSED)
            assert found.hours == Hours.NONE
        self.now = found

    @precondition(lambda self: bool(self.trail))
    @rule()
    def undo(self) -> None:
        earlier, *said = self.trail.pop()
        assert after(self.now, Deed.UNDO, before=earlier) == earlier
        self.now = earlier
        self.said_yes, self.employer_yes = said

    @invariant()
    def agreements_are_those_that_were_said(self) -> None:
        assert self.now.person_agreed == self.said_yes
        assert self.now.supervisor_agreed == self.employer_yes

    @invariant()
    def confirmed_only_by_everybodys_yes(self) -> None:
        if self.now.state == State.CONFIRMED:
            assert self.said_yes
            assert self.employer_yes or not self.now.has_employer

    @invariant()
    def hours_follow_the_state(self) -> None:
        by_count = self.now.order == Order.ASSOCIATION
        booked = self.now.state == State.CONFIRMED and not by_count
        assert (self.now.hours == Hours.HELD) == (self.now.state in HOLDING)
        assert (self.now.hours == Hours.BOOKED) == booked


TestSeatWalksOnlyAllowedWays = AskedSeat.TestCase
TestSeatWalksOnlyAllowedWays.settings = settings(
    max_examples=150, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def walked(start: Standing, *deeds: Deed) -> Standing:
    for deed in deeds:
        start = after(start, deed)
    return start


@pytest.mark.parametrize(
    ("order", "employee", "deeds", "states"),
    [
        (Order.PERSON_FIRST, False, "ask yes", "asked confirmed"),
        (
            Order.PERSON_FIRST,
            True,
            "ask yes supervisor_asked supervisor_yes",
            "asked willing supervisor confirmed",
        ),
        (Order.PERSON_FIRST, True, "ask talk yes supervisor_yes", "asked talk willing confirmed"),
        (Order.SUPERVISOR_FIRST, True, "ask supervisor_yes yes", "supervisor asked confirmed"),
        (Order.SUPERVISOR_FIRST, False, "ask yes", "asked confirmed"),
        (Order.UNIT_NAMES, True, "ask named yes", "naming asked confirmed"),
        (Order.ASSOCIATION, False, "ask named", "naming confirmed"),
        (Order.PERSON_FIRST, False, "called volunteered", "called confirmed"),
        (Order.PERSON_FIRST, True, "called volunteered supervisor_asked", "called willing supervisor"),
        (Order.PERSON_FIRST, False, "ask no suggested ask", "asked open proposed asked"),
        (Order.PERSON_FIRST, True, "ask yes ended", "asked willing proposed"),
    ],
)
def test_seat_goes_the_way_of_its_order(order: Order, employee: bool, deeds: str, states: str) -> None:
    now = Standing(order=order, has_employer=employee)
    seen = []
    for deed in deeds.split():
        now = after(now, Deed(deed))
        seen.append(now.state.value)
    assert seen == states.split()


def test_a_person_who_was_not_asked_yet_cannot_answer_for_the_seat() -> None:
    waiting = walked(Standing(order=Order.SUPERVISOR_FIRST, has_employer=True), Deed.ASK)
    for answer in (Deed.YES, Deed.NO, Deed.TALK):
        with pytest.raises(NotPossible):
            after(waiting, answer)


def test_a_mind_changed_to_no_gives_a_confirmed_seat_back() -> None:
    confirmed = walked(Standing(), Deed.ASK, Deed.YES)
    assert after(confirmed, Deed.NO) == Standing(State.OPEN)


def test_undo_does_not_lead_where_the_seat_never_was() -> None:
    asked = walked(Standing(), Deed.ASK)
    with pytest.raises(NotPossible):
        after(asked, Deed.UNDO, before=Standing(State.CONFIRMED, person_agreed=True))
    with pytest.raises(NotPossible):
        after(asked, Deed.UNDO)
