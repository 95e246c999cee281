"""Teams for all briefs at once: a greedy start, each brief solved exactly, then exchange at prices until
time ends.

At every moment there is a valid choice of teams and a valid bound. One brief alone is proven best or
impossible. It must not grow knowledge of how one team is built; that is `model` and `single`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic, process_time

from voimala_engine.assembly.bounds import (
    Caps,
    Prices,
    first_bound,
    largest,
    priced_bound,
    unavoidable_distance,
)
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.consistency import refuse_contradictions
from voimala_engine.assembly.greedy import greedy_team
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.infeasible import why_impossible, why_left_out
from voimala_engine.assembly.instance import Instance
from voimala_engine.assembly.master import Pool
from voimala_engine.assembly.single import Search, best_team, highest_worth
from voimala_engine.assembly.solution import ConflictKind, Solution, Status, Team, Unstaffed
from voimala_engine.assembly.state import STAFF, Problem, State
from voimala_engine.assembly.value import parts, team_of

CLOSED = 1e-4
"""A bound this close to the objective proves it."""
WRAP_UP = 0.03
"""Share of the limit kept for explaining and writing, at least WRAP_UP_LEAST seconds."""
WRAP_UP_LEAST = 0.25
WRAP_UP_OF_START = 0.5
"""Explaining and writing grow with the instance as reading and preparing do: this share of their time."""
STEP = 0.2
"""Processor seconds the preparation of one brief's search may take; on a busy machine it takes longer."""
PRICE_GAP = 0.05
"""Points; priced searches need no more exactness."""
IMPROVEMENT = 1e-7
BETTER_BOUND = 0.05
"""Points by which a bound must fall to count as progress."""
BEST_SHARE = 0.3
"""How much of the prices that gave the best bound is mixed into new ones; the search wanders less."""
STAFFING_SHARE = 0.3
"""Share of the time left that proving the number of staffed briefs may take."""
STALE_ROUNDS = 4
"""Rounds without a better choice or bound before the search ends by itself."""


def solve_portfolio(instance: Instance, config: Config) -> Solution:
    """Raises InstanceRefused when the instance contradicts itself."""
    started = monotonic() - config.already_used
    refuse_contradictions(instance)
    problem = Problem.of(instance)
    prepared = monotonic() - started
    wrap_up = max(WRAP_UP_LEAST, WRAP_UP * config.time_limit, WRAP_UP_OF_START * prepared)
    limits = Limits(started + config.time_limit - wrap_up, config.stop, config.seed)
    search = _Portfolio(problem, limits)
    if len(instance.briefs) == 1:
        search.solve_alone()
    else:
        search.solve_together()
    return search.solution(config.seed, started, started + config.time_limit)


def _clocks() -> tuple[float, float]:
    """Wall and processor seconds."""
    return monotonic(), process_time()


