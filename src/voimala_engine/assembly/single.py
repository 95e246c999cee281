"""The best team of one brief beside fixed other teams, proven by HiGHS.

Open seats come lexicographically: first as few open needs as possible, then as few of them as possible
without a place kept free, then the worth. It must not grow a view of other briefs; that is `portfolio`."""

from dataclasses import dataclass
from math import floor, inf

from voimala_engine.assembly.eligibility import View
from voimala_engine.assembly.highs import Answer, Limits
from voimala_engine.assembly.model import BriefModel, FairRows, fair_rows
from voimala_engine.assembly.solution import OpenSeat, Team
from voimala_engine.assembly.state import State
from voimala_engine.assembly.value import team_of

OPEN_WITHOUT_PLACE = 1.0
OPEN = 1000.0
"""Lexicographic costs of the first stage: one open need outweighs all places."""


@dataclass(frozen=True, slots=True)
class Search:
    """`bound`: no team is worth more (fairness taken off when asked for); -inf when none exists.
    `finished`: the team is proven best, or its absence proven."""

    team: Team | None
    bound: float
    finished: bool

    @property
    def impossible(self) -> bool:
        return self.finished and self.team is None


def best_team(state: State, view: View, limits: Limits, *, fair: bool, gap: float = 0.0) -> Search:
    """The lexicographically best team of an unstaffed brief; `fair` takes the fairness term into account;
    `gap`: how far from the best (in points) the search may stop."""
    if view.pinned_missing:
        return Search(None, -inf, finished=True)
    usable = state.usable(view)
    rows = fair_rows(state, view, usable) if fair else None
    if all(view.meets[need][usable].any() for need in view.needs):
        closed = BriefModel(state, view, rows, open_allowed=False)
        answer = _solved(closed, limits, gap)
        if not answer.infeasible:
            return _search(closed, answer)
    if not any(view.might_meet[need].any() for need in view.needs):
        return Search(None, -inf, finished=True)
    return _with_open_seats(state, view, rows, limits)


def highest_worth(state: State, view: View, limits: Limits, gap: float = 0.0) -> Search:
    """Like `best_team` without fairness, but over teams with any number of open seats, so that its bound
    also holds when others take the people who would have closed them."""
    if not any(view.might_meet[need].any() for need in view.needs):
        return best_team(state, view, limits, fair=False, gap=gap)
    if view.pinned_missing:
        return Search(None, -inf, finished=True)
    model = BriefModel(state, view, None, open_allowed=True)
    return _search(model, _solved(model, limits, gap))


def best_different_team(
    state: State,
    view: View,
    limits: Limits,
    *,
    from_teams: tuple[frozenset[int], ...],
    differ: int,
    most_open: tuple[OpenSeat, ...],
) -> Search:
    """The best team, the fairness term counted, with at least `differ` members outside each of `from_teams`
    (positions) that leaves no more open than `most_open`: fewer needs, or as many and no more
    of them without a place."""
    rows = fair_rows(state, view, state.usable(view))
    model = BriefModel(state, view, rows, open_allowed=bool(most_open), earlier=from_teams, differ=differ)
    unplaced = sum(not seat.reserved for seat in most_open)
    model.model.row(_openness(model), upper=OPEN * len(most_open) + OPEN_WITHOUT_PLACE * unplaced)
    return _search(model, _solved(model, limits, 0.0))


def _openness(model: BriefModel) -> list[tuple[int, float]]:
    """Terms that order teams by open needs, then by those without a place."""
    terms = [(column, OPEN + OPEN_WITHOUT_PLACE) for column in model.open.values()]
    return terms + [(column, -OPEN_WITHOUT_PLACE) for column in model.reserved.values()]


def _with_open_seats(state: State, view: View, rows: FairRows | None, limits: Limits) -> Search:
    """First with only those needs open that nobody known could meet: when that is possible, nothing is more
    closed. Otherwise the fewest open needs are searched."""
    usable = state.usable(view)
    nobody_known = sum(not view.meets[need][usable].any() for need in view.needs)
    if nobody_known:
        hopeful = BriefModel(state, view, rows, open_allowed=True)
        hopeful.model.row(_openness(hopeful), upper=OPEN * nobody_known)
        answer = _solved(hopeful, limits, 0.0)
        if not answer.infeasible:
            return _search(hopeful, answer)
    opening = BriefModel(state, view, rows, open_allowed=True)
    worths, terms = opening.model.cost, _openness(opening)
    opening.model.cost = [0.0] * len(worths)
    for column, cost in terms:
        opening.model.cost[column] = -cost
    first = opening.model.solve(limits, gap=0.5)
    if first.values is None or not first.finished:
        return _search(opening, Answer(first.values, -inf, inf, first.infeasible, finished=first.infeasible))
    fewest = round(sum(cost * first.values[column] for column, cost in terms))
    opening.model.cost = worths
    opening.model.row(terms, upper=fewest)
    return _search(opening, _solved(opening, limits, 0.0))


def _solved(model: BriefModel, limits: Limits, gap: float) -> Answer:
    """Solves until no old tie inside the team is left uncounted; each round's bound is valid."""
    while True:
        answer = model.model.solve(limits, gap=0.999 if model.whole_objective else gap)
        if answer.values is None or not model.count_old_ties(answer.values.tolist()):
            return answer
        if not answer.finished or limits.left() <= 0:
            return Answer(answer.values, answer.objective, answer.bound, infeasible=False, finished=False)


def _search(model: BriefModel, answer: Answer) -> Search:
    weights = model.state.problem.instance.weights
    constant = weights.staff - (weights.fair * model.fair.floor if model.fair else 0.0)
    if answer.infeasible:
        return Search(None, -inf, finished=True)
    bound = floor(answer.bound + 1e-5) if model.whole_objective and answer.bound < inf else answer.bound
    team = (
        None if answer.values is None else team_of(model.view, weights, model.places(answer.values.tolist()))
    )
    if answer.values is not None and team is None:
        raise RuntimeError(f"the model of brief {model.view.index} gave a team that is not valid")
    return Search(team, bound + constant, finished=answer.finished and team is not None)
