"""Solving a problem and turning the checked solution into drafts of our own rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from voimala.assembly.bridge.advising import advice_of, questions_of
from voimala.assembly.bridge.drafting import Drafting
from voimala.assembly.bridge.drafts import Answer, ContradictoryBrief, DamagedAnswer, WayDraft
from voimala.assembly.bridge.problem import LANGUAGES, ONLY, WORTH, Problem
from voimala.assembly.models import Run

if TYPE_CHECKING:
    from voimala_engine.assembly import Config, Instance, Solution, Unstaffed

WAYS = 3
"""Nearly equal ways that are looked for, the best among them."""


def solve_problem(problem: Problem, *, seed: int, time_limit: float) -> Answer:
    """The best group for the problem within `time_limit` seconds, checked, or why there is none.

    Raises:
        DamagedAnswer: the engine's own checker does not accept the solution.
        ContradictoryBrief: the engine does not accept the problem.
    """
    from voimala_engine.assembly import Config, InstanceRefused, solve
    from voimala_engine.assembly.check import eligible as is_eligible

    instance = problem.instance
    config = Config(time_limit=time_limit, seed=seed)
    try:
        solution = solve(instance, config)
    except InstanceRefused as refusal:
        raise ContradictoryBrief(
            _("The brief contradicts itself (%(fault)s). Correct the brief first.") % {"fault": refusal}
        ) from refusal
    refuse_damaged(instance, solution)
    brief = instance.briefs[ONLY]
    eligible = [index for index in range(len(instance.people)) if is_eligible(instance, brief, index)]
    told = _figures(problem, solution, len(eligible), time_limit)
    if ONLY not in solution.teams:
        return _without_group(problem, solution, told, config)
    return Answer(**told, status=_status(solution), ways=_ways(problem, solution, eligible, config))


def _status(solution: Solution) -> str:
    return Run.Status.OPTIMAL if solution.status == "optimal" else Run.Status.FEASIBLE


def _ways(problem: Problem, solution: Solution, eligible: list[int], config: Config) -> tuple[WayDraft, ...]:
    """The best team and others nearly as good, each checked anew; questions stand with the best."""
    from voimala_engine.assembly import ways

    drafts = []
    for way in ways(problem.instance, solution, ONLY, config, count=WAYS):
        whole = replace(solution, teams={ONLY: way.team}, objective=way.objective)
        refuse_damaged(problem.instance, whole)
        drafts.append(Drafting(problem, whole, eligible).way(max(way.loss, 0.0)))
    best = replace(drafts[0], questions=questions_of(problem, solution, config))
    return (best, *drafts[1:])


def refuse_damaged(instance: Instance, solution: Solution) -> None:
    """Recompute everything with the engine's independent checker."""
    from voimala_engine.assembly.check import check

    faults = check(instance, solution).errors
    if faults:
        raise DamagedAnswer(
            _("The computation gave a result that does not hold (%(fault)s). Nothing was saved.")
            % {"fault": faults[0]}
        )


def _config(problem: Problem, solution: Solution, time_limit: float) -> dict[str, Any]:
    """How it was computed, kept with the run: no person in it."""
    instance = problem.instance
    return {
        "time_limit": time_limit,
        "seed": solution.seed,
        "weights": asdict(instance.weights),
        "worth": {weight.value: points for weight, points in WORTH.items()},
        "pinned": len(instance.briefs[ONLY].pinned),
        "barred": len(instance.briefs[ONLY].barred),
    }


def _figures(problem: Problem, solution: Solution, eligible: int, time_limit: float) -> dict[str, Any]:
    return {
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "seed": solution.seed,
        "seconds": solution.seconds,
        "eligible": eligible,
        "config": _config(problem, solution, time_limit),
    }


def _without_group(problem: Problem, solution: Solution, told: dict[str, Any], config: Config) -> Answer:
    left_out = solution.unstaffed[ONLY]
    found = {conflict.kind.value for conflict in left_out.conflicts}
    status = Run.Status.NOT_FOUND if "not_found" in found else Run.Status.INFEASIBLE
    advice = advice_of(problem, config) if status == Run.Status.INFEASIBLE else {}
    return Answer(**told, status=status, conflicts=_Conflicts(problem).told(left_out), advice=advice)


class _Conflicts:
    """The engine's conflicts with our own codes instead of its positions."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def told(self, left_out: Unstaffed) -> list[dict[str, Any]]:
        return [
            {
                "kind": conflict.kind.value,
                "code": self._code(conflict.kind.value, conflict.index),
                "have": conflict.have,
                "need": conflict.need,
                "people": [self.problem.people[index].public_id for index in conflict.people],
                "conditions": [
                    {"kind": condition.kind.value, "code": self._code(condition.kind.value, condition.index)}
                    for condition in conflict.conditions
                ],
            }
            for conflict in left_out.conflicts
        ]

    def _code(self, kind: str, index: int) -> str:
        if index < 0:
            return ""
        if kind in ("no_language", "language"):
            return LANGUAGES[index]
        brief = self.problem.instance.briefs[ONLY]
        if kind in ("no_role", "role"):
            return brief.roles[index].key
        if kind in ("no_candidate", "no_learner", "no_mentor", "requirement", "learner"):
            return brief.req[index].key
        if kind == "pinned":
            return self.problem.people[index].public_id
        return ""
