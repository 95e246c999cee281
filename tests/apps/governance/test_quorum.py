"""Whether a body may decide: each voting seat counts once, whoever came for it."""

from hypothesis import given
from hypothesis import strategies as st

from voimala.governance.models.quorum import THERE, Chair, quorum_of

STATES = st.sampled_from(["present", "remote", "absent", None])


@st.composite
def attended(draw: st.DrawFn) -> tuple[list[Chair], dict[int, str]]:
    """Principals 1–9, some without a vote, and deputies of any of them."""
    count = draw(st.integers(1, 9))
    seats = [Chair(key, draw(st.booleans())) for key in range(1, count + 1)]
    principals = draw(st.lists(st.integers(1, count), max_size=12))
    seats += [Chair(100 + place, False, principal) for place, principal in enumerate(principals)]
    states = {seat.pk: draw(STATES) for seat in seats}
    return seats, {key: state for key, state in states.items() if state}


@given(attended(), st.integers(1, 9))
def test_a_seat_counts_once_if_somebody_came_for_it(
    given_seats: tuple[list[Chair], dict[int, str]], needed: int
) -> None:
    seats, states = given_seats
    found = quorum_of(seats, states, needed)
    there = [
        seat
        for seat in seats
        if seat.votes
        and any(states.get(one.pk) in THERE for one in seats if seat.pk in (one.pk, one.deputy_of))
    ]
    assert (found.present, found.seats) == (len(there), sum(seat.votes for seat in seats))
    assert found.met == (len(there) >= needed)


@given(attended())
def test_whoever_comes_later_never_takes_the_quorum_away(
    given_seats: tuple[list[Chair], dict[int, str]],
) -> None:
    seats, states = given_seats
    everybody = quorum_of(seats, {seat.pk: "present" for seat in seats}, None)
    assert quorum_of(seats, states, None).present <= everybody.present == everybody.seats
    assert everybody.met is None, "an unknown rule is not taken for kept"
