"""What the engine advises, in our own codes: what to ask first, what to change, whom to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voimala.assembly.bridge.drafts import QuestionDraft
from voimala.assembly.bridge.problem import LANGUAGES, ONLY, SECTORS, Problem
from voimala.assembly.models import Question

if TYPE_CHECKING:
    from voimala_engine.assembly import Change, Config, Solution, Wanted
    from voimala_engine.assembly import Question as Advised
    from voimala_engine.assembly.solution import Need

ABOUT = {
    "competence": Question.About.COMPETENCE,
    "hours": Question.About.HOURS,
    "place": Question.About.PLACE,
    "language": Question.About.LANGUAGE,
    "sector": Question.About.SECTOR,
}


def questions_of(problem: Problem, solution: Solution, config: Config) -> tuple[QuestionDraft, ...]:
    """At most three people, one question each, every gain checked by a re-solve."""
    from voimala_engine.assembly import questions

    asked = questions(problem.instance, solution, ONLY, config)
    return tuple(_question(problem, solution, each) for each in asked)


def _question(problem: Problem, solution: Solution, asked: Advised) -> QuestionDraft:
    kind = asked.kind.value
    today = set(solution.teams[ONLY].members)
    matters = asked.if_yes if asked.gain > 0 or asked.closes else asked.if_no
    told = {order for need in asked.closes if (order := _order(problem, need)) is not None}
    return QuestionDraft(
        person=problem.people[asked.person],
        about=ABOUT[kind],
        gain=asked.gain,
        loss=asked.loss,
        competence=problem.requirements[asked.index].competence if kind == "competence" else None,
        language=LANGUAGES[asked.index] if kind == "language" else "",
        closes=tuple(sorted(told | set(asked.covers))),
        changes=len(today - set(matters.members)) if matters else 0,
        without=asked.if_no is None,
    )


def _order(problem: Problem, need: Need) -> int | None:
    """The need's order in the proposal: requirements first, then the languages that somebody should speak."""
    brief = problem.instance.briefs[ONLY]
    if need.kind == "requirement":
        return need.index
    further = list(dict.fromkeys(brief.lang_any))
    return len(brief.req) + further.index(need.index) if need.kind == "language" else None


def advice_of(problem: Problem, config: Config) -> dict[str, Any]:
    """What would make a group possible, in codes: no person is in it.

    People's own limits and what was chosen by hand are never loosened: the first are theirs, the second are
    taken back by whoever made them.
    """
    from voimala_engine.assembly import ChangeKind, relaxations, seeking

    keep = frozenset({ChangeKind.EXCLUSION, ChangeKind.BARRED, ChangeKind.PINNED})
    found = relaxations(problem.instance, ONLY, config, keep=keep)
    return {
        "changes": [[_change(problem, change) for change in each.changes] for each in found],
        "seeking": [_wanted(problem, wanted) for wanted in seeking(problem.instance, ONLY, config)],
    }


def _change(problem: Problem, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "code": _code(problem, change),
        "was": change.was,
        "now": change.now,
    }


def _code(problem: Problem, change: Change) -> str:
    brief = problem.instance.briefs[ONLY]
    if change.kind in ("requirement", "learner"):
        return brief.req[change.index].key
    if change.kind == "role":
        return brief.roles[change.index].key
    return LANGUAGES[change.index] if change.kind in ("language", "language_any") else ""


def _wanted(problem: Problem, wanted: Wanted) -> dict[str, Any]:
    brief = problem.instance.briefs[ONLY]
    sectors = wanted.sectors or (() if wanted.sector is None else (wanted.sector,))
    return {
        "sectors": [SECTORS[index] for index in sectors],
        "competences": [brief.req[index].key for index in wanted.requirements],
        "languages": [LANGUAGES[index] for index in wanted.languages],
    }
