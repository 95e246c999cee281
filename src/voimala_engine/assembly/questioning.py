"""What to ask first: not known things whose answer would change the proposal.

Two kinds. A *yes* about something the proposal lacks (an open need, a requirement nobody covers, a side of a
learner seat, the sector of a member) may give a better team. A *no* about something the proposal takes for
granted (a member's time, place, language) may cost the team. Every gain and loss comes from a search with
just that answer filled in. It must not grow wording."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

import numpy as np

from voimala_engine.assembly.advice import Question, QuestionKind
from voimala_engine.assembly.answers import Outcome, Table, Topic, all_say_yes, not_known_about
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.eligibility import Flags, View
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.instance import Instance
from voimala_engine.assembly.solution import Need, NeedKind, Solution, Status, Team
from voimala_engine.assembly.state import Problem
from voimala_engine.assembly.swaps import seat_alternatives
from voimala_engine.assembly.value import parts, unmet_needs

EVERYTHING = 1e9
"""Points; outweighs every other gain."""
WORTH_ASKING = 1e-6
"""Points below which an answer changes nothing."""


def questions_to_ask(
    instance: Instance, solution: Solution, brief: int, config: Config, *, limit: int
) -> tuple[Question, ...]:
    """What `questions` of the package promises."""
    if limit < 0:
        raise ValueError("limit must not be negative")
    if brief not in solution.teams or not limit:
        return ()
    table = Table(Problem.of(instance), solution, brief, Limits.of(config))
    return _Inquiry(table, limit).best()


class _Inquiry:
    """Collects questions about one proposal, never two about the same person."""

    def __init__(self, table: Table, limit: int) -> None:
        self.table, self.limit = table, limit
        self.team: Team = table.solution.teams[table.brief]
        place = table.view.position()
        self.places = [place[person] for person in self.team.members]
        proven = table.solution.status == Status.OPTIMAL and len(table.solution.teams) == 1
        self.today = Outcome(self.team, table.solution.objective, finished=True)
        if not proven:
            again = table.solved()
            self.today = again if again.team else self.today
        self.found: dict[int, Question] = {}
        self.settled: set[int] = set()
        """Asked about what the team lacks, or about something on which the team hangs."""

    def best(self) -> tuple[Question, ...]:
        swaps = self._swap_losses()
        for person in self.team.members:
            self._ask_sector(person)
            if person not in swaps:
                self._ask_member(person)
        topics = list(_lacking(self.table.view, self.places))
        while topics and len(self.found) < self.limit:
            topics = self._ask_round(topics)
        for person in sorted(swaps, key=lambda p: (-swaps[p], p)):
            if not self._surpassed((0.0, 0.0, -swaps[person])):
                self._ask_member(person)
        return tuple(sorted(self.found.values(), key=self._rank)[: self.limit])

    def _swap_losses(self) -> dict[int, float]:
        """Members whose seat somebody else could take at once, and what that would lose: a no of theirs loses
        no more, so the group does not hang on it."""
        seats = seat_alternatives(self.table.problem.instance, self.table.solution, self.table.brief)
        return {seat.person: seat.others[0].loss for seat in seats if seat.others}

    def _surpassed(self, rank: tuple[float, float, float]) -> bool:
        """Whether enough questions rank at least as high."""
        ranks = sorted(self._rank(question)[:3] for question in self.found.values())
        return len(ranks) >= self.limit and ranks[self.limit - 1] <= rank

    def _ask_round(self, topics: list[Topic]) -> list[Topic]:
        """One person for each topic, the most promising topic first; those with somebody left to ask."""
        hopes: list[tuple[Topic, Outcome]] = []
        later: list[Topic] = []
        for topic in sorted(topics, key=self._most_gain, reverse=True):
            better = sum(self._gain(hoped) >= self._most_gain(topic) for _, hoped in hopes)
            hoped = None if better >= self.limit else self._hoped(topic)
            if hoped is not None:
                hopes.append((topic, hoped))
            elif better >= self.limit:
                later.append(topic)
        hopes.sort(key=lambda hope: -self._gain(hope[1]))
        return [topic for topic, hoped in hopes if self._ask_about(topic, hoped)] + later

    def _gain(self, outcome: Outcome) -> float:
        """Points, an open need that closes outweighing everything else."""
        closed = self.today.opened - outcome.opened
        return EVERYTHING * closed + outcome.objective - self.today.objective

    def _most_gain(self, topic: Topic) -> float:
        """No yes gains more: without what it earns, the team after it is possible today."""
        requirements, weights = self.table.view.brief.req, self.table.problem.instance.weights
        if topic.kind != QuestionKind.COMPETENCE:
            return inf
        same = {k for k, r in enumerate(requirements) if r.c == requirements[topic.index].c}
        unmet = unmet_needs(self.table.view, self.places)
        if any(need.kind != NeedKind.LANGUAGE and need.index in same for need in unmet):
            return inf
        return sum(requirements[k].w + weights.strength for k in same) + weights.learner

    def _rank(self, question: Question) -> tuple[float, float, float, int]:
        """Open needs that hang on the answer first; a team that exists only by a yes outweighs them all."""
        opened = len(question.if_yes.open_seats) if question.if_yes else 0
        every = len(self.table.view.needs) + 1
        refused = len(question.if_no.open_seats) if question.if_no else every
        return -(refused - opened), -question.gain, -question.loss, question.person

    def _keep(self, question: Question) -> None:
        old = self.found.get(question.person)
        if old is None or self._rank(question) < self._rank(old):
            self.found[question.person] = question

    def _hoped(self, topic: Topic) -> Outcome | None:
        """The best a yes of anybody not asked yet could give; None when that is nothing."""
        unknown = self._could_answer(topic)
        if not unknown.any() or self.table.limits.left() <= 0:
            return None
        hoped = self.table.solved(all_say_yes(self.table, topic, unknown))
        return hoped if hoped.team is not None and self._better(hoped) else None

    def _could_answer(self, topic: Topic) -> Flags:
        unknown: Flags = not_known_about(self.table, topic)
        return unknown & ~np.isin(self.table.view.ids, sorted(self.settled))

    def _ask_about(self, topic: Topic, hoped: Outcome) -> bool:
        """Finds the person to ask; whether there was one."""
        question = self._asked_in(hoped, topic)
        if question is None:
            again = self._hoped(topic)
            question = self._asked_in(again, topic) if again else None
        if question is not None:
            self.settled.add(question.person)
            self._keep(question)
        return question is not None

    def _asked_in(self, hoped: Outcome, topic: Topic) -> Question | None:
        """One yes can earn what the hoped-for team earns; of several who could say it, the one with whom it
        is worth most, present members before others. When that is all that was hoped for, it is proven best;
        otherwise the answer is searched anew."""
        place, unknown = self.table.view.position(), self._could_answer(topic)
        hopes = []
        for person in hoped.team.members if hoped.team else ():
            if not unknown[place[person]] or hoped.team is None:
                continue
            kept = self.table.answered(person, topic, yes=True).keeping(hoped.team)
            if kept is not None:
                order = (kept.opened, kept.unplaced, -kept.objective)
                hopes.append((order, person not in self.team.members, person, kept))
        for _, _, person, kept in sorted(hopes, key=lambda hope: hope[:3]):
            question = self._if_yes(person, topic, kept if _as_hoped(kept, hoped) else None)
            if question is not None:
                return question
        return None

    def _better(self, outcome: Outcome) -> bool:
        if outcome.opened != self.today.opened:
            return outcome.opened < self.today.opened
        return outcome.objective > self.today.objective + WORTH_ASKING

    def _if_yes(self, person: int, topic: Topic, proven: Outcome | None = None) -> Question | None:
        told = self.table.answered(person, topic, yes=True)
        yes = proven or told.solved()
        if yes.team is None or not self._better(yes):
            return None
        refused = self.table.answered(person, topic, yes=False)
        no = refused.keeping(self.team)
        if no is None or (no.opened, no.unplaced) != (self.today.opened, self.today.unplaced):
            no = refused.solved()
        return self._question(person, topic, told.view, yes, no)

    def _ask_sector(self, person: int) -> None:
        sector = self._sector_worth_knowing(person)
        question = self._if_yes(person, sector) if sector is not None else None
        if question is not None:
            self._keep(question)

    def _ask_member(self, person: int) -> None:
        """About what the proposal takes for granted."""
        topic = self._taken_for_granted(person)
        if topic is None or self.table.limits.left() <= 0:
            return
        if person in self.table.view.brief.pinned:
            no = self.table.without_team()
        else:
            no = self.table.answered(person, topic, yes=False).solved()
        question = self._question(person, topic, self.table.view, self.today, no)
        if no.team is None or no.opened > self.today.opened or question.loss > WORTH_ASKING:
            self._keep(question)
        if self._rank(question)[0] < 0:
            self.settled.add(person)

    def _taken_for_granted(self, person: int) -> Topic | None:
        """The first thing not known about the member that the proposal counts on."""
        brief, arrays = self.table.view.brief, self.table.problem.eligibility.arrays
        known = self.table.problem.instance.people[person]
        if known.hours is None and brief.hours:
            return Topic(QuestionKind.HOURS)
        if brief.muni is not None and np.isnan(arrays.minutes_to(brief)[person]):
            return Topic(QuestionKind.PLACE)
        if known.langs is None and brief.lang is not None:
            return Topic(QuestionKind.LANGUAGE, brief.lang)
        return None

    def _sector_worth_knowing(self, person: int) -> Topic | None:
        """The sector that would make the present team worth most, when it is not known."""
        view, instance = self.table.view, self.table.problem.instance
        if instance.people[person].sector is not None:
            return None
        place = view.position()[person]
        worths = []
        for sector in range(len(instance.sectors)):
            sectors = view.sector.copy()
            sectors[place] = sector
            told = replace(view, sector=sectors)
            worths.append((parts(told, instance.weights, self.places).total, -sector))
        worth, sector = max(worths, default=(self.team.value, 0))
        return Topic(QuestionKind.SECTOR, -sector) if worth > self.team.value + WORTH_ASKING else None

    def _question(self, person: int, topic: Topic, told: View, yes: Outcome, no: Outcome) -> Question:
        return Question(
            person=person,
            kind=topic.kind,
            index=topic.index,
            gain=yes.objective - self.today.objective,
            loss=self.today.objective - no.objective,
            closes=self._closed(yes),
            covers=self._covered(told, yes),
            if_yes=yes.team,
            if_no=no.team,
            checked=yes.finished and no.finished and self.today.finished,
            level=topic.level,
        )

    def _closed(self, yes: Outcome) -> tuple[Need, ...]:
        left = {seat.need for seat in yes.team.open_seats} if yes.team else set()
        return tuple(seat.need for seat in self.team.open_seats if seat.need not in left)

    def _covered(self, told: View, yes: Outcome) -> tuple[int, ...]:
        place = told.position()
        after = [place[person] for person in yes.team.members] if yes.team else []
        before = self.table.view.covers
        return tuple(
            k for k, flags in told.covers.items() if flags[after].any() and not before[k][self.places].any()
        )


def _as_hoped(kept: Outcome, hoped: Outcome) -> bool:
    same = (kept.opened, kept.unplaced) == (hoped.opened, hoped.unplaced)
    return hoped.finished and same and kept.objective > hoped.objective - WORTH_ASKING


def _lacking(view: View, places: list[int]) -> Iterator[Topic]:
    """What the team lacks and a yes could bring, open needs first."""
    unmet = unmet_needs(view, places)
    requirements = view.brief.req
    bare = [k for k, flags in view.covers.items() if not flags[places].any()]
    for k in sorted(bare, key=lambda k: (not requirements[k].mandatory, -requirements[k].w, k)):
        yield Topic(QuestionKind.COMPETENCE, k, requirements[k].level)
    for need in unmet:
        if need.kind == NeedKind.LANGUAGE:
            yield Topic(QuestionKind.LANGUAGE, need.index)
    learner = view.brief.learner
    if learner is None:
        return
    level = requirements[learner.req].level
    if not view.below[places].any() and level > 1:
        yield Topic(QuestionKind.COMPETENCE, learner.req, level - 1)
    if not view.above[places].any() and level < 5:
        yield Topic(QuestionKind.COMPETENCE, learner.req, level + 1)
