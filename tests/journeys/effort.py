"""Budgets of effort: what docs/effort.md says a deed may ask of a person, and what a journey counted."""

import re
from dataclasses import dataclass
from math import ceil

from tests.journeys.walker import Effort
from voimala_cli.places import ROOT

TABLE = ROOT / "docs" / "effort.md"


@dataclass(frozen=True)
class Budget:
    pages: int
    taps: int
    characters: int
    seconds: int


def budgets() -> dict[str, Budget]:
    """The rows of the table: | deed | pages | taps and choices | characters | seconds | …"""
    rows = re.findall(
        r"^\| ([^|]+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|",
        TABLE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {deed: Budget(*map(int, figures)) for deed, *figures in rows}


def matches_the_table(deed: str, effort: Effort) -> None:
    """Fails when a journey counts something else than the table: a rise is a decision, not an accident."""
    counted = Budget(effort.pages, effort.taps, effort.characters, ceil(effort.seconds))
    assert counted == budgets()[deed], f"{deed}: counted {counted}, {TABLE.name} says {budgets()[deed]}"
