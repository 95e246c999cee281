"""Who else could take each seat of a team, and what would differ.

One member leaves, one person comes, the rest stays. The worth of every possible swap is computed at once
from the arrays of the brief's view. It must not grow changes of several seats; those are in `near_equal`."""

from dataclasses import dataclass

import numpy as np

from voimala_engine.assembly.eligibility import Flags, Floats, Ints, View
from voimala_engine.assembly.explanation import NotKnown, known_minutes, not_known, state_of
from voimala_engine.assembly.instance import Instance
from voimala_engine.assembly.solution import Solution, Team
from voimala_engine.assembly.state import State
from voimala_engine.assembly.value import fits, open_seats


@dataclass(frozen=True, slots=True)
class Alternative:
    person: int
    loss: float
    """Points of the whole objective lost by the swap; negative would be a gain."""
    minutes: int | None
    """Journey one way; None: not known. The leaving member's own is in `SeatAlternatives`."""
    loses: tuple[int, ...]
    """Requirements the team is known to cover before the swap and not after it."""
    gains: tuple[int, ...]
    """Requirements the team is known to cover only after the swap."""
    new_pairs: int
    """New cross-sector pairs of the team after the swap less those before, the cap not counted."""
    ties: int
    """Old ties inside the team after the swap less those before."""
    not_known: NotKnown
    """What is not known about the person and would have to be asked."""


@dataclass(frozen=True, slots=True)
class SeatAlternatives:
    person: int
    """The member whose seat it is."""
    others: tuple[Alternative, ...]
    """Everybody eligible who could take this seat alone, the team staying valid and no more left open;
    smallest loss first. Empty for a pinned member."""
    minutes: int | None
    """The member's own journey one way; None: not known."""


def seat_alternatives(instance: Instance, solution: Solution, brief: int) -> tuple[SeatAlternatives, ...]:
    """For each member, in the team's order, who else could take that seat alone.

    Raises KeyError when the solution has no team for the brief.
    """
    team = solution.teams[brief]
    state = state_of(instance, solution)
    state.remove(brief)
    swaps = _Swaps(state, state.problem.views[brief], team)
    return tuple(swaps.of_seat(place) for place in swaps.places)


