"""What balances say of a partner's period: who is behind, how far, and what the network has got in all.

Pure functions and records, counted in minutes, cents or pieces. Nothing here reads the database.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from voimala.networks.models import Period
from voimala.partners.models.ledger import Direction, Measure

TOLERANCE = 0.25
"""How much less than its share of the promise a partner may have given before somebody should talk."""

COMPARED = (Measure.HOURS, Measure.EUROS)
"""What is promised by the period and given little by little, so that being behind means something."""

Key = tuple[str, str]
"""Direction and measure."""


class State(StrEnum):
    NOT_AGREED = "not_agreed"
    FULL = "full"
    BEHIND = "behind"
    ON_TIME = "on_time"


def share_passed(period: Period, day: dt.date) -> float:
    """How much of the period has passed at the day's beginning: 0 before it, 1 from its end on."""
    length = (period.ends - period.starts).days
    return min(max((day - period.starts).days / length, 0.0), 1.0)


@dataclass(frozen=True)
class Kept:
    """One partner's balances of one period; `passed` is the share of the period that has gone."""

    amounts: dict[Key, int] = field(default_factory=dict)
    passed: float = 0.0

    def of(self, direction: str, measure: str) -> int:
        return self.amounts.get((str(direction), str(measure)), 0)

    def expected(self, measure: str) -> int:
        """What of the promise should have been given by now."""
        return round(self.of(Direction.PROMISED, measure) * self.passed)

    def behind(self, measure: str) -> int:
        """How much less than expected was given; 0 while it is within the tolerance."""
        given, expected = self.of(Direction.GIVEN, measure), self.expected(measure)
        return expected - given if given < expected * (1 - TOLERANCE) else 0

    def towards_promise(self, measure: str) -> int:
        """What was given of what was promised: more than that fills no other partner's promise."""
        return min(self.of(Direction.GIVEN, measure), self.of(Direction.PROMISED, measure))

    def state(self, measure: str) -> State:
        promised = self.of(Direction.PROMISED, measure)
        if not promised:
            return State.NOT_AGREED
        if self.of(Direction.GIVEN, measure) >= promised:
            return State.FULL
        return State.BEHIND if self.behind(measure) else State.ON_TIME

    @property
    def is_behind(self) -> bool:
        return any(self.behind(measure) for measure in COMPARED)


def total(rows: Iterable[Kept], direction: str, measure: str) -> int:
    return sum(row.of(direction, measure) for row in rows)


def percent_given(rows: Iterable[Kept], measure: str) -> int | None:
    """How much of what all promised has been given, rounded down; None when nothing is promised."""
    kept = list(rows)
    promised = total(kept, Direction.PROMISED, measure)
    return 100 * sum(row.towards_promise(measure) for row in kept) // promised if promised else None
