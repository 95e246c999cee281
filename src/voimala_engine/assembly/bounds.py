"""Upper bounds that hold for every valid choice of teams.

The sum of the briefs' own bounds, less the fairness nobody can avoid; and the same at prices for people's and
organisations' time, which is lower when briefs compete. It must not grow search.
"""

from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from math import gcd, inf

import numpy as np

from voimala_engine.assembly.eligibility import Floats, Ints, View
from voimala_engine.assembly.instance import Weights
from voimala_engine.assembly.state import Problem

FEW_PEOPLE = 40
FEW_STEPS = 4096
"""Organisations beyond these can reach practically any share; only smaller ones are looked at one by one."""


def first_bound(view: View, weights: Weights) -> float:
    """A bound on the worth of any team of the brief, without search; -inf when something nobody has is
    missing."""
    missing = any(not view.meets[need].any() and not view.might_meet[need].any() for need in view.needs)
    if missing or view.pinned_missing or len(view.ids) < view.lo - len(view.needs):
        return -inf
    worth = weights.staff + weights.pair * weights.pair_cap + (weights.tie if view.ties else 0.0)
    worth += sum(view.brief.req[k].w for k, covers in view.covers.items() if covers.any())
    worth += weights.strength * sum(bool(brings.any()) for brings in view.brings_strength.values())
    if view.brief.learner is not None:
        worth += weights.learner
    return worth


def unavoidable_distance(problem: Problem, impossible: AbstractSet[int]) -> float:
    """The least D any valid choice of teams can have, `impossible` briefs left out."""
    orgs = problem.fair_orgs
    if not len(orgs):
        return 0.0
    tau, views = float(problem.tau), [view for view in problem.views if view.index not in impossible]
    agreed: Floats = problem.eligibility.arrays.committed[orgs].astype(np.float64)
    if len(orgs) > sum(view.hi for view in views):
        return tau
    hours = sum(view.brief.hours * view.hi for view in views)
    least = max(0.0, tau - hours / float(agreed.sum()))
    step = gcd(*(view.brief.hours for view in views))
    if not step:
        return max(least, tau)
    hours_of = _hours_by_person(views)
    staff: dict[int, list[int]] = defaultdict(list)
    for person, org in enumerate(problem.eligibility.arrays.org.tolist()):
        if person in hours_of:
            staff[org].append(person)
    for org, committed in zip(orgs.tolist(), agreed.tolist(), strict=True):
        if len(staff[org]) <= FEW_PEOPLE and committed / step <= FEW_STEPS:
            reach = _reachable(problem, staff[org], hours_of, step, int(committed) // step)
            away = min(abs(n * step / committed - tau) for n in range(reach.bit_length()) if reach >> n & 1)
            least = max(least, away)
    return max(0.0, least - 1e-9)


def _hours_by_person(views: list[View]) -> dict[int, list[int]]:
    """Person -> the hours of every brief the person is eligible for."""
    found: dict[int, list[int]] = defaultdict(list)
    for view in views:
        for person in view.ids.tolist():
            found[person].append(view.brief.hours)
    return found


def _reachable(
    problem: Problem, staff: list[int], hours_of: dict[int, list[int]], step: int, most: int
) -> int:
    """Bit n is set when the people could together be used for n steps (or, never missing one, it only seems
    so)."""
    available, total, window = problem.eligibility.arrays.hours, 1, (1 << (most + 1)) - 1
    for person in staff:
        own = 1
        for hours in hours_of[person]:
            own |= own << (hours // step)
            own &= (1 << (min(most, int(available[person]) // step) + 1)) - 1
        total = _sums(total, own) & window
    return total


def _sums(first: int, second: int) -> int:
    found = 0
    while second:
        lowest = second & -second
        found |= first << (lowest.bit_length() - 1)
        second ^= lowest
    return found


@dataclass(frozen=True, slots=True)
class Prices:
    """Points per unit of time, >= 0. `over` and `under` are the fairness prices of organisations with
    agreed time, per share of it; together at most the fairness weight."""

    person: Floats
    org: Floats
    over: Floats
    under: Floats

    def mixed(self, other: "Prices", share: float) -> "Prices":
        """`share` of the other; stays within the fairness weight because both are."""
        return Prices(
            *(
                (1 - share) * own + share * theirs
                for own, theirs in (
                    (self.person, other.person),
                    (self.org, other.org),
                    (self.over, other.over),
                    (self.under, other.under),
                )
            )
        )

    def of_hour(self, problem: Problem) -> Floats:
        """Per organisation, the last item standing for nobody's."""
        price = self.org.copy()
        orgs = problem.fair_orgs
        price[orgs] += (self.over - self.under) / problem.eligibility.arrays.committed[orgs]
        return price

    def of_member(self, problem: Problem, view: View) -> Floats:
        return view.brief.hours * (self.person[view.ids] + self.of_hour(problem)[view.org])


@dataclass(frozen=True, slots=True)
class Caps:
    """What people's and organisations' time is really good for: of 40 hours only 32 when every brief takes
    32."""

    person: Ints
    org: Ints

    @classmethod
    def of(cls, problem: Problem) -> "Caps":
        arrays = problem.eligibility.arrays
        person, org = arrays.hours.copy(), arrays.committed.copy()
        for index, hours in _hours_by_person(list(problem.views)).items():
            person[index] = _usable(int(person[index]), tuple(sorted(hours)), once=True)
        every = tuple(sorted({view.brief.hours for view in problem.views}))
        for index, committed in enumerate(org.tolist()):
            org[index] = _usable(committed, every, once=False)
        return cls(person, org)


@cache
def _usable(available: int, hours: tuple[int, ...], *, once: bool) -> int:
    """The largest sum of the hours, each taken once or any number of times, that is not above what is
    available."""
    step = gcd(*hours)
    if not step or available // step > FEW_STEPS:
        return available
    window, reach = (1 << (available // step + 1)) - 1, 1
    for one in hours:
        size = one // step
        while size and (wider := (reach | reach << size) & window) != reach:
            reach = wider
            if once:
                break
    return (reach.bit_length() - 1) * step


def largest(bounds: list[float], most: int) -> float:
    """The sum of the `most` largest of the bounds that are above 0."""
    return sum(sorted((max(0.0, bound) for bound in bounds), reverse=True)[:most])


def priced_bound(
    problem: Problem, prices: Prices, caps: Caps, at_prices: list[float], least_distance: float, most: int
) -> float:
    """`at_prices`: for each brief a bound on the worth of its best team less the prices of its members;
    `most`: how many briefs can be staffed."""
    tau = float(problem.tau)
    spread = float(prices.over.sum() + prices.under.sum())
    if spread > problem.instance.weights.fair + 1e-9:
        return inf
    stock = float(prices.person @ caps.person + prices.org @ caps.org)
    stock += tau * float(prices.over.sum() - prices.under.sum())
    stock -= (problem.instance.weights.fair - spread) * least_distance
    return stock + largest(at_prices, most)
