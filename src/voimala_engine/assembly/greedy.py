"""A valid team quickly, good rather than best: the start of a portfolio, the fallback when time is short."""

from collections import Counter

import numpy as np

from voimala_engine.assembly.eligibility import Flags, Ints, View
from voimala_engine.assembly.instance import Weights
from voimala_engine.assembly.solution import Team
from voimala_engine.assembly.state import State
from voimala_engine.assembly.value import parts, team_of

TRIES = 12
"""Different first members tried before giving up."""
MANDATORY = 1000.0
"""Points for meeting one more mandatory condition; outweighs everything else while building."""


def greedy_team(state: State, index: int) -> Team | None:
    """A valid team of people and hours still free, or None when this simple search finds none."""
    view = state.problem.views[index]
    if view.pinned_missing:
        return None
    builder = _Builder(view, state.problem.instance.weights, state.usable(view), state.seats_left(view))
    return builder.first_valid()


class _Builder:
    def __init__(self, view: View, weights: Weights, usable: Ints, seats: Ints) -> None:
        self.view, self.weights, self.seats = view, weights, seats
        self.usable: Flags = np.zeros(len(view.ids), dtype=bool)
        self.usable[usable] = True
        self.targets = [(view.meets[need], 1) for need in view.needs if view.meets[need][usable].any()]
        self.targets += [
            (np.isin(view.sector, list(sectors)), minimum) for sectors, minimum in view.roles if minimum
        ]

    def first_valid(self) -> Team | None:
        if not all(self.usable[place] for place in self.view.pinned):
            return None
        for attempt in range(TRIES):
            places = self._build(attempt)
            if places is not None and (team := team_of(self.view, self.weights, places)) is not None:
                grown = team_of(self.view, self.weights, self._grow(places))
                return grown if grown is not None and len(grown.open_seats) <= len(team.open_seats) else team
        return None

    def _build(self, attempt: int) -> list[int] | None:
        places = list(self.view.pinned)
        while (wanted := self._scarcest(places)) is not None:
            allowed = np.flatnonzero(wanted & self._allowed(places))
            if len(places) >= self.view.hi or not len(allowed):
                return None
            score = self._score(places)[allowed]
            order = np.argsort(-score, kind="stable")
            choice = attempt if len(places) == len(self.view.pinned) else 0
            if choice >= len(order):
                return None
            places.append(int(allowed[order[choice]]))
        while len(places) < self.view.lo:
            allowed = np.flatnonzero(self._allowed(places))
            if not len(allowed):
                return None
            places.append(int(allowed[np.argmax(self._score(places)[allowed])]))
        return places

    def _scarcest(self, places: list[int]) -> Flags | None:
        allowed = self._allowed(places)
        unmet = [flags for flags, minimum in self.targets if flags[places].sum() < minimum]
        return min(unmet, key=lambda flags: int((flags & allowed).sum()), default=None)

    def _score(self, places: list[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        score = -self.view.cost.copy()
        for flags, minimum in self.targets:
            if flags[places].sum() < minimum:
                score += MANDATORY * flags
        for k, covers in self.view.covers.items():
            if not covers[places].any():
                score += self.view.brief.req[k].w * covers
        return score

    def _allowed(self, places: list[int]) -> Flags:
        allowed = self.usable.copy()
        allowed[places] = False
        inside = set(places)
        for a, b in self.view.exclusions:
            if a in inside:
                allowed[b] = False
            if b in inside:
                allowed[a] = False
        for org, taken in Counter(self.view.org[places].tolist()).items():
            allowed &= (self.view.org != org) | (self.seats > taken)
        return allowed

    def _grow(self, places: list[int]) -> list[int]:
        """Adds members while somebody's known coverage is worth more than the seat and the journey."""
        grown = list(places)
        while len(grown) < self.view.hi:
            allowed = np.flatnonzero(self._allowed(grown))
            if not len(allowed):
                break
            best = int(allowed[np.argmax(self._score(grown)[allowed])])
            now = parts(self.view, self.weights, grown).total
            if parts(self.view, self.weights, [*grown, best]).total <= now:
                break
            grown.append(best)
        return grown
