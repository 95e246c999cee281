"""One brief as a compact mixed-integer model: sector counts instead of pair variables.

With n members of known sector and n_s from sector s, the cross-sector pairs number (n*n - sum of n_s*n_s) /
2. The square of n is a choice among sizes (one binary per size), the squares of n_s are filled step by step
because they only cost. The tie bonus is earned by one chosen tied pair, which is a column of its own. Other
old ties inside the team cost a new pair; they are rare, so their rows are added when a solution breaks
them. See docs/algorithms/assembly.md. It must not grow decisions about time or about which model to solve.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from voimala_engine.assembly.dominance import Needed, needed_candidates
from voimala_engine.assembly.eligibility import Flags, Ints, View
from voimala_engine.assembly.highs import INFINITY, Model
from voimala_engine.assembly.solution import Condition, ConditionKind, Need, NeedKind
from voimala_engine.assembly.state import State
from voimala_engine.assembly.value import crosses


@dataclass(frozen=True, slots=True)
class FairRows:
    """What the fairness term can still notice of this brief; `floor` is the least D the rest allows."""

    floor: float
    over: tuple[int, ...]
    """Organisations that could exceed tau by more than the floor."""
    under: tuple[int, ...]
    """Organisations whose lag behind tau is more than the floor unless this brief uses them."""


def fair_rows(state: State, view: View, usable: Ints) -> FairRows:
    problem = state.problem
    reachable = set(view.org[usable].tolist())
    tau, orgs = float(problem.tau), problem.fair_orgs.tolist()
    agreed = {org: problem.instance.orgs[org].committed or 1 for org in orgs}
    share = {org: float(state.org_used[org]) / agreed[org] for org in orgs}
    lags = sorted((tau - share[org] for org in orgs), reverse=True)
    floor = max((abs(share[org] - tau) for org in orgs if org not in reachable), default=0.0)
    floor = max(floor, max((share[org] - tau for org in orgs), default=0.0))
    if len(lags) > view.hi:
        floor = max(floor, lags[view.hi])
    most = view.brief.hours * view.hi
    return FairRows(
        floor=floor,
        over=tuple(org for org in orgs if org in reachable and share[org] + most / agreed[org] - tau > floor),
        under=tuple(org for org in orgs if org in reachable and tau - share[org] > floor),
    )


def room_before_notice(state: State, view: View, fair: FairRows | None) -> tuple[Ints, Flags]:
    """For the dominance rule: per position the members its organisation can give unnoticed, and whether one
    member less can never cost fairness."""
    room = state.seats_left(view)
    harmless: Flags = np.ones(len(view.ids), dtype=bool)
    if fair is None or not view.brief.hours:
        return room, harmless
    problem = state.problem
    for org in fair.over:
        agreed = problem.instance.orgs[org].committed or 1
        spare = (fair.floor + float(problem.tau)) * agreed - float(state.org_used[org])
        unnoticed = max(0, int(np.floor(spare / view.brief.hours - 1e-9)))
        room = np.where(view.org == org, np.minimum(room, unnoticed), room)
    for org in fair.under:
        harmless[view.org == org] = False
    return room, harmless


@dataclass(slots=True)
class BriefModel:
    """The model of one brief beside the teams in `state` (the brief itself unstaffed)."""

    state: State
    view: View
    fair: FairRows | None
    open_allowed: bool
    dropped: frozenset[Condition] = frozenset()
    """Conditions left out, to find out which of them conflict; the worth of teams is then left out too."""
    earlier: tuple[frozenset[int], ...] = ()
    """Teams (positions) from each of which the team must differ."""
    differ: int = 0
    """Members at least who are not in any one of the earlier teams."""
    model: Model = field(default_factory=lambda: Model(presolve=False))
    member: dict[int, int] = field(default_factory=dict)
    """Position -> column of membership outside the chosen pair."""
    chosen: dict[tuple[int, int], int] = field(default_factory=dict)
    """Tied pair -> column; its two people are members when it is 1."""
    free: Ints = field(init=False)
    """The positions in `member`, and in the same order"""
    free_columns: list[int] = field(init=False)
    """their columns."""
    halves: Ints = field(init=False)
    """The pairs in `chosen`, a row each."""
    pair_row: int = -1
    pairs_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Position -> columns of the chosen pairs it belongs to."""
    counted: set[tuple[int, int]] = field(default_factory=set)
    """Old ties whose cost the model knows already."""
    open: dict[Need, int] = field(default_factory=dict)
    reserved: dict[Need, int] = field(default_factory=dict)
    whole_objective: bool = False
    """All worths are whole numbers and no fairness column, so the optimum is a whole number. The objective
    leaves out `Weights.staff` and the fairness floor."""

    def __post_init__(self) -> None:
        self._members()
        self._sizes()
        self._needs()
        self._roles()
        self._limits_between_people()
        self._differences()
        if self.dropped:
            self.model.cost = [0.0] * len(self.model.cost)
            return
        self._worths()
        self._pairs()
        self._fairness()

    def places(self, values: Sequence[float]) -> list[int]:
        pairs = [pair for pair, column in self.chosen.items() if values[column] > 0.5]
        alone = {place for place, column in self.member.items() if values[column] > 0.5}
        return sorted(alone.union(*pairs))

    def count_old_ties(self, values: Sequence[float]) -> int:
        """Adds the missing rows for old ties across sectors inside the team; returns how many were
        missing."""
        inside, added = set(self.places(values)), 0
        if self.pair_row < 0:
            return 0
        for pair in self.view.ties:
            column = self.chosen.get(pair)
            if not inside.issuperset(pair) or pair in self.counted or not crosses(self.view, pair):
                continue
            if column is not None and values[column] > 0.5:
                continue
            both = self.model.add()
            terms: dict[int, float] = {both: -1.0}
            for present in (*self._presence(pair[0]), *self._presence(pair[1])):
                terms[present[0]] = terms.get(present[0], 0.0) + present[1]
            if column is not None:
                terms[column] -= 1.0
            self.model.row(terms.items(), upper=1.0)
            self.model.rows[self.pair_row].append((both, 1.0))
            self.counted.add(pair)
            added += 1
        return added

    def _active(self, kind: ConditionKind, index: int = -1) -> bool:
        return Condition(kind, index) not in self.dropped

    def _presence(self, place: int) -> list[tuple[int, float]]:
        """Terms that sum to 1 when the person is a member."""
        own = [(self.member[place], 1.0)] if place in self.member else []
        return own + [(column, 1.0) for column in self.pairs_of.get(place, ())]

    def _count(self, flags: Flags) -> list[tuple[int, float]]:
        """Terms that sum to the number of flagged members."""
        alone = [(self.free_columns[n], 1.0) for n in np.flatnonzero(flags[self.free]).tolist()]
        if not self.chosen:
            return alone
        numbers = flags[self.halves].sum(axis=1).tolist()
        return alone + [(c, float(n)) for c, n in zip(self.chosen.values(), numbers, strict=True) if n]

    def _any(self, flags: Flags) -> list[tuple[int, float]]:
        """Terms that sum to at least 1 when somebody flagged is a member, and to 0 otherwise."""
        return [(column, 1.0) for column, _ in self._count(flags)]

    def _members(self) -> None:
        view, weights = self.view, self.state.problem.instance.weights
        usable = self.state.usable(view)
        needed = Needed(tuple(usable.tolist()), ())
        if not self.dropped:
            room, harmless = room_before_notice(self.state, view, self.fair)
            kept = frozenset[int]().union(*self.earlier)
            needed = needed_candidates(view, weights, usable, room, harmless, kept)
        cost: list[float] = view.cost.tolist()
        for place in needed.free:
            self.member[place] = self.model.add(-cost[place], whole=True)
        for a, b in needed.ties:
            column = self.chosen[a, b] = self.model.add(weights.tie - cost[a] - cost[b], whole=True)
            self.pairs_of[a].append(column)
            self.pairs_of[b].append(column)
        self.free = np.array(list(self.member), dtype=np.int64)
        self.free_columns = list(self.member.values())
        self.halves = np.array(list(self.chosen), dtype=np.int64).reshape(-1, 2)
        if self.chosen:
            self.model.row([(column, 1.0) for column in self.chosen.values()], upper=1.0)
        for place in self.pairs_of.keys() & self.member.keys():
            self.model.row(self._presence(place), upper=1.0)
        for place in view.pinned:
            if self._active(ConditionKind.PINNED, int(view.ids[place])):
                self.model.row(self._presence(place), lower=1.0)

    def _sizes(self) -> None:
        everyone = self._count(np.ones(len(self.view.ids), dtype=bool))
        lo = self.view.lo if self._active(ConditionKind.SIZE_MIN) else 0
        hi = self.view.hi if self._active(ConditionKind.SIZE_MAX) else INFINITY
        if self.open_allowed:
            for need in self.view.needs:
                if self.view.might_meet[need].any():
                    self.open[need] = self.model.add(whole=True)
                    self.reserved[need] = self.model.add(whole=True)
        kept = [(column, 1.0) for column in self.reserved.values()]
        self.model.row(everyone + kept, lower=lo, upper=hi)

    def _needs(self) -> None:
        """Each need is met by a known member, or open: then a place is kept, or a member might meet it."""
        for need in self.view.needs:
            if not self._active(condition_of(need).kind, need.index):
                continue
            known = self._any(self.view.meets[need])
            if need not in self.open:
                self.model.row(known, lower=1.0)
                continue
            opened, kept = self.open[need], self.reserved[need]
            self.model.row([*known, (opened, 1.0)], lower=1.0)
            most = float(len(self.view.ids) + 1)
            self.model.row([*known, (opened, most)], upper=most)
            self.model.row([(kept, 1.0), (opened, -1.0)], upper=0.0)
            maybe = self._any(self.view.might_meet[need])
            self.model.row([*maybe, (kept, 1.0), (opened, -1.0)], lower=0.0)
            self._somebody_left_to_ask(need, kept)

    def _somebody_left_to_ask(self, need: Need, kept: int) -> None:
        """A place is kept only for somebody outside the team whom no member excludes."""
        view = self.view
        foes: dict[int, list[int]] = defaultdict(list)
        for a, b in view.exclusions:
            foes[a].append(b)
            foes[b].append(a)
        possible = np.flatnonzero(view.might_meet[need]).tolist()
        if sum(place not in foes for place in possible) > view.hi:
            return
        asked = []
        for place in possible:
            column = self.model.add()
            asked.append((column, 1.0))
            for other in (place, *foes.get(place, ())):
                self.model.row([(column, 1.0), *self._presence(other)], upper=1.0)
        self.model.row([*asked, (kept, -1.0)], lower=0.0)

    def _roles(self) -> None:
        for k, (sectors, minimum) in enumerate(self.view.roles):
            if minimum and self._active(ConditionKind.ROLE, k):
                self.model.row(self._count(np.isin(self.view.sector, list(sectors))), lower=minimum)

    def _limits_between_people(self) -> None:
        if self._active(ConditionKind.EXCLUSIONS):
            for a, b in self.view.exclusions:
                terms = Counter(column for column, _ in (*self._presence(a), *self._presence(b)))
                self.model.row(((column, float(n)) for column, n in terms.items()), upper=1.0)
        if self._active(ConditionKind.COMMITTED):
            seats = self.state.seats_left(self.view)
            for org in sorted({int(org) for org in self.view.org if org >= 0}):
                colleagues = self.view.org == org
                most = int(seats[colleagues][0])
                if most < min(int(colleagues.sum()), self.view.hi):
                    self.model.row(self._count(colleagues), upper=most)

    def _differences(self) -> None:
        for team in self.earlier:
            others: Flags = np.ones(len(self.view.ids), dtype=bool)
            others[sorted(team)] = False
            self.model.row(self._count(others), lower=float(self.differ))

    def _worths(self) -> None:
        """Coverage, strengths and the learner pair; continuous, because they only earn."""
        view, weights = self.view, self.state.problem.instance.weights
        for k, covers in view.covers.items():
            self._earn(view.brief.req[k].w, covers)
        for brings in view.brings_strength.values():
            self._earn(weights.strength, brings)
        if view.brief.learner is not None:
            self._earn(weights.learner, view.below, view.above)

    def _earn(self, worth: float, *sides: Flags) -> None:
        found = [self._any(side) for side in sides]
        if worth and all(found):
            earned = self.model.add(worth)
            for columns in found:
                self.model.row([*columns, (earned, -1.0)], lower=0.0)

    def _pairs(self) -> None:
        weights = self.state.problem.instance.weights
        if not weights.pair or not weights.pair_cap:
            return
        squares = [*self._total_square(), *self._sector_squares()]
        crossing = [(column, 1.0) for pair, column in self.chosen.items() if crosses(self.view, pair)]
        pairs = self.model.add(weights.pair, 0.0, float(weights.pair_cap))
        self.pair_row = self.model.row([(pairs, 1.0), *squares, *crossing], upper=0.0)

    def _total_square(self) -> list[tuple[int, float]]:
        """Terms of -n*n/2 over the members of known sector: exactly one size is chosen."""
        known = self._count(self.view.sector >= 0)
        smallest = self.view.lo if (self.view.sector >= 0).all() and not self.open else 0
        top = self.view.hi
        chosen = [(n, self.model.add(whole=True)) for n in range(min(smallest, top), top + 1)]
        self.model.row([(column, 1.0) for _, column in chosen], lower=1.0, upper=1.0)
        self.model.row([*known, *((column, -float(n)) for n, column in chosen)], lower=0.0, upper=0.0)
        return [(column, -n * n / 2) for n, column in chosen]

    def _sector_squares(self) -> list[tuple[int, float]]:
        """Terms of n_s*n_s/2 of every sector: the k-th member from a sector costs (2k - 1)/2."""
        terms = []
        for sector in sorted({int(s) for s in self.view.sector if s >= 0}):
            columns = self._count(self.view.sector == sector)
            steps = [self.model.add() for _ in range(self.view.hi)]
            self.model.row([*columns, *((step, -1.0) for step in steps)], lower=0.0, upper=0.0)
            terms += [(step, (2 * k + 1) / 2) for k, step in enumerate(steps)]
        return terms

    def _fairness(self) -> None:
        problem, view = self.state.problem, self.view
        weights = problem.instance.weights
        worths = [weights.pair, weights.tie, weights.strength, weights.learner, weights.travel, weights.seat]
        worths += [requirement.w for requirement in view.brief.req]
        self.whole_objective = all(float(worth).is_integer() for worth in (*worths, *view.cost))
        if self.fair is None or not weights.fair or not (self.fair.over or self.fair.under):
            return
        self.whole_objective = False
        excess = self.model.add(-weights.fair, 0.0, INFINITY)
        tau = float(problem.tau)
        for orgs, sign in ((self.fair.over, 1.0), (self.fair.under, -1.0)):
            for org in orgs:
                agreed = problem.instance.orgs[org].committed or 1
                away = sign * (float(self.state.org_used[org]) / agreed - tau) - self.fair.floor
                each = sign * view.brief.hours / agreed
                terms = [(column, number * each) for column, number in self._count(view.org == org)]
                self.model.row([*terms, (excess, -1.0)], upper=-away)


def condition_of(need: Need) -> Condition:
    kinds = {
        NeedKind.REQUIREMENT: ConditionKind.REQUIREMENT,
        NeedKind.LANGUAGE: ConditionKind.LANGUAGE,
        NeedKind.LEARNER: ConditionKind.LEARNER,
        NeedKind.MENTOR: ConditionKind.LEARNER,
    }
    return Condition(kinds[need.kind], need.index)
