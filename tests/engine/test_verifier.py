"""What the solver gives for generated instances, judged by the independent verifier."""

import pytest

from tests.engine.reference import generated, verified
from voimala_engine.assembly import Config, Status, solution_document, solve
from voimala_engine.assembly.files import instance_from_document


@pytest.mark.parametrize("seed", range(1, 31))
def test_small_instances_are_proven_or_explained(seed: int) -> None:
    document = generated("S", seed)
    solution = solve(instance_from_document(document), Config())
    report = verified(document, solution_document(solution))
    assert report["errors"] == []
    assert solution.bound - solution.objective < 1e-4
    assert solution.status == (Status.OPTIMAL if solution.teams else Status.INFEASIBLE)
    assert set(solution.teams) | set(solution.unstaffed) == {0}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_several_briefs_are_valid_with_a_valid_bound(seed: int) -> None:
    document = generated("M", seed, pilots=6, people=300)
    solution = solve(instance_from_document(document), Config(time_limit=30, seed=seed))
    report = verified(document, solution_document(solution))
    assert report["errors"] == []
    assert set(solution.teams) | set(solution.unstaffed) == set(range(6))
    assert solution.quality_gap < 0.25


def test_same_seed_same_teams() -> None:
    document = generated("M", 5, pilots=4, people=200)
    first, second = (solve(instance_from_document(document), Config(time_limit=60, seed=3)) for _ in range(2))
    assert not first.timed_out
    assert first.teams == second.teams
    assert (first.objective, first.bound) == (second.objective, second.bound)


def test_a_spent_limit_still_gives_a_valid_answer() -> None:
    document = generated("M", 1, pilots=6, people=300)
    solution = solve(instance_from_document(document), Config(time_limit=1, already_used=5))
    report = verified(document, solution_document(solution))
    assert report["errors"] == []
    assert solution.timed_out
    assert set(solution.teams) | set(solution.unstaffed) == set(range(6))


def test_stopping_keeps_the_best_so_far() -> None:
    document = generated("M", 1, pilots=6, people=300)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 12

    solution = solve(instance_from_document(document), Config(time_limit=600, stop=stop))
    report = verified(document, solution_document(solution))
    assert report["errors"] == []
    assert solution.timed_out
    assert solution.teams
