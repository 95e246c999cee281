"""Chooses among the teams found so far, at most one for each brief, within everybody's time; and prices
that time.

The restricted master of a column generation: the relaxation's duals tell which people and hours are
contested."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from voimala_engine.assembly.bounds import Caps, Prices
from voimala_engine.assembly.eligibility import PLENTY
from voimala_engine.assembly.highs import Limits, Model
from voimala_engine.assembly.solution import Team
from voimala_engine.assembly.state import Problem


@dataclass(slots=True)
class Pool:
    """Valid teams of all briefs, each once."""

    problem: Problem
    least_distance: float
    open_cost: float
    """Points an open seat counts against a team while choosing."""
    caps: Caps
    most: int
    """How many briefs can be staffed."""
    teams: dict[tuple[int, tuple[int, ...]], Team] = field(default_factory=dict)

    def add(self, team: Team) -> bool:
        key = (team.brief, team.members)
        new = key not in self.teams
        self.teams.setdefault(key, team)
        return new

    def worth(self, team: Team) -> float:
        return team.value - self.open_cost * len(team.open_seats)

    def choose(self, limits: Limits) -> list[Team] | None:
        master = _Master(self)
        answer = master.model.solve(limits, gap=1e-4)
        if answer.values is None:
            return None
        chosen = answer.values
        return [
            team
            for team, column in zip(self.teams.values(), master.columns, strict=True)
            if chosen[column] > 0.5
        ]

    def prices(self, limits: Limits) -> Prices | None:
        master = _Master(self)
        duals = master.model.prices(limits)
        return None if duals is None else master.as_prices(duals)


class _Master:
    def __init__(self, pool: Pool) -> None:
        self.problem = pool.problem
        self.model = Model()
        self.columns = [self.model.add(pool.worth(team), whole=True) for team in pool.teams.values()]
        self.distance = self.model.add(-self.problem.instance.weights.fair, pool.least_distance, float("inf"))
        people: dict[int, list[tuple[int, float]]] = defaultdict(list)
        orgs: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        briefs: dict[int, list[tuple[int, float]]] = defaultdict(list)
        org_of = self.problem.eligibility.arrays.org
        for team, column in zip(pool.teams.values(), self.columns, strict=True):
            briefs[team.brief].append((column, 1.0))
            hours = float(self.problem.instance.briefs[team.brief].hours)
            for person in team.members:
                people[person].append((column, hours))
                orgs[int(org_of[person])][column] += hours
        for terms in briefs.values():
            self.model.row(terms, upper=1.0)
        self.model.row([(column, 1.0) for column in self.columns], upper=float(pool.most))
        self._time(pool.caps, people, {org: list(terms.items()) for org, terms in orgs.items() if org >= 0})
        self._fairness(orgs)

    def _time(
        self,
        caps: Caps,
        people: dict[int, list[tuple[int, float]]],
        orgs: dict[int, list[tuple[int, float]]],
    ) -> None:
        self.person_rows: dict[int, int] = {}
        self.org_rows: dict[int, int] = {}
        for person, terms in people.items():
            if sum(hours for _, hours in terms) > caps.person[person]:
                self.person_rows[person] = self.model.row(terms, upper=float(caps.person[person]))
        for org, terms in orgs.items():
            if caps.org[org] < PLENTY:
                self.org_rows[org] = self.model.row(terms, upper=float(caps.org[org]))

    def _fairness(self, orgs: dict[int, dict[int, float]]) -> None:
        tau = float(self.problem.tau)
        self.over_rows: dict[int, int] = {}
        self.under_rows: dict[int, int] = {}
        for place, org in enumerate(self.problem.fair_orgs.tolist()):
            agreed = float(self.problem.eligibility.arrays.committed[org])
            share = [(column, hours / agreed) for column, hours in orgs[org].items()]
            if share:
                self.over_rows[place] = self.model.row([*share, (self.distance, -1.0)], upper=tau)
            if self.model.lower[self.distance] < tau - 1e-6:
                less = [(column, -part) for column, part in share]
                self.under_rows[place] = self.model.row([*less, (self.distance, -1.0)], upper=-tau)

    def as_prices(self, duals: list[float]) -> Prices:
        arrays, fair = self.problem.eligibility.arrays, self.problem.instance.weights.fair
        person, org = np.zeros(len(arrays.org)), np.zeros(len(arrays.committed))
        over, under = np.zeros(len(self.problem.fair_orgs)), np.zeros(len(self.problem.fair_orgs))
        for target, rows in ((person, self.person_rows), (org, self.org_rows), (over, self.over_rows)):
            for index, row in rows.items():
                target[index] = duals[row]
        for index, row in self.under_rows.items():
            under[index] = duals[row]
        spread = float(over.sum() + under.sum())
        shrink = min(1.0, fair / spread) if spread > 0 else 1.0
        return Prices(person, org, over * shrink, under * shrink)
