"""The independent checker: recomputes every condition and the objective of a solution from the instance.

Plain Python with exact fractions for D; it shares no code with the solver, and the tests trust it, not the
solver. It must not import the solver's modules, nor grow speed at the price of being read in one sitting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil

from voimala_engine.assembly.instance import Brief, Instance, Person
from voimala_engine.assembly.solution import OpenSeat, Solution, Team

TOLERANCE = 1e-6
"""Relative difference allowed between a claimed and a recomputed objective."""


@dataclass(frozen=True, slots=True)
class Report:
    errors: tuple[str, ...]
    objective: float
    distance: Fraction
    """D."""

    @property
    def valid(self) -> bool:
        return not self.errors


def check(instance: Instance, solution: Solution) -> Report:
    errors = [
        f"brief {brief}: both staffed and unstaffed"
        for brief in solution.teams.keys() & solution.unstaffed.keys()
    ]
    value, known = 0.0, {}
    for index, team in solution.teams.items():
        if team.brief != index or not 0 <= index < len(instance.briefs):
            errors.append(f"brief {index}: unknown id")
        elif any(not 0 <= person < len(instance.people) for person in team.members):
            errors.append(f"brief {index}: unknown person")
        else:
            known[index] = team
    for index, team in known.items():
        errors += [f"brief {index}: {problem}" for problem in team_errors(instance, index, team)]
        worth = team_worth(instance, index, team.members)
        value += worth
        if abs(worth - team.value) > TOLERANCE * max(1.0, abs(worth)):
            errors.append(f"brief {index}: value claimed {team.value} is {worth}")
    used, org_used = _hours(instance, known)
    errors += _overuse(instance, used, org_used)
    distance = fairness_distance(instance, org_used)
    objective = value - instance.weights.fair * float(distance)
    tolerance = TOLERANCE * max(1.0, abs(objective))
    if abs(solution.objective - objective) > tolerance:
        errors.append(f"objective claimed {solution.objective} is {objective}")
    if solution.bound < objective - tolerance:
        errors.append(f"bound {solution.bound} is below the objective {objective}")
    return Report(tuple(errors), objective, distance)


def eligible(instance: Instance, brief: Brief, index: int) -> bool:
    """Whether nothing known speaks against the person, alone."""
    person = instance.people[index]
    if index in brief.barred or (person.hours is not None and person.hours < brief.hours):
        return False
    if brief.lang is not None and person.langs is not None and brief.lang not in person.langs:
        return False
    committed = None if person.org is None else instance.orgs[person.org].committed
    if committed is not None and committed < brief.hours:
        return False
    minutes = _minutes(instance, brief, person)
    return minutes is None or minutes <= brief.max_travel


def team_errors(instance: Instance, index: int, team: Team) -> Iterator[str]:
    brief, members = instance.briefs[index], team.members
    people = [instance.people[person] for person in members]
    if len(set(members)) != len(members):
        yield "duplicate member"
    kept = sum(seat.reserved for seat in team.open_seats)
    total = len(members) + kept + len(brief.named_seats)
    smallest, largest = brief.size
    if len(members) + kept > max(0, largest - len(brief.named_seats)) or total < smallest:
        yield f"size {total} outside {brief.size}"
    for person in members:
        if not eligible(instance, brief, person):
            yield f"person {person}: not eligible"
    for person in sorted(brief.pinned - set(members)):
        yield f"pinned person {person} missing"
    for k, role in enumerate(brief.roles):
        named = sum(k in seat.roles or seat.sector in role.sectors for seat in brief.named_seats)
        if named + sum(person.sector in role.sectors for person in people) < role.min:
            yield f"role {role.role}: too few"
    for a, b in combinations(sorted(members), 2):
        if (a, b) in instance.exclusions:
            yield f"excluded pair {a}, {b}"
    yield from _open_errors(instance, brief, team)


def _open_errors(instance: Instance, brief: Brief, team: Team) -> Iterator[str]:
    unmet = {
        need for need in _needs(brief) if not any(_meets(instance, brief, p, need) for p in team.members)
    }
    declared = {(seat.need.kind.value, seat.need.index): seat for seat in team.open_seats}
    for need in sorted(unmet - declared.keys()):
        yield f"{need[0]} {need[1]}: nobody meets it"
    for need in sorted(declared.keys() - unmet):
        yield f"{need[0]} {need[1]}: open, though met or not asked for"
    for need in sorted(unmet & declared.keys()):
        yield from _seat_errors(instance, brief, team, declared[need])


def _seat_errors(instance: Instance, brief: Brief, team: Team, seat: OpenSeat) -> Iterator[str]:
    need = (seat.need.kind.value, seat.need.index)
    might = {p for p in range(len(instance.people)) if might_meet(instance, brief, p, need)}
    outside = {
        person
        for person in might - set(team.members)
        if not any((min(person, m), max(person, m)) in instance.exclusions for m in team.members)
    }
    if set(seat.members) != might & set(team.members) or set(seat.could_be_asked) != outside:
        yield f"{need[0]} {need[1]}: wrong people to ask"
    if seat.reserved and not outside:
        yield f"{need[0]} {need[1]}: a place kept for nobody"
    if not seat.reserved and not seat.members:
        yield f"{need[0]} {need[1]}: open without a place"


def _needs(brief: Brief) -> set[tuple[str, int]]:
    met = {k for seat in brief.named_seats for k in seat.meets}
    spoken = {language for seat in brief.named_seats for language in seat.languages}
    needs = {("requirement", k) for k, req in enumerate(brief.req) if req.mandatory and k not in met}
    needs |= {("language", language) for language in brief.lang_any if language not in spoken}
    if brief.learner is not None and brief.learner.hard:
        needs |= {("learner", brief.learner.req), ("mentor", brief.learner.req)}
    return needs


def _meets(instance: Instance, brief: Brief, index: int, need: tuple[str, int]) -> bool:
    person, (kind, what) = instance.people[index], need
    if kind == "language":
        return person.langs is not None and what in person.langs
    requirement = brief.req[what]
    level = person.comp.get(requirement.c, 0)
    if kind == "learner":
        return 1 <= level < requirement.level
    return level > requirement.level if kind == "mentor" else level >= requirement.level


def might_meet(instance: Instance, brief: Brief, index: int, need: tuple[str, int]) -> bool:
    """Eligible and not known about it."""
    person, (kind, what) = instance.people[index], need
    if not eligible(instance, brief, index):
        return False
    if kind == "language":
        return person.langs is None
    competence = brief.req[what].c
    return not person.profile_known and competence not in person.comp and competence not in person.absent


def team_worth(instance: Instance, index: int, members: tuple[int, ...]) -> float:
    brief, weights = instance.briefs[index], instance.weights
    people = [instance.people[person] for person in members]
    met = {k for seat in brief.named_seats for k in seat.meets}
    worth = float(weights.staff)
    for k, requirement in enumerate(brief.req):
        able = [person for person in people if person.comp.get(requirement.c, 0) >= requirement.level]
        if k in met or not able:
            continue
        worth += requirement.w
        if instance.competences[requirement.c].kind == "strength" and any(
            person.org is None or requirement.c not in instance.orgs[person.org].uses for person in able
        ):
            worth += weights.strength
    worth += weights.pair * min(weights.pair_cap, _new_pairs(instance, members))
    if any(pair in instance.ties for pair in combinations(sorted(members), 2)):
        worth += weights.tie
    if brief.learner is not None and all(
        any(_meets(instance, brief, person, (side, brief.learner.req)) for person in members)
        for side in ("learner", "mentor")
    ):
        worth += weights.learner
    for person in people:
        minutes = _minutes(instance, brief, person)
        worth -= weights.seat + weights.travel * ceil((brief.max_travel if minutes is None else minutes) / 10)
    return worth


def _new_pairs(instance: Instance, members: tuple[int, ...]) -> int:
    count = 0
    for a, b in combinations(sorted(members), 2):
        first, second = instance.people[a].sector, instance.people[b].sector
        apart = first is not None and second is not None and first != second
        count += apart and (a, b) not in instance.ties
    return count


def _minutes(instance: Instance, brief: Brief, person: Person) -> int | None:
    if brief.muni is None:
        return 0
    return None if person.muni is None else instance.travel[person.muni][brief.muni]


def _hours(instance: Instance, teams: dict[int, Team]) -> tuple[dict[int, int], dict[int, int]]:
    used: dict[int, int] = {}
    org_used: dict[int, int] = {}
    for index, team in teams.items():
        for person in team.members:
            hours, org = instance.briefs[index].hours, instance.people[person].org
            used[person] = used.get(person, 0) + hours
            if org is not None:
                org_used[org] = org_used.get(org, 0) + hours
    return used, org_used


def _overuse(instance: Instance, used: dict[int, int], org_used: dict[int, int]) -> Iterator[str]:
    for person, hours in used.items():
        available = instance.people[person].hours
        if available is not None and hours > available:
            yield f"person {person}: {hours} of {available} hours"
    for org, hours in org_used.items():
        committed = instance.orgs[org].committed
        if committed is not None and hours > committed:
            yield f"organisation {org}: {hours} of {committed} hours"


def fairness_distance(instance: Instance, org_used: dict[int, int]) -> Fraction:
    tau, largest = Fraction(str(instance.tau)), Fraction(0)
    for index, org in enumerate(instance.orgs):
        if org.committed:
            largest = max(largest, abs(Fraction(org_used.get(index, 0), org.committed) - tau))
    return largest
