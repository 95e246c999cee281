"""A table with named columns: which row is the heading, and what each column holds.

Whoever takes a table says which columns it knows (`Heading`); a column that nobody knows, or that may not be
kept of a person, has no meaning.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voimala.office.tabular.files import Raw
from voimala.office.tabular.pasted import Column, Row, folded, guess, is_address, is_private


@dataclass(frozen=True)
class Heading:
    """A column that somebody knows: its code, and the words of headings that it goes by.

    A word with a blank in it is a whole heading; a single word may stand among others.
    """

    code: str
    words: frozenset[str]

    def fits(self, told: str) -> bool:
        words = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", told))
        return told in self.words or (len(words) <= 4 and bool(words & self.words))


@dataclass(frozen=True)
class Table:
    """Rows of one width, their heading ("" without one) and what each column means ("" for nothing)."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[str, ...]

    def meaning(self, columns: Sequence[str]) -> "Table":
        """The same rows, the columns meaning what somebody has said; each meaning once."""
        told = [code if code not in columns[:place] else "" for place, code in enumerate(columns)]
        return replace(self, columns=tuple(told)) if len(told) == len(self.columns) else self

    def values(self, row: Row) -> dict[str, str]:
        """The cells of a row by meaning, those that are not empty."""
        return {code: cell for code, cell in zip(self.columns, row.cells, strict=True) if code and cell}

    def samples(self, place: int, most: int = 3) -> list[str]:
        """Some cells of a column, for showing what it holds."""
        found: list[str] = []
        for row in self.rows:
            if row.cells[place]:
                found.append(row.cells[place])
            if len(found) == most:
                break
        return found

    @property
    def twice(self) -> list[str]:
        """Headings that stand over more than one column."""
        told = [folded(cell) for cell in self.heading]
        names = {cell: folded(cell) for cell in self.heading if cell}
        return [cell for cell, name in names.items() if told.count(name) > 1]


def table_of(raw: Raw, known: Sequence[Heading]) -> Table:
    """Find the heading and what the columns mean. Cells of what may not be kept of a person are dropped."""
    first = raw.rows[0].cells
    headed = is_heading(first, known)
    heading = first if headed else ("",) * len(first)
    rows = without_private(heading, raw.rows[1:] if headed else raw.rows)
    columns = by_heading(heading, known) if headed else by_looks(rows, known)
    return Table(heading, rows, columns)


def without_private(heading: Sequence[str], rows: Sequence[Row]) -> tuple[Row, ...]:
    """Days of birth, home addresses and the like are not even looked at."""
    private = {place for place, cell in enumerate(heading) if is_private(cell) and meaning_less(cell)}
    if not private:
        return tuple(rows)
    return tuple(
        Row(row.number, tuple("" if place in private else cell for place, cell in enumerate(row.cells)))
        for row in rows
    )


def meaning_less(heading: str) -> bool:
    """“Sähköpostiosoite” is an address too, but one of work."""
    return not re.search(r"post|mail", folded(heading))


def is_heading(cells: Sequence[str], known: Sequence[Heading]) -> bool:
    """Names of columns, not the first row: known words, and no address."""
    told = [cell for cell in cells if cell]
    fitting = sum(bool(code_of(cell, known)) or is_private(cell) for cell in told)
    return bool(fitting) and not any(map(is_address, told)) and (fitting * 2 >= len(told) or fitting > 2)


def code_of(heading: str, known: Iterable[Heading]) -> str:
    """The column that the heading names, "" for none."""
    told = _told(heading)
    return next((one.code for one in known if told and one.fits(told)), "")


def _told(heading: str) -> str:
    """What a heading says; nothing when it is of what may not be kept."""
    return "" if is_private(heading) and meaning_less(heading) else folded(heading).rstrip(":* ")


def by_heading(heading: Sequence[str], known: Sequence[Heading]) -> tuple[str, ...]:
    """Each meaning once. A heading that is just the word comes before one that has the word in it."""
    found = [""] * len(heading)
    for whole in (True, False):
        for place, cell in enumerate(heading):
            left = [one for one in known if one.code not in found]
            told = _told(cell)
            fitting = [one.code for one in left if (told in one.words if whole else one.fits(told))]
            if told and fitting and not found[place]:
                found[place] = fitting[0]
    return tuple(found)


def by_looks(rows: Sequence[Row], known: Sequence[Heading]) -> tuple[str, ...]:
    """Without a heading: by what cells look like; when they tell nothing, the first matters most."""
    codes = {one.code for one in known}
    guessed: tuple[Column, ...] = guess((), rows[:500], headed=False)
    found = [str(column) if column in codes else "" for column in guessed]
    return tuple(found) if any(found) else (known[0].code, *[""] * (len(guessed) - 1))
