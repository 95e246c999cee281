"""What an answer to a not known thing would change: the instance with the answer filled in, and one view in
which everybody not known about a topic answers yes.

It must not grow choices of whom to ask; that is `questions`."""

from dataclasses import dataclass, replace

import numpy as np

from voimala_engine.assembly.advice import QuestionKind
from voimala_engine.assembly.eligibility import Eligibility, Flags, View
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.instance import Instance, Person
from voimala_engine.assembly.single import best_team
from voimala_engine.assembly.solution import Need, NeedKind, Solution, Team
from voimala_engine.assembly.state import Problem, State
from voimala_engine.assembly.value import team_of


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that somebody may be asked; fields as in `advice.Question`."""

    kind: QuestionKind
    index: int = -1
    level: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best group of the brief beside the other teams, or none; `objective` of the whole."""

    team: Team | None
    objective: float
    finished: bool

    @property
    def opened(self) -> int:
        return len(self.team.open_seats) if self.team else 0

    @property
    def unplaced(self) -> int:
        return sum(not seat.reserved for seat in self.team.open_seats) if self.team else 0


@dataclass(frozen=True, slots=True)
class Table:
    """One brief beside the solution's other teams, on which answers are tried."""

    problem: Problem
    solution: Solution
    brief: int
    limits: Limits

    @property
    def view(self) -> View:
        return self.problem.views[self.brief]

    def solved(self, view: View | None = None) -> Outcome:
        """As `solve` would answer with the other teams fixed: no team rather than one not worth it."""
        state = self._others()
        nothing = state.objective()
        search = best_team(state, view or self.view, self.limits, fair=True)
        if search.team is None:
            return Outcome(None, nothing, search.finished)
        state.put(search.team)
        objective = state.objective()
        if objective <= nothing:
            return Outcome(None, nothing, search.finished)
        return Outcome(search.team, objective, search.finished)

    def without_team(self) -> Outcome:
        return Outcome(None, self._others().objective(), finished=True)

    def keeping(self, team: Team) -> Outcome | None:
        """The same members weighed anew; None when they are no team any more."""
        place = self.view.position()
        if any(person not in place for person in team.members):
            return None
        weights = self.problem.instance.weights
        again = team_of(self.view, weights, [place[person] for person in team.members])
        if again is None:
            return None
        state = self._others()
        state.put(again)
        return Outcome(again, state.objective(), finished=True)

    def answered(self, person: int, topic: Topic, *, yes: bool) -> "Table":
        return self._with(answered(self.problem.instance, self.brief, person, topic, yes=yes))

    def _with(self, instance: Instance) -> "Table":
        eligibility = Eligibility(instance)
        views = list(self.problem.views)
        views[self.brief] = eligibility.view(self.brief)
        changed = replace(self.problem, instance=instance, eligibility=eligibility, views=tuple(views))
        return replace(self, problem=changed)

    def _others(self) -> State:
        state = State(self.problem)
        for index, team in self.solution.teams.items():
            if index != self.brief:
                state.put(team)
        return state


def answered(instance: Instance, brief: int, index: int, topic: Topic, *, yes: bool) -> Instance:
    """The instance with one answer filled in. A no about time, place or the brief's own language takes the
    person out of this brief. A yes to one language says nothing of others: they count as not spoken, the
    brief's own aside."""
    wanted, person = instance.briefs[brief], instance.people[index]
    if topic.kind == QuestionKind.COMPETENCE:
        return _with_person(instance, index, _told(person, wanted.req[topic.index].c, topic.level, yes=yes))
    if topic.kind == QuestionKind.SECTOR:
        return _with_person(instance, index, replace(person, sector=topic.index)) if yes else instance
    if topic.kind == QuestionKind.LANGUAGE and topic.index != wanted.lang:
        spoken = {wanted.lang} if wanted.lang is not None else set()
        langs = frozenset(spoken | ({topic.index} if yes else set()))
        return _with_person(instance, index, replace(person, langs=langs))
    if yes:
        return instance
    changed = replace(wanted, barred=wanted.barred | {index})
    return replace(instance, briefs=(*instance.briefs[:brief], changed, *instance.briefs[brief + 1 :]))


def _told(person: Person, competence: int, level: int, *, yes: bool) -> Person:
    if yes:
        return replace(person, comp={**person.comp, competence: level})
    return replace(person, absent=person.absent | {competence})


def _with_person(instance: Instance, index: int, person: Person) -> Instance:
    return replace(instance, people=(*instance.people[:index], person, *instance.people[index + 1 :]))


def not_known_about(table: Table, topic: Topic) -> Flags:
    """Per position of the view: who could answer a question about a competence or a wanted language."""
    arrays, view = table.problem.eligibility.arrays, table.view
    if topic.kind == QuestionKind.LANGUAGE:
        return arrays.languages_unknown[view.ids]
    return arrays.level_of(view.brief.req[topic.index].c)[1][view.ids]


def all_say_yes(table: Table, topic: Topic, who: Flags) -> View:
    """The view in which everybody in `who` says yes. Its best team is also the best that any one yes can
    give, because what a requirement or need earns, one member can earn. Needs keep those who might meet
    them, so that nobody has to be asked."""
    view = table.view
    meets = dict(view.meets)
    if topic.kind == QuestionKind.LANGUAGE:
        need = Need(NeedKind.LANGUAGE, topic.index)
        meets[need] = meets[need] | who
        return replace(view, meets=meets)
    requirements, level = view.brief.req, topic.level
    competence = requirements[topic.index].c
    same = [k for k, requirement in enumerate(requirements) if requirement.c == competence]
    reached = {k for k in same if level >= requirements[k].level}
    wanted = {k: requirements[k].level for k in same}
    meets = {need: flags | who if _met(need, wanted, level) else flags for need, flags in meets.items()}
    sides = _learner_sides(view, same, level, who)
    covers = {k: flags | who if k in reached else flags for k, flags in view.covers.items()}
    free = who & _employer_does_not_use(table, competence)
    strengths = {k: flags | free if k in reached else flags for k, flags in view.brings_strength.items()}
    return replace(
        view, meets=meets, covers=covers, brings_strength=strengths, below=sides[0], above=sides[1]
    )


def _met(need: Need, wanted: dict[int, int], level: int) -> bool:
    """Whether somebody at `level` meets the need; `wanted`: the levels of requirements of that competence."""
    if need.kind == NeedKind.LANGUAGE or need.index not in wanted:
        return False
    if need.kind == NeedKind.LEARNER:
        return level < wanted[need.index]
    least = wanted[need.index] + (need.kind == NeedKind.MENTOR)
    return level >= least


def _learner_sides(view: View, same: list[int], level: int, who: Flags) -> tuple[Flags, Flags]:
    learner = view.brief.learner
    if learner is None or learner.req not in same:
        return view.below, view.above
    wanted = view.brief.req[learner.req].level
    return (
        view.below | who if level < wanted else view.below,
        view.above | who if level > wanted else view.above,
    )


def _employer_does_not_use(table: Table, competence: int) -> Flags:
    orgs = table.problem.instance.orgs
    return np.array(
        [org < 0 or competence not in orgs[org].uses for org in table.view.org.tolist()], dtype=bool
    )
