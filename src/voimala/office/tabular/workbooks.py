"""Workbooks of spreadsheet programs (XLSX), as sent by anybody: bounded before they are opened."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any

from django.utils.translation import gettext as _

from voimala.office.tabular.files import (
    MOST_COLUMNS,
    MOST_FILE_ROWS,
    Raw,
    Unreadable,
    even,
    too_many,
    written,
)
from voimala.office.tabular.pasted import Row

MOST_PARTS = 500
LARGEST_PART = 60_000_000
LARGEST_WHOLE = 120_000_000
"""Bytes that the parts may have when they are unpacked: a full table of 20,000 rows has some 15 million."""
MOST_EMPTY_ROWS = 5_000
"""Rows without a cell that are walked through before the sheet counts as ended."""
MAIN_PART = "xl/workbook.xml"


def read_workbook(content: bytes) -> Raw:
    """The first sheet that has rows; formulas as the values that the program saved with them.

    Raises:
        Unreadable: it is no workbook, a broken one, or too big.
    """
    reckons = refuse_bombs(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True) if reckons else None
        return _first_with_rows(book, formulas)
    except Unreadable:
        raise
    except Exception as broken:  # the library lets through whatever a broken file makes its parts raise
        raise Unreadable(_broken()) from broken


def refuse_bombs(content: bytes) -> bool:
    """Is it a workbook, and does it stay within bounds? Returns whether there are formulas in it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as broken:
        raise Unreadable(_broken()) from broken
    if MAIN_PART not in {part.filename for part in parts}:
        raise Unreadable(
            _("This is not a table, whatever its name says. Save the table as .xlsx or CSV and choose that.")
        )
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or max(sizes) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        raise Unreadable(
            _("Unpacked, the workbook is far too big. Save only the table as CSV and choose that.")
        )
    sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
    return any(_has_formulas(archive, part) for part in sheets)


def _has_formulas(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    try:
        told = archive.read(part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as broken:
        raise Unreadable(_broken()) from broken
    return b"<f>" in told or b"<f " in told


def _broken() -> str:
    return _("The workbook is broken. Open it in a spreadsheet program, save it again and choose that.")


def _first_with_rows(book: Any, formulas: Any) -> Raw:
    names = [sheet.title for sheet in book.worksheets]
    for place, sheet in enumerate(book.worksheets):
        rows = tuple(_rows(sheet, formulas.worksheets[place] if formulas else None))
        if rows:
            return Raw(even(rows).rows, _notes(names, place))
    raise Unreadable(_("There are no rows in this. Check that you chose the right file."))


def _notes(names: list[str], place: int) -> tuple[str, ...]:
    if len(names) == 1:
        return ()
    others = ", ".join(name for name in names if name != names[place])
    told = _("Read from the sheet “%(name)s”. Not read: %(others)s.")
    return (told % {"name": names[place], "others": others},)


def _rows(sheet: Any, with_formulas: Any) -> Iterator[Row]:
    """Rows that are not empty. What the sheet says of its own size is not believed."""
    found = empty = 0
    told = _all(with_formulas) if with_formulas else repeat(repeat(None))
    for number, (values, formulas) in enumerate(zip(_all(sheet), told, strict=False), start=1):
        cells = tuple(map(_cell, values, formulas))
        if not any(cells):
            empty += 1
            if empty > MOST_EMPTY_ROWS:
                return
            continue
        empty, found = 0, found + 1
        if found > MOST_FILE_ROWS + 1:
            raise Unreadable(too_many())
        yield Row(number, _without_tail(cells))


def _all(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)
    return islice(rows, MOST_FILE_ROWS * 2)


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _cell(value: Any, told: Any) -> str:
    """A cell as somebody would write it; a formula that the program saved no value with stays a formula."""
    if value is None:
        is_formula = told is not None and str(told).startswith("=")
        return written(str(told)) if is_formula else ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return written(str(value).replace("_x000D_", " "))
