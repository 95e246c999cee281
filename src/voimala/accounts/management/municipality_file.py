"""Reads the municipalities of a region from a CSV file as spreadsheets write it.

The whole file is read before anything is written. It must not grow other tables: imports have an app.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from voimala.core.errors import DomainError
from voimala.networks.services import Place, municipality_code

NEEDED = ("name_fi", "latitude", "longitude")
COLUMNS = ("name_fi", "name_sv", "latitude", "longitude")
LONGEST_NAME = 100
NUMBER = re.compile(r"-?[0-9]{1,3}([.,][0-9]+)?")
# Finland with its islands and sea, in whole degrees: also catches metres and columns that changed places.
DEGREES = {"latitude": (59, 71), "longitude": (19, 32)}


class FileRefused(DomainError):
    """The file cannot be read or a value in it will not do; `where` names the row and the column."""


class Row(NamedTuple):
    """`number` counts from the top of the file, the header being row 1, as a spreadsheet does."""

    number: int
    values: dict[str, str]

    def refuse(self, column: str, message: str) -> FileRefused:
        return FileRefused(message, where=f"row {self.number}, {column}")


def read_municipalities(path: Path) -> list[Place]:
    """The municipalities in the file's order.

    Raises:
        FileRefused: with the row and the column of the first fault.
    """
    rows = list(rows_of(text_of(path)))
    if not rows:
        raise FileRefused("there are no municipalities under the header", where="row 2")
    refuse_twice(rows)
    return [
        Place(
            name={"fi": name_in(row, "name_fi"), "sv": name_in(row, "name_sv")},
            latitude=degrees_in(row, "latitude"),
            longitude=degrees_in(row, "longitude"),
        )
        for row in rows
    ]


def text_of(path: Path) -> str:
    """UTF-8, with or without a byte order mark."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise FileRefused("is not UTF-8: save it as “CSV UTF-8”", where=f"row {row}") from error


def rows_of(text: str) -> Iterator[Row]:
    """Rows under the header by column name, values without spaces around them; empty rows are left out."""
    header, _, _ = text.partition("\n")
    sheet = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",", strict=True)
    columns: list[str] = []
    try:
        for number, cells in enumerate(sheet, start=1):
            values = [cell.strip() for cell in cells]
            if number == 1:
                columns = columns_of(values)
            elif any(values):
                yield row_of(number, columns, values)
    except csv.Error as error:
        raise FileRefused(f"is not CSV: {error}", where=f"row {sheet.line_num}") from error
    if not columns:
        raise FileRefused("is empty")


def columns_of(names: list[str]) -> list[str]:
    """The header's names.

    Raises:
        FileRefused: a name that is not known, comes twice or is missing.
    """
    found = [name.lower() for name in names]
    known = f"the columns are {', '.join(COLUMNS)} (name_sv may be left out)"
    for place, name in enumerate(found):
        if name not in COLUMNS:
            raise FileRefused(f"the column “{name}” is not known: {known}", where="row 1")
        if name in found[:place]:
            raise FileRefused(f"the column “{name}” comes twice", where="row 1")
    for name in NEEDED:
        if name not in found:
            raise FileRefused(f"the column “{name}” is missing: {known}", where="row 1")
    return found


def row_of(number: int, columns: list[str], values: list[str]) -> Row:
    if len(values) != len(columns):
        raise FileRefused(
            f"{len(values)} values under {len(columns)} columns; "
            "when decimals have a comma, put ; between the columns",
            where=f"row {number}",
        )
    return Row(number, dict(zip(columns, values, strict=True)))


def refuse_twice(rows: list[Row]) -> None:
    """Two rows of one municipality: nobody knows which centre is meant."""
    seen: dict[str, int] = {}
    for row in rows:
        code = municipality_code(row.values["name_fi"])
        if code and code in seen:
            raise row.refuse("name_fi", f"{row.values['name_fi']} is already on row {seen[code]}")
        seen[code] = row.number


def name_in(row: Row, column: str) -> str:
    """The name; only the Swedish one may be empty."""
    name = row.values.get(column, "")
    if column in NEEDED and not municipality_code(name):
        raise row.refuse(column, "a name is needed" if not name else f"“{name}” is no name")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise row.refuse(column, f"a name has at most {LONGEST_NAME} signs, none of them invisible")
    return name


def degrees_in(row: Row, column: str) -> float:
    """Degrees with a decimal point or comma."""
    text = row.values[column]
    least, most = DEGREES[column]
    if not NUMBER.fullmatch(text):
        raise row.refuse(column, f"“{text}” is not degrees such as 62.89 or 62,89" if text else "is empty")
    degrees = float(text.replace(",", "."))
    if not least <= degrees <= most:
        raise row.refuse(column, f"{text} is not in Finland: the {column} is from {least} to {most} degrees")
    return degrees
