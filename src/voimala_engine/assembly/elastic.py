"""Whether a brief can have a team at all, with its conditions allowed to give way.

One 0/1 column for each condition that may change (a *slack*), none for what a team is worth. People who are
eligible only if something changes carry what stands in their way. Alike people are modelled as often as a
team could use them. See docs/algorithms/assembly.md. It must not grow the values of changes; those are in
`loosening`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

from voimala_engine.assembly.advice import ChangeKind
from voimala_engine.assembly.eligibility import Eligibility, Flags, View
from voimala_engine.assembly.highs import Answer, Limits, Model
from voimala_engine.assembly.instance import Brief, Instance
from voimala_engine.assembly.solution import Need, NeedKind

GENTLENESS = {kind: place for place, kind in enumerate(ChangeKind, start=1)}
"""The order of `ChangeKind` as points; sets with equally many changes are ordered by their sum."""
ONE_CHANGE = 1000.0
"""Outweighs the gentleness of any three changes."""
TIE = 0.001
"""Between changes of one kind the first in the brief comes first."""
MOST_CHANGES = 3
GROWTH = 4
"""Largest number of people by which the largest team may grow."""
JOURNEY_LEAST = 60
"""Minutes; the longest journey may grow to twice its length, and always to this."""


@dataclass(frozen=True, slots=True, order=True)
class Slack:
    """A condition that may give way; `index` and `other` as `Change.index` and, of an exclusion, `was`."""

    kind: ChangeKind
    index: int = -1
    other: int = -1


def farthest(brief: Brief) -> int:
    return max(2 * brief.max_travel, JOURNEY_LEAST)


def fewest_hours(brief: Brief) -> int:
    """Half the time, at least one unit."""
    return max(min(brief.hours, 1), -(-brief.hours // 2))


def smallest_size(brief: Brief) -> int:
    """A group of nobody is no group."""
    return max(min(brief.size[0], 1), min(brief.size[0], len(brief.named_seats)))


def slacks_of(brief: Brief, view: View, keep: AbstractSet[ChangeKind]) -> list[Slack]:
    """Every condition of the brief that may give way, in the brief's order."""
    found = [Slack(ChangeKind.SIZE_MAX)]
    if smallest_size(brief) < brief.size[0]:
        found.append(Slack(ChangeKind.SIZE_MIN))
    if brief.muni is not None:
        found.append(Slack(ChangeKind.JOURNEY))
    if fewest_hours(brief) < brief.hours:
        found.append(Slack(ChangeKind.HOURS))
    if brief.lang is not None:
        found.append(Slack(ChangeKind.LANGUAGE, brief.lang))
    found += list(dict.fromkeys(_slack_of(need) for need in view.needs))
    found += [Slack(ChangeKind.ROLE, k) for k, (_, minimum) in enumerate(view.roles) if minimum]
    found += [Slack(ChangeKind.PINNED, person) for person in sorted(brief.pinned)]
    found += [Slack(ChangeKind.BARRED, person) for person in sorted(brief.barred)]
    pairs = sorted((int(view.ids[a]), int(view.ids[b])) for a, b in view.exclusions)
    found += [Slack(ChangeKind.EXCLUSION, a, b) for a, b in pairs]
    return [slack for slack in found if slack.kind not in keep]


def _slack_of(need: Need) -> Slack:
    kinds = {NeedKind.REQUIREMENT: ChangeKind.REQUIREMENT, NeedKind.LANGUAGE: ChangeKind.LANGUAGE_ANY}
    return Slack(kinds.get(need.kind, ChangeKind.LEARNER), need.index)


def _widened(brief: Brief, keep: AbstractSet[ChangeKind]) -> Brief:
    """Everybody whom some allowed change would make eligible is eligible for this one."""
    return replace(
        brief,
        max_travel=brief.max_travel if ChangeKind.JOURNEY in keep else farthest(brief),
        hours=brief.hours if ChangeKind.HOURS in keep else fewest_hours(brief),
        lang=brief.lang if ChangeKind.LANGUAGE in keep else None,
        barred=brief.barred if ChangeKind.BARRED in keep else frozenset(),
    )


