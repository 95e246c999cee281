"""Upper bounds that hold for every valid choice of teams.

The sum of the briefs' own bounds, less the fairness nobody can avoid; and the same at prices for people's and
organisations' time, which is lower when briefs compete. It must not grow search.
"""

from dataclasses import dataclass
from math import gcd, inf

import numpy as np

from voimala_engine.assembly.eligibility import Floats, View
from voimala_engine.assembly.instance import Weights
from voimala_engine.assembly.state import Problem


def first_bound(view: View, weights: Weights) -> float:
    """A bound on the worth of any team of the brief, without search; -inf when something nobody has is missing."""
    missing = any(not view.meets[need].any() and not view.might_meet[need].any() for need in view.needs)
    if missing or view.pinned_missing or len(view.ids) < view.lo - len(view.needs):
        return -inf
    worth = weights.staff + weights.pair * weights.pair_cap + (weights.tie if view.ties else 0.0)
    worth += sum(view.brief.req[k].w for k, covers in view.covers.items() if covers.any())
    worth += weights.strength * sum(bool(brings.any()) for brings in view.brings_strength.values())
    if view.brief.learner is not None:
        worth += weights.learner
    return worth


def unavoidable_distance(problem: Problem) -> float:
    """The least D any valid choice of teams can have."""
    orgs = problem.fair_orgs
    if not len(orgs):
        return 0.0
    tau = float(problem.tau)
    agreed: Floats = problem.eligibility.arrays.committed[orgs].astype(np.float64)
    most = np.zeros(len(problem.eligibility.arrays.committed))
    for view in problem.views:
        people = np.bincount(view.org[view.org >= 0], minlength=len(most))
        most += view.brief.hours * np.minimum(people, view.hi)
    lag = tau - np.minimum(most[orgs], agreed) / agreed
    seats = sum(view.hi for view in problem.views)
    hours = sum(view.brief.hours * view.hi for view in problem.views)
    least = max(0.0, float(lag.max()), tau - hours / float(agreed.sum()))
    if len(orgs) > seats:
        least = max(least, tau)
    step = gcd(*(view.brief.hours for view in problem.views))
    if step:
        below = np.floor(tau * agreed / step + 1e-9) * step
        away = np.minimum(np.abs(tau - below / agreed), np.abs((below + step) / agreed - tau))
        least = max(least, float(away.max()))
    return least - 1e-9


@dataclass(frozen=True, slots=True)
class Prices:
    """Points per unit of time, >= 0. `over` and `under` are the fairness prices of organisations with agreed time,
    per share of it; together at most the fairness weight."""

    person: Floats
    org: Floats
    over: Floats
    under: Floats

    def of_hour(self, problem: Problem) -> Floats:
        """Per organisation, the last item standing for nobody's."""
        price = self.org.copy()
        orgs = problem.fair_orgs
        price[orgs] += (self.over - self.under) / problem.eligibility.arrays.committed[orgs]
        return price

    def of_member(self, problem: Problem, view: View) -> Floats:
        return view.brief.hours * (self.person[view.ids] + self.of_hour(problem)[view.org])


def priced_bound(problem: Problem, prices: Prices, at_prices: list[float], least_distance: float) -> float:
    """`at_prices`: for each brief a bound on the worth of its best team less the prices of its members."""
    arrays, tau = problem.eligibility.arrays, float(problem.tau)
    spread = float(prices.over.sum() + prices.under.sum())
    if spread > problem.instance.weights.fair + 1e-9:
        return inf
    stock = float(prices.person @ arrays.hours + prices.org @ arrays.committed)
    stock += tau * float(prices.over.sum() - prices.under.sum())
    stock -= (problem.instance.weights.fair - spread) * least_distance
    return stock + sum(max(0.0, bound) for bound in at_prices)
