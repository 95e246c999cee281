"""A file with a table in it: what it really is, how its letters are written, and its rows.

What a file is, its first bytes tell; its name may lie. A sign that cannot be read becomes U+FFFD and stays in
its cell, so that whoever checks the rows can tell where it is.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from voimala.core.errors import DomainError
from voimala.office.tabular.pasted import (
    Row,
    addresses_in,
    best_delimiter,
    cell_of,
    mended,
    sheet_of_addresses,
)

MOST_BYTES = 10_000_000
MOST_FILE_ROWS = 20_000
MOST_COLUMNS = 60
SAMPLE_LINES = 200
LOST = "\ufffd"
"""Stands where a sign could not be read."""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
SHAPED = re.compile(r"\w")
"""A row without a letter or a number is an empty one."""
MOST_CONTROLS = 0.01
"""A text with a bigger share of control signs is no text."""
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"RIFF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)


class Unreadable(DomainError):
    """The file has no table that can be read; the message says what it is and what to do."""


@dataclass(frozen=True)
class Raw:
    """The rows of a file, all of one width. `notes` say what was chosen on the way, for whoever sent it."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_file(content: bytes) -> Raw:
    """The table in a file.

    Raises:
        Unreadable: it is empty, too big, or something else than a table.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is bigger than 10 megabytes. Split it into parts and bring them in one by one.")
        )
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable(_("The file is empty. Check that you saved it, and choose it again."))
    if content.startswith(ZIP):
        from voimala.office.tabular.workbooks import read_workbook

        return read_workbook(content)
    refuse_what_is_no_text(content)
    return read_text(decoded(content))


def refuse_what_is_no_text(content: bytes) -> None:
    if content.startswith(OLE):
        raise Unreadable(
            _(
                "This is an old .xls workbook, or one locked with a password. Open it in a spreadsheet "
                "program and save it as .xlsx or CSV."
            )
        )
    if content.startswith(OTHERS):
        raise Unreadable(
            _("This is not a table, whatever its name says. Save the table as .xlsx or CSV and choose that.")
        )
    if re.match(rb"\s*(<!doctype html|<html|<table|<\?xml)", content[:300], re.IGNORECASE):
        raise Unreadable(
            _("This is a web page, though it may open as a table. Open it and save it as .xlsx or CSV.")
        )


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 or Windows-1252, whichever it is written in."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    head = content[:4000]
    if head.count(0) > len(head) // 4:
        return content.decode(
            "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bits(content)


def _eight_bits(content: bytes) -> str:
    """One byte a sign; but where most of the other signs are good UTF-8, it is UTF-8 with broken places."""
    text = content.decode("utf-8", "replace")
    broken = text.count(LOST)
    good = sum(sign > "\x7f" for sign in text) - broken
    return text if good > broken else content.decode("cp1252", "replace")


def read_text(text: str) -> Raw:
    """The table in a text, pasted or of a file; a list of addresses is a table of names and addresses.

    Raises:
        Unreadable: there are no rows in it, or too many.
    """
    if text.count("\n") > 3 * MOST_FILE_ROWS:
        raise Unreadable(too_many())
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text) + 5:
        raise Unreadable(
            _("This is not a table, whatever its name says. Save the table as .xlsx or CSV and choose that.")
        )
    clean = mended(text)
    people = addresses_in(clean) if "@" in clean[:500] else []
    if people:
        return even(sheet_of_addresses(people).rows)
    sample = "\n".join(clean.split("\n", SAMPLE_LINES)[:SAMPLE_LINES])
    return even(_cut(clean, best_delimiter(sample)))


def _cut(text: str, delimiter: str) -> Iterator[Row]:
    """Rows that are not empty. A quotation mark that nobody closed is a sign like any other."""
    try:
        rows = list(_rows(text, delimiter, csv.QUOTE_MINIMAL))
    except csv.Error:
        rows = list(_rows(text, delimiter, csv.QUOTE_NONE))
    yield from rows


def _rows(text: str, delimiter: str, quoting: int) -> Iterator[Row]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=quoting,  # type: ignore[arg-type]  # the stubs name the constants one by one
        strict=quoting == csv.QUOTE_MINIMAL,
    )
    start = found = 0
    for cells in reader:
        start, number = reader.line_num, start + 1
        values = tuple(written(cell) for cell in cells)
        if any(map(SHAPED.search, values)):
            found += 1
            if found > MOST_FILE_ROWS + 1:
                raise Unreadable(too_many())
            yield Row(number, values)


def written(cell: str) -> str:
    """A cell as words; a formula keeps its sign, so that the row can be told to be one."""
    bare = cell.strip()
    is_formula = bare.startswith("=") and not bare.startswith('="')
    return ("=" if is_formula else "") + cell_of(bare)


def even(rows: Iterable[Row]) -> Raw:
    """All rows of one width.

    Raises:
        Unreadable: there is nothing in it, too many rows, or too many columns.
    """
    found = list(rows)
    if not found:
        raise Unreadable(_("There are no rows in this. Check that you chose the right file."))
    if len(found) > MOST_FILE_ROWS + 1:
        raise Unreadable(too_many())
    width = max(len(row.cells) for row in found)
    if width > MOST_COLUMNS:
        told = _("There are %(count)s columns, and at most %(most)s are read. Leave out those not needed.")
        raise Unreadable(told % {"count": width, "most": MOST_COLUMNS})
    return Raw(tuple(Row(row.number, (*row.cells, *[""] * (width - len(row.cells)))) for row in found))


def too_many() -> str:
    told = _("There are more than %(most)s rows. Split the file into parts and bring them in one by one.")
    return told % {"most": f"{MOST_FILE_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}")}