@dataclass(slots=True)
class Elastic:
    """`instance` holds one brief; kinds in `keep` do not give way. With `newcomer`, one further person is in
    the team who brings what is demanded of them."""

    instance: Instance
    keep: AbstractSet[ChangeKind] = frozenset()
    newcomer: bool = False
    model: Model = field(default_factory=lambda: Model(presolve=False))
    slack: dict[Slack, int] = field(default_factory=dict)
    demand: dict[Need | frozenset[int], int] = field(default_factory=dict)
    """A need the newcomer meets, or the sectors one of which is theirs -> column."""
    brief: Brief = field(init=False)
    view: View = field(init=False)
    most: int = field(init=False)
    """Members of the largest team any allowed change gives."""
    person: dict[int, int] = field(default_factory=dict)
    """Position -> column."""
    groups: dict[tuple[object, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    """People alike in everything that counts here, all of them."""
    blockers: list[frozenset[Slack]] = field(default_factory=list)
    """Per position: what must give way for the person to be eligible."""
    kept: list[int] = field(default_factory=list)
    opened: dict[Need, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.brief = self.instance.briefs[0]
        wide = replace(self.instance, briefs=(_widened(self.brief, self.keep),))
        source = Eligibility(wide)
        self.view = source.view(0)
        growth = 0 if ChangeKind.SIZE_MAX in self.keep else GROWTH
        self.most = max(0, self.brief.size[1] + growth - len(self.brief.named_seats))
        for place, one in enumerate(slacks_of(self.brief, self.view, self.keep)):
            self.slack[one] = self.model.add(-(ONE_CHANGE + GENTLENESS[one.kind] + TIE * place), whole=True)
        self.blockers = list(self._blockers(source))
        if self.newcomer:
            self._newcomer()
        self._people()
        self._needs()
        self._sizes()
        self._roles()
        self._pins()
        self._organisations()
        if self.slack:
            self.model.row([(column, 1.0) for column in self.slack.values()], upper=float(MOST_CHANGES))

    def solve(self, limits: Limits) -> Answer:
        return self.model.solve(limits, gap=TIE / 2)

    def chosen(self, answer: Answer) -> list[Slack]:
        """What gives way, gentlest first."""
        if answer.values is None:
            return []
        found = [slack for slack, column in self.slack.items() if answer.values[column] > 0.5]
        return sorted(found, key=lambda slack: (GENTLENESS[slack.kind], slack))

    def forbid(self, columns: Iterable[int]) -> None:
        """These columns must not all be chosen again."""
        terms = [(column, 1.0) for column in columns]
        self.model.row(terms, upper=len(terms) - 1.0)

    def _blockers(self, source: Eligibility) -> Iterator[frozenset[Slack]]:
        brief, people = self.brief, self.instance.people
        minutes, committed = source.arrays.minutes_to(brief), source.arrays.committed
        for index in self.view.ids.tolist():
            person, found = people[index], set()
            if minutes[index] > brief.max_travel:
                found.add(Slack(ChangeKind.JOURNEY))
            if source.arrays.hours[index] < brief.hours or committed[source.arrays.org[index]] < brief.hours:
                found.add(Slack(ChangeKind.HOURS))
            if brief.lang is not None and person.langs is not None and brief.lang not in person.langs:
                found.add(Slack(ChangeKind.LANGUAGE, brief.lang))
            if index in brief.barred:
                found.add(Slack(ChangeKind.BARRED, index))
            yield frozenset(found)

    def _people(self) -> None:
        view = self.view
        meets = [view.meets[need].tolist() for need in view.needs]
        might = [view.might_meet[need].tolist() for need in view.needs]
        special = set(view.pinned).union(*view.exclusions)
        capped = self._capped()
        for place in range(len(view.ids)):
            org = int(view.org[place])
            self.groups[
                place if place in special else -1,
                org if org in capped else -1,
                int(view.sector[place]),
                tuple(flags[place] for flags in meets),
                tuple(flags[place] for flags in might),
                self.blockers[place],
            ].append(place)
        for places in self.groups.values():
            for place in places[: self.most + 1]:
                column = self.person[place] = self.model.add(whole=True)
                self._only_if(column, place)
        for a, b in view.exclusions:
            terms = [(self.person[a], 1.0), (self.person[b], 1.0)]
            slack = self.slack.get(Slack(ChangeKind.EXCLUSION, int(view.ids[a]), int(view.ids[b])))
            self.model.row([*terms, *([(slack, -1.0)] if slack is not None else [])], upper=1.0)

    def _only_if(self, column: int, place: int) -> None:
        for blocker in self.blockers[place]:
            self.model.row([(column, 1.0), (self.slack[blocker], -1.0)], upper=0.0)

    def _count(self, flags: Flags) -> list[tuple[int, float]]:
        flagged = flags.tolist()
        return [(column, 1.0) for place, column in self.person.items() if flagged[place]]

    def _needs(self) -> None:
        for need in self.view.needs:
            known = self._count(self.view.meets[need])
            known += [
                (column, 1.0)
                for other, column in self.demand.items()
                if isinstance(other, Need) and implies(self.brief, other, need)
            ]
            slack = self.slack.get(_slack_of(need))
            dropped = [(slack, 1.0)] if slack is not None else []
            if not self.view.might_meet[need].any():
                self.model.row([*known, *dropped], lower=1.0)
                continue
            opened, kept = self.model.add(whole=True), self.model.add(whole=True)
            self.opened[need] = opened
            self.kept.append(kept)
            self.model.row([*known, *dropped, (opened, 1.0)], lower=1.0)
            most = float(len(known) + 1)
            self.model.row([*known, *dropped, (opened, most)], upper=most)
            self.model.row([(kept, 1.0), (opened, -1.0)], upper=0.0)
            maybe = self._count(self.view.might_meet[need])
            self.model.row([*maybe, (kept, 1.0), (opened, -1.0)], lower=0.0)
            self._somebody_to_ask(need, kept)

    def _somebody_to_ask(self, need: Need, kept: int) -> None:
        """A place is kept only for somebody eligible outside the team whom no member excludes."""
        view, foes = self.view, defaultdict(list)
        for a, b in view.exclusions:
            foes[a].append(b)
            foes[b].append(a)
        asked = []
        flags = view.might_meet[need]
        for places in self.groups.values():
            if not flags[places[0]]:
                continue
            for place in places[:1] if len(places) > self.most else places:
                column = self.model.add()
                asked.append((column, 1.0))
                self._only_if(column, place)
                if len(places) > self.most:
                    continue
                for other in (place, *foes.get(place, ())):
                    self.model.row([(column, 1.0), (self.person[other], 1.0)], upper=1.0)
        self.model.row([*asked, (kept, -1.0)], lower=0.0)

    def _sizes(self) -> None:
        everyone = [(column, 1.0) for column in (*self.person.values(), *self.kept)]
        one = 1.0 if self.newcomer else 0.0
        lower, upper = self.slack.get(Slack(ChangeKind.SIZE_MIN)), self.slack.get(Slack(ChangeKind.SIZE_MAX))
        fewer = float(self.brief.size[0] - smallest_size(self.brief))
        smaller = [(lower, fewer)] if lower is not None else []
        larger = [(upper, -float(self.most - self.view.hi))] if upper is not None else []
        self.model.row([*everyone, *smaller], lower=self.view.lo - one)
        self.model.row([*everyone, *larger], upper=self.view.hi - one)

    def _roles(self) -> None:
        for k, (sectors, minimum) in enumerate(self.view.roles):
            if not minimum:
                continue
            terms = self._count(np.isin(self.view.sector, list(sectors)))
            slack = self.slack.get(Slack(ChangeKind.ROLE, k))
            terms += [(slack, float(minimum))] if slack is not None else []
            terms += [
                (column, 1.0)
                for filled, column in self.demand.items()
                if isinstance(filled, frozenset) and filled <= sectors
            ]
            self.model.row(terms, lower=minimum)

    def _pins(self) -> None:
        place = self.view.position()
        for person in self.brief.pinned:
            slack = self.slack.get(Slack(ChangeKind.PINNED, person))
            present = [(self.person[place[person]], 1.0)] if person in place else []
            self.model.row([*present, *([(slack, 1.0)] if slack is not None else [])], lower=1.0)

    def _capped(self) -> dict[int, int]:
        """Organisation -> members it can give today, where the largest team could need more."""
        brief, orgs = self.brief, self.instance.orgs
        committed = {org: orgs[org].committed for org in self.view.org.tolist() if org >= 0}
        return {
            org: hours // brief.hours
            for org, hours in sorted(committed.items())
            if hours is not None and brief.hours and hours // brief.hours < self.most
        }

    def _organisations(self) -> None:
        slack = self.slack.get(Slack(ChangeKind.HOURS))
        for org, seats in self._capped().items():
            terms = self._count(self.view.org == org)
            if slack is not None:
                more = (self.instance.orgs[org].committed or 0) // fewest_hours(self.brief)
                terms.append((slack, float(seats - more)))
            self.model.row(terms, upper=seats)

    def _newcomer(self) -> None:
        brief, view = self.brief, self.view
        for need in view.needs:
            level = brief.req[need.index].level if need.kind != NeedKind.LANGUAGE else 0
            nobody = (need.kind == NeedKind.LEARNER and level == 1) or (
                need.kind == NeedKind.MENTOR and level == 5
            )
            if not nobody:
                self.demand[need] = self.model.add(-ONE_CHANGE - TIE * len(self.demand), whole=True)
        for first, second in combinations(view.needs, 2):
            if {first, second} <= self.demand.keys() and _contradict(brief, first, second):
                self.model.row([(self.demand[first], 1.0), (self.demand[second], 1.0)], upper=1.0)
        sectors: list[int] = []
        for sectors_of_roles in _alike_sectors(view, len(self.instance.sectors)):
            column = self.model.add(-ONE_CHANGE - TIE * (len(self.demand) + 1), whole=True)
            self.demand[sectors_of_roles] = column
            sectors.append(column)
        if sectors:
            self.model.row([(column, 1.0) for column in sectors], upper=1.0)


def _alike_sectors(view: View, count: int) -> list[frozenset[int]]:
    """Sectors that fill exactly the same roles, those that fill none left out."""
    found: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for sector in range(count):
        fills = tuple(bool(minimum) and sector in sectors for sectors, minimum in view.roles)
        if any(fills):
            found[fills].add(sector)
    return [frozenset(sectors) for sectors in found.values()]


def implies(brief: Brief, told: Need, need: Need) -> bool:
    """Whether somebody of whom the one is demanded certainly meets the other too."""
    if told == need:
        return True
    if NeedKind.LANGUAGE in (told.kind, need.kind) or NeedKind.LEARNER in (told.kind, need.kind):
        return False
    first, second = brief.req[told.index], brief.req[need.index]
    least = first.level + (told.kind == NeedKind.MENTOR)
    return first.c == second.c and least >= second.level + (need.kind == NeedKind.MENTOR)


def _contradict(brief: Brief, first: Need, second: Need) -> bool:
    """Whether nobody can meet both: still learning a competence and already at that level."""
    for learner, other in ((first, second), (second, first)):
        if learner.kind == NeedKind.LEARNER and other.kind in (NeedKind.REQUIREMENT, NeedKind.MENTOR):
            low, high = brief.req[learner.index], brief.req[other.index]
            if low.c == high.c and high.level + (other.kind == NeedKind.MENTOR) >= low.level:
                return True
    return False
