"""Budgets of effort: what docs/effort.md says a deed may ask of a person, and what a journey counted."""

import re
from dataclasses import dataclass

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


def keeps_to_budget(deed: str, effort: Effort) -> None:
    """Fails when a journey asked for more than the table allows: a rise is a decision, not an accident."""
    budget = budgets()[deed]
    counted = f"{deed}: {effort}, about {effort.seconds:.0f} s; {TABLE.name} allows {budget}"
    assert effort.pages <= budget.pages, counted
    assert effort.taps <= budget.taps, counted
    assert effort.characters <= budget.characters, counted
    assert effort.seconds <= budget.seconds, counted
