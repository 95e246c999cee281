"""Why these people: the data a page words.

Everything is recomputed from the instance and the teams; nothing here needs the solver. It must not grow
wording."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from voimala_engine.assembly.eligibility import PLENTY, View
from voimala_engine.assembly.instance import Brief, Instance, Person
from voimala_engine.assembly.solution import Need, OpenSeat, Solution, Team
from voimala_engine.assembly.state import Problem, State
from voimala_engine.assembly.value import Parts, crosses, parts, tied_inside


@dataclass(frozen=True, slots=True)
class NotKnown:
    """What is not known about a member and would have to be asked."""

    hours: bool
    municipality: bool
    languages: bool
    sector: bool
    requirements: tuple[int, ...]
    """Requirement indexes of the brief."""

    def __bool__(self) -> bool:
        return self.hours or self.municipality or self.languages or self.sector or bool(self.requirements)


@dataclass(frozen=True, slots=True)
class MemberExplanation:
    person: int
    minutes: int | None
    """One way; None: not known."""
    covers: tuple[tuple[int, int], ...]
    """Requirement index and the member's level."""
    only_one: tuple[int, ...]
    """Requirements nobody else in the team covers."""
    roles: tuple[int, ...]
    languages: tuple[int, ...]
    """Languages of `lang_any` the member speaks."""
    new_pairs: tuple[int, ...]
    """Members of another sector with whom the member has not worked before."""
    ties: tuple[int, ...]
    """Members with whom the member has worked before."""
    remaining: int | None
    """Time left after all teams of the solution; None: not known."""
    is_learner: bool
    is_mentor: bool
    not_known: NotKnown


@dataclass(frozen=True, slots=True)
class RequirementExplanation:
    req: int
    covered_by: tuple[tuple[int, int], ...]
    """Members and their levels, highest level first."""
    named_seats: tuple[int, ...]
    """Named seats declared to meet it."""
    not_known: tuple[int, ...]
    """Members about whom it is not known."""
    open_seat: OpenSeat | None

    @property
    def covered(self) -> bool:
        return bool(self.covered_by or self.named_seats)


@dataclass(frozen=True, slots=True)
class TeamExplanation:
    brief: int
    members: tuple[MemberExplanation, ...]
    requirements: tuple[RequirementExplanation, ...]
    roles: tuple[tuple[int, ...], ...]
    """For each role of the brief: the members that fill it."""
    new_pairs: tuple[tuple[int, int], ...]
    ties: tuple[tuple[int, int], ...]
    open_seats: tuple[OpenSeat, ...]
    parts: Parts
    """The team's worth by origin, in points."""


def explain_team(instance: Instance, solution: Solution, brief: int) -> TeamExplanation:
    """Raises KeyError when the solution has no team for the brief."""
    team = solution.teams[brief]
    state = state_of(instance, solution)
    view = state.problem.views[brief]
    position = view.position()
    places = [position[person] for person in team.members]
    new = [pair for pair in combinations(places, 2) if crosses(view, pair) and not _tied(view, pair)]
    old = [pair for pair in combinations(places, 2) if _tied(view, pair)]
    return TeamExplanation(
        brief=brief,
        members=tuple(_member(state, view, place, places, new, old) for place in places),
        requirements=tuple(_requirement(state, view, k, team) for k in range(len(view.brief.req))),
        roles=tuple(
            tuple(p for p in team.members if instance.people[p].sector in role.sectors)
            for role in view.brief.roles
        ),
        new_pairs=tuple((int(view.ids[a]), int(view.ids[b])) for a, b in new),
        ties=tuple((int(view.ids[a]), int(view.ids[b])) for a, b in old),
        open_seats=team.open_seats,
        parts=parts(view, instance.weights, places),
    )


def state_of(instance: Instance, solution: Solution) -> State:
    state = State(Problem.of(instance))
    for team in solution.teams.values():
        state.put(team)
    return state


def _tied(view: View, pair: tuple[int, int]) -> bool:
    return bool(tied_inside(view, pair))


def _member(
    state: State,
    view: View,
    place: int,
    places: list[int],
    new: list[tuple[int, int]],
    old: list[tuple[int, int]],
) -> MemberExplanation:
    arrays, brief = state.problem.eligibility.arrays, view.brief
    index = int(view.ids[place])
    person = state.problem.instance.people[index]
    minutes = arrays.minutes_to(brief)[index]
    covers = tuple(
        (k, person.comp.get(brief.req[k].c, 0)) for k, flags in view.covers.items() if flags[place]
    )
    left = int(arrays.hours[index] - state.person_used[index])
    return MemberExplanation(
        person=index,
        minutes=known_minutes(brief, minutes),
        covers=covers,
        only_one=tuple(k for k, _ in covers if view.covers[k][places].sum() == 1),
        roles=tuple(k for k, role in enumerate(brief.roles) if person.sector in role.sectors),
        languages=tuple(language for language in brief.lang_any if language in (person.langs or ())),
        new_pairs=_others(view, place, new),
        ties=_others(view, place, old),
        remaining=None if person.hours is None else min(left, PLENTY),
        is_learner=bool(view.below[place]),
        is_mentor=bool(view.above[place]),
        not_known=not_known(person, brief, minutes),
    )


def not_known(person: Person, brief: Brief, minutes: float) -> NotKnown:
    """`minutes` as `InstanceArrays.minutes_to` gives them: NaN when not known."""
    return NotKnown(
        hours=person.hours is None,
        municipality=brief.muni is not None and bool(np.isnan(minutes)),
        languages=person.langs is None and (brief.lang is not None or bool(brief.lang_any)),
        sector=person.sector is None,
        requirements=tuple(k for k, req in enumerate(brief.req) if person.level(req.c) is None),
    )


def known_minutes(brief: Brief, minutes: float) -> int | None:
    return None if np.isnan(minutes) or brief.muni is None else int(minutes)


def _others(view: View, place: int, pairs: list[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(int(view.ids[b if a == place else a]) for a, b in pairs if place in (a, b))


def _requirement(state: State, view: View, k: int, team: Team) -> RequirementExplanation:
    requirement, people = view.brief.req[k], state.problem.instance.people
    levels = [(index, people[index].level(requirement.c)) for index in team.members]
    covered = [(index, level) for index, level in levels if level is not None and level >= requirement.level]
    return RequirementExplanation(
        req=k,
        covered_by=tuple(sorted(covered, key=lambda pair: (-pair[1], pair[0]))),
        named_seats=tuple(n for n, seat in enumerate(view.brief.named_seats) if k in seat.meets),
        not_known=tuple(index for index, level in levels if level is None),
        open_seat=next((seat for seat in team.open_seats if _is_requirement(seat.need, k)), None),
    )


def _is_requirement(need: Need, k: int) -> bool:
    return need.kind == "requirement" and need.index == k
