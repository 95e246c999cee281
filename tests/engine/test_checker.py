"""The checker against the independent verifier: the same verdict and objective on sound and broken teams."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from tests.engine.reference import generated, verified
from tests.engine.tiny import as_solution
from voimala_engine.assembly import Config, Instance, Solution, Team, solution_document, solve
from voimala_engine.assembly.check import check, team_worth
from voimala_engine.assembly.files import instance_from_document


def _solution(instance: Instance, teams: dict[int, tuple[int, ...]]) -> Solution:
    made = {
        index: Team(index, members, team_worth(instance, index, members)) for index, members in teams.items()
    }
    claimed = as_solution(instance, made, 0.0)
    objective = check(instance, claimed).objective
    return replace(claimed, objective=objective, bound=objective)


@pytest.mark.parametrize("seed", range(1, 9))
def test_random_teams_get_the_same_verdict_and_objective(seed: int) -> None:
    document = generated("S", seed, pilots=3, people=60)
    instance, rng = instance_from_document(document), Random(seed)
    for _ in range(40):
        teams = {p: tuple(sorted(rng.sample(range(60), rng.randint(2, 7)))) for p in rng.sample(range(3), 2)}
        solution = _solution(instance, teams)
        report, reference = check(instance, solution), verified(document, solution_document(solution))
        assert report.valid == reference["valid"], (report.errors, reference["errors"])
        assert report.objective == pytest.approx(reference["objective"], abs=1e-6)


def _solved(seed: int = 2) -> tuple[dict[str, Any], Instance, Solution]:
    document = generated("S", seed)
    instance = instance_from_document(document)
    solution = solve(instance, Config())
    assert solution.teams
    return document, instance, solution


def test_every_single_swap_gets_the_same_verdict() -> None:
    document, instance, solution = _solved()
    members = solution.teams[0].members
    verdicts = set()
    for leaving in members:
        for coming in range(0, 300, 7):
            if coming in members:
                continue
            swapped = tuple(sorted({*members, coming} - {leaving}))
            changed = _solution(instance, {0: swapped})
            report, reference = check(instance, changed), verified(document, solution_document(changed))
            assert report.valid == reference["valid"], (swapped, report.errors, reference["errors"])
            assert report.objective == pytest.approx(reference["objective"], abs=1e-6)
            verdicts.add(report.valid)
    assert verdicts == {True, False}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"objective": 5000.0, "bound": 6000.0}, "objective claimed"),
        ({"bound": 0.0}, "bound"),
        ({"teams": {0: Team(0, (1, 1, 2, 3), 0.0)}}, "duplicate"),
        ({"teams": {0: Team(0, (999,), 0.0)}}, "unknown person"),
        ({"teams": {7: Team(7, (1,), 0.0)}}, "unknown id"),
    ],
)
def test_false_claims_are_found(change: dict[str, Any], word: str) -> None:
    _, instance, solution = _solved()
    assert check(instance, solution).valid
    report = check(instance, replace(solution, **change))
    assert any(word in error for error in report.errors)
