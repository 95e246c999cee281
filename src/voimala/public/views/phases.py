"""The phases of a network as bars in a row of 24 columns: as long as their years, while still readable."""

import datetime as dt
from dataclasses import dataclass

from voimala.networks.models import Milestone
from voimala.public.views.facts import span

COLUMNS, LEAST_SPAN, MOST_SPAN = 24, 4, 16


@dataclass(frozen=True)
class Phase:
    """A phase as a bar: `css` gives its shade and how many of the 24 columns it takes."""

    row: Milestone
    when: str
    css: str


def phases(rows: list[Milestone], today: dt.date) -> list[Phase]:
    """Bars as long as their years; the shade follows the order: first, middle, last."""
    spans = column_spans([years_of(row, today) for row in rows])
    return [
        Phase(
            row, span(row.since, row.until, continues=True), f"{shade(at, len(rows))} span-{columns}".strip()
        )
        for at, (row, columns) in enumerate(zip(rows, spans, strict=True))
    ]


def shade(at: int, count: int) -> str:
    if at == count - 1:
        return ""
    return "phase-start" if at else "phase-early"


def years_of(row: Milestone, today: dt.date) -> int:
    if row.since is None:
        return 1
    return max(1, (row.until.year if row.until else today.year) - row.since.year + 1)


def column_spans(years: list[int]) -> list[int]:
    """Each phase's share of the columns: together all of them, as far as each can stay readable."""
    spans: list[int] = []
    for at, length in enumerate(years):
        left, rest = COLUMNS - sum(spans), sum(years[at:])
        share = round(left * length / rest)
        spans.append(min(MOST_SPAN, max(LEAST_SPAN, share)))
    return spans