class _Swaps:
    """The possible swaps of one team, `state` holding the other teams."""

    def __init__(self, state: State, view: View, team: Team) -> None:
        self.state, self.view, self.team = state, view, team
        position = view.position()
        self.places = [position[person] for person in team.members]
        self.usable = state.usable(view)
        self.seats = state.seats_left(view)
        self.minutes = state.problem.eligibility.arrays.minutes_to(view.brief)[view.ids]
        self.tied: Flags = np.zeros((len(self.places), len(view.ids)), dtype=bool)
        """Per member: with whom they have worked before."""
        row = {place: n for n, place in enumerate(self.places)}
        for a, b in view.ties:
            for one, other in ((a, b), (b, a)):
                if one in row:
                    self.tied[row[one], other] = True
        self.foes: dict[int, set[int]] = {place: set() for place in self.places}
        for a, b in view.exclusions:
            for one, other in ((a, b), (b, a)):
                if one in row:
                    self.foes[one].add(other)
        self.costs_of_fairness: dict[tuple[int, ...], float] = {}
        self.everyone = _Rest(self, self.places)
        self.before = self._unfairness(self.places)
        self.told: dict[int, NotKnown] = {}

    def of_seat(self, leaving: int) -> SeatAlternatives:
        rest = _Rest(self, [place for place in self.places if place != leaving])
        coming = self._possible(leaving, rest)
        worths = rest.worth(coming)
        found = []
        for place, worth in zip(coming.tolist(), worths.tolist(), strict=True):
            loss = self.team.value - worth + self._unfairness([*rest.places, place]) - self.before
            found.append((round(loss, 9), place))
        found.sort(key=lambda one: (one[0], int(self.view.ids[one[1]])))
        return SeatAlternatives(
            person=int(self.view.ids[leaving]),
            others=tuple(self._alternative(rest, place, loss) for loss, place in found),
            minutes=known_minutes(self.view.brief, float(self.minutes[leaving])),
        )

    def _alternative(self, rest: "_Rest", place: int, loss: float) -> Alternative:
        view, index = self.view, int(self.view.ids[place])
        covered = {k: rest.covers[k] or bool(flags[place]) for k, flags in view.covers.items()}
        before = self.everyone.covers
        if place not in self.told:
            person = self.state.problem.instance.people[index]
            self.told[place] = not_known(person, view.brief, float(self.minutes[place]))
        return Alternative(
            person=index,
            loss=loss,
            minutes=known_minutes(view.brief, float(self.minutes[place])),
            loses=tuple(k for k, covers in covered.items() if before[k] and not covers),
            gains=tuple(k for k, covers in covered.items() if covers and not before[k]),
            new_pairs=rest.pairs + int(rest.new_pairs_with[place]) - self.everyone.pairs,
            ties=rest.ties + int(rest.ties_with[place]) - self.everyone.ties,
            not_known=self.told[place],
        )

    def _possible(self, leaving: int, rest: "_Rest") -> Ints:
        """Those with whom the team stays valid and leaves no more open."""
        view = self.view
        if leaving in view.pinned:
            return np.empty(0, dtype=np.int64)
        allowed: Flags = np.zeros(len(view.ids), dtype=bool)
        allowed[self.usable] = True
        allowed[self.places] = False
        for place in rest.places:
            allowed[list(self.foes[place])] = False
        orgs = np.bincount(view.org[rest.places] + 1, minlength=int(view.org.max(initial=-1)) + 2)
        allowed &= orgs[view.org + 1] < self.seats
        sectors = view.sector[rest.places]
        for filled_by, minimum in view.roles:
            missing = minimum - int(np.isin(sectors, list(filled_by)).sum())
            if missing > 1:
                allowed[:] = False
            elif missing == 1:
                allowed &= np.isin(view.sector, list(filled_by))
        unmet = [view.meets[need] for need in view.needs if not view.meets[need][rest.places].any()]
        left: Ints = len(unmet) - sum(
            (flags.astype(np.int64) for flags in unmet), np.zeros(len(view.ids), int)
        )
        allowed &= left <= len(self.team.open_seats)
        certain = len(self.places) >= view.lo
        possible = [
            place
            for place in np.flatnonzero(allowed).tolist()
            if (certain and not left[place]) or self._leaves_no_more_open([*rest.places, place])
        ]
        return np.array(possible, dtype=np.int64)

    def _leaves_no_more_open(self, places: list[int]) -> bool:
        seats = open_seats(self.view, places) if fits(self.view, places) else None
        return seats is not None and len(seats) <= len(self.team.open_seats)

    def _unfairness(self, places: list[int]) -> float:
        """What the fairness term costs with a team at the places; depends on their employers only."""
        orgs = tuple(sorted(self.view.org[places].tolist()))
        if orgs not in self.costs_of_fairness:
            self.costs_of_fairness[orgs] = self._distance(orgs) * self.state.problem.instance.weights.fair
        return self.costs_of_fairness[orgs]

    def _distance(self, orgs: tuple[int, ...]) -> float:
        """D in floating point, one member of each of the organisations added."""
        problem = self.state.problem
        if not len(problem.fair_orgs):
            return 0.0
        used = self.state.org_used.astype(np.float64)
        np.add.at(used, list(orgs), self.view.brief.hours)
        shares = used[problem.fair_orgs] / problem.eligibility.arrays.committed[problem.fair_orgs]
        return float(np.abs(shares - float(problem.tau)).max())


class _Rest:
    """Members who stay, and what one more person would add to them."""

    def __init__(self, swaps: _Swaps, places: list[int]) -> None:
        view = self.view = swaps.view
        self.weights = swaps.state.problem.instance.weights
        self.places = places
        rows = [n for n, place in enumerate(swaps.places) if place in places]
        self.covers = {k: bool(flags[places].any()) for k, flags in view.covers.items()}
        known = view.sector >= 0
        apart = known[places][:, None] & known & (view.sector[places][:, None] != view.sector)
        new = apart & ~swaps.tied[rows]
        self.new_pairs_with: Ints = new.sum(axis=0)
        self.ties_with: Ints = swaps.tied[rows].sum(axis=0)
        self.pairs = int(new[:, places].sum()) // 2
        self.ties = int(swaps.tied[rows][:, places].sum()) // 2

    def worth(self, coming: Ints) -> Floats:
        """The worth of the team with each of those who could come, fairness left out."""
        view, weights, places = self.view, self.weights, self.places
        worth: Floats = weights.staff - float(view.cost[places].sum()) - view.cost[coming]
        for k, flags in view.covers.items():
            worth += view.brief.req[k].w * (self.covers[k] | flags[coming])
        for flags in view.brings_strength.values():
            worth += weights.strength * (flags[places].any() | flags[coming])
        if view.brief.learner is not None:
            below = view.below[places].any() | view.below[coming]
            above = view.above[places].any() | view.above[coming]
            worth += weights.learner * (below & above)
        worth += weights.pair * np.minimum(weights.pair_cap, self.pairs + self.new_pairs_with[coming])
        worth += weights.tie * ((self.ties + self.ties_with[coming]) > 0)
        return worth
