"""Registers written as CSV and XLSX: dates stay dates, and nothing that was written becomes a formula."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from voimala.core.dates import PartialDate
from voimala.office.spreadsheets import BOM, FORMULA, Field, Format, Table, neutral, write

TABLE = Table("Ihmiset: 2026/27", [Field("nimi", lambda row: row[0]), Field("alkaen", lambda row: row[1])])
ROWS = [
    ("Åke Ääri", dt.date(2026, 1, 31)),
    ("=1+1", PartialDate("2015")),
    ("+358 40", PartialDate("2015-03-01")),
    ('lainaus " ja ;', None),
    ("rivi\nja\x00toinen", 1.5),
]


def written(form: Format) -> bytes:
    to = io.BytesIO()
    write(TABLE, ROWS, to, form)
    return to.getvalue()


def test_csv_opens_in_finnish_programs_and_holds_no_formula() -> None:
    text = written(Format.CSV).decode("utf-8")
    assert text.startswith(BOM)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))
    assert rows == [
        ["nimi", "alkaen"],
        ["Åke Ääri", "31.1.2026"],
        ["'=1+1", "2015"],
        ["'+358 40", "1.3.2015"],
        ['lainaus " ja ;', ""],
        ["rivi\njatoinen", "1,5"],
    ]


def test_xlsx_has_dates_as_dates_and_text_as_text() -> None:
    sheet: Any = load_workbook(io.BytesIO(written(Format.XLSX))).active
    assert sheet.title == "Ihmiset  2026 27"
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (cells[1][0], cells[1][1].date()) == ("Åke Ääri", dt.date(2026, 1, 31))
    assert cells[2] == ["'=1+1", "2015"]
    assert cells[3][1].date() == dt.date(2015, 3, 1)
    assert cells[5] == ["rivi\njatoinen", 1.5]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_begins_a_formula(start: str) -> None:
    assert not neutral(f"{start}cmd|' /C calc'!A0").startswith(FORMULA)
    assert not neutral(f"  \u200b{start}1").startswith(FORMULA)


@given(st.text())
def test_whatever_was_written_is_no_formula(text: str) -> None:
    assert not neutral(text).startswith(FORMULA)
