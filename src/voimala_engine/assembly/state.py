"""The teams chosen so far and what they use of people's and organisations' time; the fairness term D.

One mutable ledger shared by the searches. It must not grow search itself.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from voimala_engine.assembly.eligibility import PLENTY, Eligibility, Ints, View
from voimala_engine.assembly.instance import Instance, Weights
from voimala_engine.assembly.solution import Team

STAFF = 1000.0
"""Worth of one staffed brief where only staffing counts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An instance with its views, made once; every search reads it."""

    instance: Instance
    eligibility: Eligibility
    views: tuple[View, ...]
    fair_orgs: Ints
    """Organisations with agreed time; only they take part in the fairness term."""
    tau: Fraction

    @classmethod
    def of(cls, instance: Instance) -> "Problem":
        eligibility = Eligibility(instance)
        agreed = [index for index, org in enumerate(instance.orgs) if org.committed]
        return cls(
            instance=instance,
            eligibility=eligibility,
            views=tuple(eligibility.view(index) for index in range(len(instance.briefs))),
            fair_orgs=np.array(agreed, dtype=np.int64),
            tau=Fraction(str(instance.tau)),
        )

    def counting(self) -> "Problem":
        """The same conditions with nothing but staffing worth anything (STAFF points each): its bound tells
        how many briefs can be staffed at most."""
        only = Weights(STAFF, pair=0, pair_cap=0, tie=0, strength=0, learner=0, travel=0, seat=0, fair=0)
        views = (
            replace(view.priced(np.zeros(len(view.ids))), covers={}, brings_strength={})
            for view in self.views
        )
        return replace(self, instance=replace(self.instance, weights=only), views=tuple(views))


@dataclass(slots=True)
class State:
    problem: Problem
    teams: dict[int, Team] = field(default_factory=dict)
    person_used: Ints = field(init=False)
    org_used: Ints = field(init=False)
    """The last item collects people without employer."""

    def __post_init__(self) -> None:
        arrays = self.problem.eligibility.arrays
        self.person_used = np.zeros(len(arrays.org), dtype=np.int64)
        self.org_used = np.zeros(len(arrays.committed), dtype=np.int64)

    def put(self, team: Team) -> None:
        self._book(team, 1)
        self.teams[team.brief] = team

    def remove(self, brief: int) -> Team | None:
        team = self.teams.pop(brief, None)
        if team is not None:
            self._book(team, -1)
        return team

    def _book(self, team: Team, sign: int) -> None:
        members = list(team.members)
        hours = sign * self.problem.instance.briefs[team.brief].hours
        self.person_used[members] += hours
        np.add.at(self.org_used, self.problem.eligibility.arrays.org[members], hours)

    def usable(self, view: View) -> Ints:
        """Positions of the view whose people and organisations still have the brief's time left."""
        arrays, hours = self.problem.eligibility.arrays, view.brief.hours
        person_left = arrays.hours[view.ids] - self.person_used[view.ids]
        return np.flatnonzero((person_left >= hours) & (self.seats_left(view) >= 1))

    def seats_left(self, view: View) -> Ints:
        """Per position: how many members the organisation can still give to this brief."""
        left = self.problem.eligibility.arrays.committed[view.org] - self.org_used[view.org]
        if view.brief.hours == 0:
            return np.full(len(view.ids), PLENTY, dtype=np.int64)
        seats: Ints = np.where(view.org < 0, PLENTY, left // view.brief.hours)
        return seats

    def admits(self, team: Team, view: View) -> bool:
        """Whether the team's people and organisations have the time, the brief itself being unstaffed."""
        place = view.position()
        allowed = set(self.usable(view).tolist())
        places = [place[member] for member in team.members]
        if not all(p in allowed for p in places):
            return False
        seats = self.seats_left(view)
        orgs = view.org[places].tolist()
        return all(orgs.count(org) <= seats[p] for p, org in zip(places, orgs, strict=True))

    def fairness(self) -> Fraction:
        """D, exactly: the largest distance of a used share from tau; 0 when nobody has agreed time."""
        problem = self.problem
        shares = (
            Fraction(int(self.org_used[org]), problem.instance.orgs[org].committed or 1)
            for org in problem.fair_orgs
        )
        return max((abs(share - problem.tau) for share in shares), default=Fraction(0))

    def value(self) -> float:
        return sum(team.value for team in self.teams.values())

    def objective(self) -> float:
        return self.value() - self.problem.instance.weights.fair * float(self.fairness())
