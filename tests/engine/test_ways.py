"""Several ways to form a group: each against plain enumeration, judged by the checker."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.reference import generated
from tests.engine.tiny import all_teams, as_solution, objective_of, tiny_instance
from voimala_engine.assembly import Config, Instance, Team, Way, solve, ways
from voimala_engine.assembly.check import check
from voimala_engine.assembly.files import instance_from_document


def _openness(team: Team) -> tuple[int, int]:
    return len(team.open_seats), sum(not seat.reserved for seat in team.open_seats)


def _best_objective(instance: Instance, earlier: list[Way], differ: int, others: list[Team]) -> float | None:
    """By enumeration: the best objective of a team that differs enough from every earlier way."""
    objectives = []
    for team in all_teams(instance, 0):
        different = all(len(set(team.members) - set(way.team.members)) >= differ for way in earlier)
        if different and _openness(team) <= _openness(earlier[0].team):
            objective = objective_of(instance, [team, *others])
            teams = {one.brief: one for one in (team, *others)}
            if check(instance, as_solution(instance, teams, objective)).valid:
                objectives.append(objective)
    return max(objectives, default=None)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    briefs=st.sampled_from([1, 1, 2]),
    within=st.sampled_from([0.0, 0.02, 1.0]),
    differ=st.integers(1, 3),
    unknown=st.booleans(),
)
def test_each_way_is_the_best_that_differs_enough(
    seed: int, briefs: int, within: float, differ: int, unknown: bool
) -> None:
    instance = tiny_instance(seed, briefs=briefs, unknown=unknown)
    solution = solve(instance, Config(time_limit=20))
    if 0 not in solution.teams:
        return
    found = ways(instance, solution, 0, count=3, within=within, differ=differ)
    assert found[0].team == solution.teams[0]
    others = [team for brief, team in solution.teams.items() if brief]
    least = solution.objective - within * abs(solution.objective) - 1e-5
    for number in range(1, 3):
        best = _best_objective(instance, list(found[:number]), differ, others)
        if len(found) <= number:
            assert best is None or best < least + 1e-4
            break
        way = found[number]
        assert best == pytest.approx(way.objective, abs=1e-4)
        assert way.finished
        assert way.objective >= least
        assert way.loss == pytest.approx(solution.objective - way.objective, abs=1e-6)
        teams = {**solution.teams, 0: way.team}
        assert check(instance, as_solution(instance, teams, way.objective)).valid


@pytest.mark.parametrize("seed", [2, 6, 24])
def test_ways_of_a_small_network_are_valid_near_equal_and_different(seed: int) -> None:
    instance = instance_from_document(generated("S", seed))
    solution = solve(instance)
    found = ways(instance, solution, 0)
    assert len(found) == 3
    for number, way in enumerate(found):
        assert check(instance, as_solution(instance, {0: way.team}, way.objective)).valid
        assert way.objective >= 0.98 * solution.objective
        for earlier in found[:number]:
            assert len(set(way.team.members) - set(earlier.team.members)) >= 2
    assert [way.loss for way in found] == sorted(way.loss for way in found)


def test_the_random_instances_have_second_and_third_ways_and_open_ones() -> None:
    """Or the property above proves little."""
    counts, open_ones = [], 0
    for seed in range(150):
        instance = tiny_instance(seed)
        solution = solve(instance)
        if solution.teams:
            found = ways(instance, solution, 0, within=1.0, differ=1)
            counts.append(len(found))
            open_ones += len(found) > 1 and bool(solution.teams[0].open_seats)
    assert sum(count == 3 for count in counts) > 10
    assert open_ones > 3


def test_a_brief_without_a_team_has_no_ways() -> None:
    document = generated("S", 2)
    document["pilots"][0]["max_travel"] = 0
    instance = instance_from_document(document)
    with pytest.raises(KeyError):
        ways(instance, solve(instance), 0)
    with pytest.raises(ValueError, match="at least 1"):
        ways(instance, solve(instance), 0, count=0)
