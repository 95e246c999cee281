"""Why a brief cannot be staffed: a proof somebody else can check, or a smallest set of conditions that
conflict.

Proofs are those of portfolio-assembly-solution/1. What no such proof covers is found by leaving conditions
out one by one until only those remain that cannot be met together. It must not grow advice; relaxations are
the page's."""

from collections.abc import Iterator

from voimala_engine.assembly.eligibility import View
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.model import BriefModel, condition_of
from voimala_engine.assembly.solution import (
    Condition,
    ConditionKind,
    Conflict,
    ConflictKind,
    NeedKind,
    Unstaffed,
)
from voimala_engine.assembly.state import Problem, State
from voimala_engine.assembly.words import in_words

NEED_CONFLICTS = {
    NeedKind.REQUIREMENT: ConflictKind.NO_CANDIDATE,
    NeedKind.LANGUAGE: ConflictKind.NO_LANGUAGE,
    NeedKind.LEARNER: ConflictKind.NO_LEARNER,
    NeedKind.MENTOR: ConflictKind.NO_MENTOR,
}


def why_impossible(problem: Problem, index: int, limits: Limits) -> Unstaffed:
    """For a brief that has no team even alone."""
    view = problem.views[index]
    conflicts = [*_missing_people(view), *_pin_conflicts(problem, view)]
    if len(view.ids) < view.lo:
        conflicts.append(Conflict(ConflictKind.TOO_FEW, have=len(view.ids), need=view.lo))
    if not conflicts and not coverable(view):
        conflicts.append(Conflict(ConflictKind.COVER_SIZE, have=view.hi))
    if not conflicts:
        together = _smallest_conflict(problem, index, limits)
        conflicts.append(Conflict(ConflictKind.TOGETHER, conditions=together))
    return Unstaffed(
        index, in_words(problem.instance, index, conflicts), tuple(conflicts), _proof(view, conflicts)
    )


def why_left_out(problem: Problem, index: int, kind: ConflictKind) -> Unstaffed:
    conflict = Conflict(kind)
    return Unstaffed(index, in_words(problem.instance, index, [conflict]), (conflict,))


def _missing_people(view: View) -> list[Conflict]:
    found = [
        Conflict(NEED_CONFLICTS[need.kind], index=need.index)
        for need in view.needs
        if not view.meets[need].any() and not view.might_meet[need].any()
    ]
    for k, (sectors, minimum) in enumerate(view.roles):
        have = sum(int(sector) in sectors for sector in view.sector)
        if have < minimum:
            found.append(Conflict(ConflictKind.NO_ROLE, index=k, have=have, need=minimum))
    return found


def _pin_conflicts(problem: Problem, view: View) -> list[Conflict]:
    found = [
        Conflict(
            ConflictKind.PINNED_NOT_ELIGIBLE,
            people=(person,),
            conditions=tuple(_in_the_way(problem, view, person)),
        )
        for person in view.pinned_missing
    ]
    pinned = tuple(int(view.ids[place]) for place in view.pinned)
    if len(pinned) > view.hi:
        found.append(Conflict(ConflictKind.PINNED_TOO_MANY, have=view.hi, people=pinned))
    for pair in view.exclusions:
        if set(pair) <= set(view.pinned):
            people = tuple(int(view.ids[place]) for place in pair)
            found.append(Conflict(ConflictKind.PINNED_EXCLUDED, people=people))
    return found


def _in_the_way(problem: Problem, view: View, index: int) -> Iterator[Condition]:
    """Why the person is not eligible, alone."""
    instance, arrays, brief = problem.instance, problem.eligibility.arrays, view.brief
    person = instance.people[index]
    if arrays.hours[index] < brief.hours:
        yield Condition(ConditionKind.TIME)
    if person.org is not None and arrays.committed[person.org] < brief.hours:
        yield Condition(ConditionKind.COMMITTED, person.org)
    if arrays.minutes_to(brief)[index] > brief.max_travel:
        yield Condition(ConditionKind.JOURNEY)
    if brief.lang is not None and person.langs is not None and brief.lang not in person.langs:
        yield Condition(ConditionKind.WORKING_LANGUAGE, brief.lang)


def coverable(view: View) -> bool:
    """Whether at most `hi` eligible people could bring every need and one member for each role; exact."""
    columns = [view.meets[need] | view.might_meet[need] for need in view.needs]
    masks = [0] * len(view.ids)
    for bit, column in enumerate(columns):
        for place in column.nonzero()[0]:
            masks[place] |= 1 << bit
    wanted = (1 << len(columns)) - 1
    for k, (sectors, minimum) in enumerate(view.roles):
        if minimum:
            bit = 1 << (len(columns) + k)
            wanted |= bit
            masks = [m | bit * (int(s) in sectors) for m, s in zip(masks, view.sector, strict=True)]
    options = _widest(masks)
    reached = {0}
    for _ in range(view.hi):
        if wanted in reached:
            return True
        reached = {done | o for done in reached for o in options if o & _lowest(wanted & ~done)}
    return wanted in reached


def _widest(masks: list[int]) -> list[int]:
    """Those not contained in another."""
    distinct = sorted(set(masks) - {0}, key=lambda m: (-m.bit_count(), m))
    return [m for n, m in enumerate(distinct) if not any(m & ~wider == 0 for wider in distinct[:n])]


def _lowest(mask: int) -> int:
    return mask & -mask


def _smallest_conflict(problem: Problem, index: int, limits: Limits) -> tuple[Condition, ...]:
    """Conditions that cannot be met together, none of them superfluous (all kept when time runs out)."""
    state, view = State(problem), problem.views[index]
    candidates = _conditions(view)
    dropped: set[Condition] = set()
    for condition in candidates:
        model = BriefModel(state, view, None, open_allowed=True, dropped=frozenset(dropped | {condition}))
        if model.model.solve(limits).infeasible:
            dropped.add(condition)
    return tuple(condition for condition in candidates if condition not in dropped)


def _conditions(view: View) -> list[Condition]:
    """Those most readily blamed last, so that they are left out last."""
    found = [Condition(ConditionKind.COMMITTED), Condition(ConditionKind.EXCLUSIONS)]
    found += [Condition(ConditionKind.SIZE_MIN), Condition(ConditionKind.SIZE_MAX)]
    found += [Condition(ConditionKind.ROLE, k) for k, (_, minimum) in enumerate(view.roles) if minimum]
    found += list(dict.fromkeys(condition_of(need) for need in view.needs))
    return found + [Condition(ConditionKind.PINNED, int(view.ids[place])) for place in view.pinned]


def _proof(view: View, conflicts: list[Conflict]) -> dict[str, str | int] | None:
    """The plainest proof first."""
    named = {
        ConflictKind.NO_CANDIDATE: ("no_candidate", "req"),
        ConflictKind.NO_ROLE: ("no_role", "role"),
        ConflictKind.NO_LANGUAGE: ("no_language", "lang"),
    }
    for conflict in conflicts:
        if conflict.kind in named:
            kind, field = named[conflict.kind]
            return {"kind": kind, field: conflict.index}
    covers = {ConflictKind.COVER_SIZE, ConflictKind.NO_LEARNER, ConflictKind.NO_MENTOR}
    if any(conflict.kind in covers for conflict in conflicts):
        return {"kind": "cover_size", "size": view.hi}
    return None