@dataclass(slots=True)
class _Portfolio:
    problem: Problem
    limits: Limits
    state: State = field(init=False)
    bounds: list[float] = field(init=False)
    """Per brief: no team of it is worth more."""
    bound: float = field(init=False)
    impossible: set[int] = field(default_factory=set)
    pool: Pool = field(init=False)
    least_distance: float = field(init=False)
    begun: tuple[float, float] = field(default_factory=_clocks)
    best_prices: Prices | None = None
    best_priced_bound: float = inf

    def __post_init__(self) -> None:
        problem = self.problem
        weights = problem.instance.weights
        self.state = State(problem)
        self.bounds = [first_bound(view, weights) for view in problem.views]
        self.impossible = {index for index, bound in enumerate(self.bounds) if bound == -inf}
        self.least_distance = unavoidable_distance(problem, self.impossible)
        needs = max((len(view.needs) for view in problem.views), default=0)
        open_cost = weights.staff / (2 + 2 * needs)
        self.pool = Pool(problem, self.least_distance, open_cost, Caps.of(problem), len(problem.views))
        self.bound = inf
        self._sum_bounds()

    def _out_of_time(self) -> bool:
        """Whether another brief's search would risk the limit, as slowly as this machine has gone so far."""
        wall, busy = (now - then for now, then in zip(_clocks(), self.begun, strict=True))
        slowness = max(1.0, wall / max(busy, 0.05))
        return self.limits.left() <= STEP * (slowness - 1.0)

    def _sum_bounds(self) -> None:
        unavoidable = self.problem.instance.weights.fair * self.least_distance
        self.bound = min(self.bound, largest(self.bounds, self.pool.most) - unavoidable)

    def _merit(self) -> float:
        opened = sum(len(team.open_seats) for team in self.state.teams.values())
        return self.state.objective() - self.pool.open_cost * opened

    def solve_alone(self) -> None:
        empty = self.state.objective()
        if 0 in self.impossible:
            self.bound = empty
            return
        found = best_team(self.state, self.problem.views[0], self.limits, fair=True)
        if found.impossible:
            self.impossible.add(0)
        self.bound = max(empty, min(self.bound, found.bound) if not found.finished else found.bound)
        team = found.team or (None if found.impossible else greedy_team(self.state, 0))
        if team is None:
            return
        self.pool.add(team)
        self.state.put(team)
        if self.state.objective() <= empty:
            self.state.remove(0)

    def solve_together(self) -> None:
        self._greedy_start()
        self._solve_each_alone()
        self._cap_staffing()
        self._exchange_until(self._closed)

    def _exchange_until(self, done: Callable[[], bool]) -> None:
        stale = 0
        while stale < STALE_ROUNDS and not self._out_of_time() and not done():
            before = (self._merit(), self.bound)
            if stale == 0:
                self._exchange_at_prices()
            else:
                self._solve_in_turn()
                self._exchange_at_prices()
            better = self._merit() > before[0] + IMPROVEMENT or self.bound < before[1] - BETTER_BOUND
            stale = 0 if better else stale + 1

    def _closed(self) -> bool:
        return self.bound - self.state.objective() < CLOSED

    def _by_regret(self) -> list[int]:
        """Briefs that could gain most first; unstaffed ones lead."""
        possible = [index for index in range(len(self.problem.views)) if index not in self.impossible]
        value = {index: team.value for index, team in self.state.teams.items()}
        return sorted(possible, key=lambda index: (value.get(index, 0.0) - self.bounds[index], index))

    def _greedy_start(self) -> None:
        def choice(index: int) -> int:
            view = self.problem.views[index]
            return min((int(view.meets[need].sum()) for need in view.needs), default=len(view.ids))

        for index in sorted((i for i in range(len(self.bounds)) if i not in self.impossible), key=choice):
            if self._out_of_time():
                return
            team = greedy_team(self.state, index)
            if team is not None:
                self._keep_if_better(team)

    def _keep_if_better(self, team: Team) -> bool:
        """Puts the team in its brief's place when it fits and the whole gains."""
        self.pool.add(team)
        before, old = self._merit(), self.state.remove(team.brief)
        if self.state.admits(team, self.problem.views[team.brief]):
            self.state.put(team)
            if self._merit() > before + IMPROVEMENT:
                return True
            self.state.remove(team.brief)
        if old is not None:
            self.state.put(old)
        return False

    def _solve_each_alone(self) -> None:
        """The best team of each brief if it had everybody to itself: a bound, and a team to aim at."""
        empty = State(self.problem)
        for index in self._by_regret():
            if self._out_of_time():
                return
            found = highest_worth(empty, self.problem.views[index], self.limits)
            self.bounds[index] = min(self.bounds[index], found.bound)
            self._sum_bounds()
            if found.impossible:
                self.impossible.add(index)
            elif found.team is not None:
                self._keep_if_better(found.team)

    def _cap_staffing(self) -> None:
        """Proves how many briefs can be staffed at most, when some that have a team alone are left out:
        without it the bound would count parts of teams."""
        possible = len(self.bounds) - len(self.impossible)
        if len(self.state.teams) < possible and self.problem.instance.weights.staff > 0:
            limits = self.limits.within(STAFFING_SHARE * self.limits.left())
            counting = _Portfolio(self.problem.counting(), limits)
            counting.start_from(self.pool.teams.values(), self.state.teams.values(), self.impossible)
            counting._exchange_until(
                lambda: counting.bound < STAFF * (len(counting.state.teams) + 1) - CLOSED
            )
            possible = min(possible, int((counting.bound + CLOSED) // STAFF))
            self._take_over(counting)
        self.pool.most = possible
        self._sum_bounds()

    def start_from(self, known: Iterable[Team], chosen: Iterable[Team], impossible: Iterable[int]) -> None:
        """Teams of the same briefs, weighed anew."""
        self.impossible |= set(impossible)
        self.bounds = [-inf if index in self.impossible else b for index, b in enumerate(self.bounds)]
        self._sum_bounds()
        for team in known:
            self.pool.add(self._weighed(team))
        for team in chosen:
            self.state.put(self._weighed(team))

    def _weighed(self, team: Team) -> Team:
        view = self.problem.views[team.brief]
        place = view.position()
        worth = parts(view, self.problem.instance.weights, [place[person] for person in team.members]).total
        return replace(team, value=worth)

    def _take_over(self, other: "_Portfolio") -> None:
        for team in other.pool.teams.values():
            self.pool.add(self._weighed(team))
        before, old = self._merit(), self.state
        self.state = State(self.problem)
        for team in other.state.teams.values():
            self.state.put(self._weighed(team))
        if self._merit() < before:
            self.state = old

    def _solve_in_turn(self) -> None:
        for index in self._by_regret():
            if self._out_of_time():
                return
            old = self.state.remove(index)
            found = best_team(self.state, self.problem.views[index], self.limits, fair=True)
            if old is not None:
                self.state.put(old)
            if found.team is not None:
                self._keep_if_better(found.team)

    def _exchange_at_prices(self) -> None:
        """Prices contested time, lets every brief look for its best team at these prices, and chooses
        anew."""
        prices = self.pool.prices(self.limits)
        if prices is None:
            return
        if self.best_prices is not None:
            prices = prices.mixed(self.best_prices, BEST_SHARE)
        at_prices = [self._search_at(prices, index) for index in range(len(self.bounds))]
        bound = priced_bound(
            self.problem, prices, self.pool.caps, at_prices, self.least_distance, self.pool.most
        )
        if bound < self.best_priced_bound:
            self.best_prices, self.best_priced_bound = prices, bound
        self.bound = min(self.bound, bound)
        chosen = self.pool.choose(self.limits)
        if chosen is None:
            return
        before, old = self._merit(), self.state
        self.state = State(self.problem)
        for team in chosen:
            if self.state.admits(team, self.problem.views[team.brief]):
                self.state.put(team)
        if self._merit() < before:
            self.state = old

    def _search_at(self, prices: Prices, index: int) -> float:
        """Adds the brief's best team at the prices to the pool; returns a bound on its worth at them."""
        if index in self.impossible:
            return -inf
        if self._out_of_time():
            return self.bounds[index]
        view = self.problem.views[index]
        price = prices.of_member(self.problem, view)
        if (price < 0).any():
            fallback = self.bounds[index] - float(price.min()) * view.hi
        else:
            fallback = self.bounds[index]
        priced = view.priced(view.cost + price)
        found: Search = highest_worth(State(self.problem), priced, self.limits, PRICE_GAP)
        if found.team is not None:
            place = view.position()
            team = team_of(
                view, self.problem.instance.weights, [place[person] for person in found.team.members]
            )
            if team is not None:
                self.pool.add(team)
        return min(found.bound, fallback)

    def solution(self, seed: int, started: float, deadline: float) -> Solution:
        objective = self.state.objective()
        bound = max(self.bound, objective)
        timed_out = self._out_of_time()
        explaining = Limits(deadline, self.limits.stop, seed)
        left_out = [index for index in range(len(self.problem.views)) if index not in self.state.teams]
        unstaffed = {index: self._why(index, explaining) for index in left_out}
        return Solution(
            instance=self.problem.instance.name,
            status=self._status(objective, bound),
            objective=objective,
            bound=bound,
            seed=seed,
            seconds=monotonic() - started,
            staff_weight=self.problem.instance.weights.staff,
            teams=dict(sorted(self.state.teams.items())),
            unstaffed=unstaffed,
            fairness=float(self.state.fairness()),
            timed_out=timed_out,
        )

    def _status(self, objective: float, bound: float) -> Status:
        if self.problem.views and len(self.impossible) == len(self.problem.views):
            return Status.INFEASIBLE
        return Status.OPTIMAL if bound - objective < CLOSED else Status.FEASIBLE

    def _why(self, index: int, limits: Limits) -> Unstaffed:
        if index in self.impossible:
            return why_impossible(self.problem, index, limits)
        known = [team for (brief, _), team in self.pool.teams.items() if brief == index]
        if not known:
            return why_left_out(self.problem, index, ConflictKind.NOT_FOUND)
        fits = any(self.state.admits(team, self.problem.views[index]) for team in known)
        return why_left_out(self.problem, index, ConflictKind.NOT_WORTH if fits else ConflictKind.CONTENTION)
