"""Writes registers as spreadsheets: CSV that Finnish programs open, and XLSX. Reading is `office.tabular`.

Whatever people have written stays text: a cell never becomes a formula of whoever opens the file.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

from voimala.core.dates import PartialDate
from voimala.core.text import tidied

BOM = "\ufeff"
DELIMITER = ";"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet program might take for a formula."""
LONGEST_CELL = 32_767  # characters, of XLSX
LONGEST_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
DAY, MOMENT = "d.m.yyyy", "d.m.yyyy h:mm"

Cell = str | int | float | dt.date | dt.datetime | PartialDate | None


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Field:
    """One column: its heading in the reader's language, and what it holds of a row."""

    heading: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Table:
    """A register to be written: the sheet's title and its columns."""

    title: str
    fields: Sequence[Field]

    def cells(self, row: Any) -> list[Cell]:
        return [field.value(row) for field in self.fields]


def neutral(text: str) -> str:
    """Text that no program takes for a formula, without signs that no cell can hold."""
    kept = tidied(text)[: LONGEST_CELL - 1]
    return f"'{kept}" if kept.startswith(FORMULA) else kept


def write(table: Table, rows: Iterable[Any], to: IO[bytes], form: Format) -> None:
    """Write the rows one by one: the memory needed does not grow with them."""
    if form == Format.CSV:
        _write_csv(table, rows, to)
    else:
        _write_xlsx(table, rows, to)


def _write_csv(table: Table, rows: Iterable[Any], to: IO[bytes]) -> None:
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([neutral(field.heading) for field in table.fields])
    for row in rows:
        writer.writerow([_in_text(cell) for cell in table.cells(row)])
    text.detach()


def _in_text(cell: Cell) -> str | int | float:
    """Dates as Finnish and Swedish write them; numbers with a decimal comma."""
    if isinstance(cell, dt.datetime):
        return f"{cell:%-d.%-m.%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%-d.%-m.%Y}"
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, int):
        return cell
    return "" if cell is None else neutral(str(cell))


def _write_xlsx(table: Table, rows: Iterable[Any], to: IO[bytes]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_TITLES.sub(" ", table.title)[:LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, field.heading) for field in table.fields])
    for row in rows:
        sheet.append([_in_cell(sheet, cell) for cell in table.cells(row)])
    book.save(to)


def _heading(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, neutral(text))
    cell.font = Font(bold=True)
    return cell


def _in_cell(sheet: Any, cell: Cell) -> Any:
    """A date known to the day is a date; "2015" and "1/2015" stay as the sources say them."""
    if isinstance(cell, PartialDate):
        if not cell.day:
            return str(cell)
        cell = cell.first
    if isinstance(cell, dt.datetime):
        return _dated(sheet, cell.replace(tzinfo=None), MOMENT)
    if isinstance(cell, dt.date):
        return _dated(sheet, cell, DAY)
    return neutral(cell) if isinstance(cell, str) else cell


def _dated(sheet: Any, value: dt.date, form: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell
