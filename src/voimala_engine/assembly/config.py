"""How long and with which seed a solve runs; it must not grow anything that changes what a good team is."""

from collections.abc import Callable
from dataclasses import dataclass

DEFAULT_TIME_LIMIT = 60.0
"""Seconds of wall time when nothing else is asked."""


def never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Config:
    time_limit: float = DEFAULT_TIME_LIMIT
    """Seconds of wall time, > 0, start-up included."""
    seed: int = 0
    """>= 0. The same instance, seed and finished search give the same teams."""
    already_used: float = 0.0
    """Seconds of the limit gone before the call (start-up and reading), >= 0."""
    stop: Callable[[], bool] = never
    """Asked often; True ends the search with the best found so far."""

    def __post_init__(self) -> None:
        if not 0 < self.time_limit < float("inf"):
            raise ValueError("time_limit must be a positive number of seconds")
        if not 0 <= self.seed < 2**31:
            raise ValueError("seed must be between 0 and 2147483647")
