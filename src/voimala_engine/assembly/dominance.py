"""Leaves out candidates that an optimal team never needs.

Candidate j may be replaced by d when d has the same sector, brings everything j brings, is not known about
the same needs, costs no more, excludes nobody and its organisation can give one more member unnoticed. The
replacement is *blocked* when d is already a member, or when an old tie of d with a member would cost a new
pair. Each of the other hi - 1 members blocks one such d by its seat and those it is tied to, so j is needed
only as half of the tie that earns the bonus when there are more such d than the hi - 1 strongest blockers
can block. Tied pairs are compared with tied pairs of the same two sectors in the same way. Each replacement
lowers (sum of costs, sum of positions), so replacing ends. Proof and an example:
docs/algorithms/assembly.md."""

from collections import Counter, defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from voimala_engine.assembly.eligibility import Flags, Ints, View
from voimala_engine.assembly.instance import Weights
from voimala_engine.assembly.value import crosses


@dataclass(frozen=True, slots=True)
class Needed:
    """Positions of a view. Some optimal team has only `free` members, except that the tie earning the
    bonus, one of `ties`, may bring others."""

    free: tuple[int, ...]
    ties: tuple[tuple[int, int], ...]


def needed_candidates(
    view: View,
    weights: Weights,
    usable: Ints,
    room: Ints,
    leaving_harmless: Flags,
    never_instead: AbstractSet[int] = frozenset(),
) -> Needed:
    """The candidates worth modelling among the `usable` positions.

    `room[place]`: how many more members the candidate's organisation can give without a cap or the fairness
    term noticing. `leaving_harmless[place]`: whether fewer hours of that organisation can never cost
    fairness. `never_instead`: positions that may take nobody's place, because the team must differ from
    theirs."""
    judge = _Judge(view, weights, room.tolist(), leaving_harmless.tolist())
    excluded = {place for pair in view.exclusions for place in pair} | never_instead
    pinned = set(view.pinned)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in usable.tolist():
        groups[int(view.sector[place]), judge.asked[place]].append(place)
    free = []
    for places in groups.values():
        able: list[int] = []
        for place in sorted(places, key=lambda p: (judge.cost[p], p)):
            if place in pinned or not judge.replaceable(place, able):
                free.append(place)
            if place not in excluded and place not in pinned and judge.room[place] > 0:
                able.append(place)
    ties = _needed_ties(view, judge, set(usable.tolist()), pinned, excluded) if weights.tie else ()
    return Needed(tuple(sorted(free)), ties)


def _needed_ties(
    view: View, judge: "_Judge", usable: set[int], pinned: set[int], excluded: set[int]
) -> tuple[tuple[int, int], ...]:
    groups: dict[tuple[tuple[int, int], ...], list[tuple[int, int]]] = defaultdict(list)
    for pair in view.ties:
        if usable.issuperset(pair):
            groups[tuple(sorted((int(view.sector[p]), judge.asked[p]) for p in pair))].append(pair)
    needed = []
    for pairs in groups.values():
        able: list[tuple[int, int]] = []
        for pair in sorted(pairs, key=lambda p: (judge.cost[p[0]] + judge.cost[p[1]], sum(p), p)):
            if not pinned.isdisjoint(pair) or not judge.pair_replaceable(pair, able):
                needed.append(pair)
            roomy = all(judge.room[place] >= view.hi for place in pair)
            if roomy and pinned.isdisjoint(pair) and excluded.isdisjoint(pair):
                able.append(pair)
    return tuple(needed)


class _Judge:
    """Decides whether enough cheaper candidates could take somebody's place."""

    def __init__(self, view: View, weights: Weights, room: list[int], leaving_harmless: list[bool]) -> None:
        self.others = max(0, view.hi - 1)
        self.pair = weights.pair
        self.room, self.leaving_harmless = room, leaving_harmless
        self.cost: list[float] = view.cost.tolist()
        self.org: list[int] = view.org.tolist()
        columns = [*view.covers.values(), *view.brings_strength.values(), view.below, view.above]
        self.brought = _masks(view, columns + [view.meets[need] for need in view.needs])
        self.asked = _masks(view, [view.might_meet[need] for need in view.needs])
        self.tied: dict[int, list[int]] = defaultdict(list)
        """Those with whom a new pair could be lost."""
        for a, b in view.ties:
            if crosses(view, (a, b)):
                self.tied[a].append(b)
                self.tied[b].append(a)

    def replaceable(self, j: int, able: list[int]) -> bool:
        """`able` come before j in (cost, position)."""
        mask, cost = self.brought[j], self.cost[j]
        taken: Counter[int] = Counter()
        blocked: Counter[int] = Counter()
        found = 0
        for d in able:
            if mask & ~self.brought[d] or not self._unnoticed(j, d, taken):
                continue
            taken[self.org[d]] += 1
            found += 1
            tied = self.tied.get(d, ())
            if self.cost[d] + self.pair * min(len(tied), self.others) > cost:
                blocked.update(tied)
            if found <= self.others:
                continue
            if found > self.others + sum(n for _, n in blocked.most_common(self.others)):
                return True
        return False

    def pair_replaceable(self, pair: tuple[int, int], able: list[tuple[int, int]]) -> bool:
        """`able` come before the pair in (cost, sum of positions), give room whoever the others are, and
        have the same sectors."""
        if not all(self.leaving_harmless[place] for place in pair):
            return False
        mask, cost = self._together(pair)
        others = max(0, self.others - 1)
        blocked: Counter[int] = Counter()
        found = 0
        for other in able:
            brought, price = self._together(other)
            if mask & ~brought or (price == cost and sum(other) >= sum(pair)):
                continue
            found += 1
            tied = {p for place in other for p in self.tied.get(place, ())} - set(other)
            hurts = min(2 * others, sum(len(self.tied.get(place, ())) for place in other))
            blockers = set(other) | (tied if price + self.pair * hurts > cost else set())
            blocked.update(blockers)
            if found > sum(n for _, n in blocked.most_common(others)):
                return True
        return False

    def _together(self, pair: tuple[int, int]) -> tuple[int, float]:
        first, second = pair
        return self.brought[first] | self.brought[second], self.cost[first] + self.cost[second]

    def _unnoticed(self, j: int, d: int, taken: Counter[int]) -> bool:
        if self.org[d] == self.org[j]:
            return True
        return self.leaving_harmless[j] and taken[self.org[d]] < self.room[d]


def _masks(view: View, columns: list[Flags]) -> list[int]:
    masks: list[int] = [0] * len(view.ids)
    for bit, column in enumerate(columns):
        for place in np.flatnonzero(column):
            masks[place] |= 1 << bit
    return masks
