"""The solver against plain enumeration, judged by the checker."""

import pytest

from tests.engine.reference import generated
from tests.engine.tiny import all_teams, best_portfolio, best_single, objective_of, tiny_instance
from voimala_engine.assembly import Config, Status, solve
from voimala_engine.assembly.check import check
from voimala_engine.assembly.files import instance_from_document
from voimala_engine.assembly.solution import ConflictKind
from voimala_engine.assembly.state import Problem, State


@pytest.mark.parametrize("seed", range(150))
def test_one_brief_is_solved_as_well_as_by_enumeration(seed: int) -> None:
    instance = tiny_instance(seed, unknown=seed % 3 != 0)
    best = best_single(instance)
    solution = solve(instance, Config(seed=seed))
    assert check(instance, solution).errors == ()
    empty = objective_of(instance, [])
    if best is None:
        assert solution.status == Status.INFEASIBLE
        assert 0 in solution.unstaffed
        assert solution.objective == pytest.approx(empty)
        return
    (opened, unplaced), objective = best
    assert solution.status == Status.OPTIMAL
    assert solution.objective == pytest.approx(max(objective, empty), abs=1e-4)
    assert solution.bound - solution.objective < 1e-4
    if objective > empty + 1e-6:
        seats = solution.teams[0].open_seats
        assert len(seats) == opened
        assert sum(not seat.reserved for seat in seats) == unplaced


def test_the_random_instances_exercise_what_they_should() -> None:
    """Open seats, impossible briefs and named seats all occur, or the test above proves little."""
    instances = [tiny_instance(seed) for seed in range(150) if seed % 3]
    best = [best_single(instance) for instance in instances]
    assert sum(one is None for one in best) > 10
    assert sum(one is not None and one[0][0] > 0 for one in best) > 5
    assert sum(bool(one.briefs[0].named_seats) for one in instances) > 10


@pytest.mark.parametrize("seed", range(200, 230))
def test_the_bound_of_several_briefs_holds_for_every_choice_of_teams(seed: int) -> None:
    instance = tiny_instance(seed, briefs=2, people=6, unknown=seed % 2 == 0)
    solution = solve(instance, Config(time_limit=20, seed=1))
    assert check(instance, solution).errors == ()
    best = best_portfolio(instance)
    assert solution.objective <= best + 1e-6
    assert solution.bound >= best - 1e-6


def test_several_briefs_are_mostly_solved_best() -> None:
    """The search of portfolios is not exact; on tiny ones without unknowns it must rarely miss."""
    instances = [tiny_instance(seed, briefs=2, people=6, unknown=False) for seed in range(300, 320)]
    missed = [
        instance.name
        for instance in instances
        if solve(instance, Config(time_limit=20)).objective < best_portfolio(instance) - 1e-6
    ]
    assert len(missed) <= 2, missed


def test_a_greedy_ledger_adds_up() -> None:
    instance = tiny_instance(3, unknown=False)
    state = State(Problem.of(instance))
    teams = all_teams(instance, 0)
    assert teams
    before = state.objective()
    state.put(teams[0])
    assert state.objective() == pytest.approx(objective_of(instance, [teams[0]]))
    state.remove(0)
    assert state.objective() == before
    assert not state.person_used.any()
    assert not state.org_used.any()


def test_two_briefs_that_need_the_same_few_people_are_proven() -> None:
    """Time that no brief can use whole (40 hours where each takes 32) must not count twice in the bound."""
    document = generated("S", 2)
    document["pilots"].append(document["pilots"][0])
    solution = solve(instance_from_document(document), Config(time_limit=60))
    assert len(solution.teams) == 1
    assert solution.status == Status.OPTIMAL
    assert [u.conflicts[0].kind for u in solution.unstaffed.values()] == [ConflictKind.CONTENTION]


def test_an_instance_without_briefs_or_people_has_an_answer() -> None:
    document = generated("S", 2)
    empty = solve(instance_from_document({**document, "pilots": []}))
    assert (empty.status, empty.teams, empty.unstaffed) == (Status.OPTIMAL, {}, {})
    brief = {**document["pilots"][0], "barred": []}
    alone = {**document, "people": [], "ties": [], "exclusions": [], "pilots": [brief]}
    assert solve(instance_from_document(alone)).status == Status.INFEASIBLE
