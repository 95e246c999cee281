"""Files that people send as tables: what they really are, how they are written, and what is wrong in them."""

import io
import re
import time
import zipfile
from typing import Any

import openpyxl
import pytest

from voimala.office.tabular import (
    MOST_BYTES,
    Heading,
    Raw,
    Table,
    Unreadable,
    read_file,
    table_of,
)

KNOWN = (
    Heading("name", frozenset({"nimi", "name"})),
    Heading("email", frozenset({"sähköposti", "email"})),
    Heading("work_role", frozenset({"tehtävä", "role"})),
)
LIST = "Nimi;Sähköposti\nÄijö Öhman;aijo@example.org\nMaija Malli;maija@example.org\n"


def cells(raw: Raw) -> list[tuple[str, ...]]:
    return [row.cells for row in raw.rows]


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Taulukko{number}")
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, change: Any) -> bytes:
    """The workbook with one of its parts changed."""
    kept = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_way_of_writing_gives_the_same_table(encoding: str, delimiter: str) -> None:
    raw = read_file(LIST.replace(";", delimiter).replace("\n", "\r\n").encode(encoding))
    assert cells(raw) == [tuple(line.split(";")) for line in LIST.splitlines()]
    assert [row.number for row in raw.rows] == [1, 2, 3]


def test_a_broken_place_stays_in_its_cell() -> None:
    raw = read_file("Nimi;Tehtävä\nÄijö;hoitaja\n".encode() + b"\xc4ij\xf6;muusikko\n")
    assert cells(raw)[1:] == [("Äijö", "hoitaja"), ("\ufffdij\ufffd", "muusikko")]


def test_signs_without_a_shape_and_line_ends_in_cells_do_no_harm() -> None:
    raw = read_file('Nimi;Tehtävä\n"Mai\x00ja\nMalli";\u202bhoitaja\u200f\n'.encode())
    assert cells(raw)[1] == ("Maija Malli", "\u202bhoitaja")
    assert read_file('Nimi;Tehtävä\n"avoin;hoitaja\n'.encode()).rows[1].cells == ('"avoin', "hoitaja")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tyhjä"),
        (b"\n \n", "tyhjä"),
        (b"x" * (MOST_BYTES + 1), "10 megatavua"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"%PDF-1.7\n", "ei ole taulukko"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "ei ole taulukko"),
        (bytes(range(1, 32)) * 40, "ei ole taulukko"),
        (b"<html><table><tr><td>Nimi</td></tr></table>", "verkkosivu"),
        (b"PK\x03\x04" + b"x" * 100, "rikki"),
        (b";;;\n;;;\n", "rivejä"),
        (b"a;" * 61 + b"\n", "62 saraketta"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_file(content)


def test_another_kind_of_zip_is_no_workbook() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    with pytest.raises(Unreadable, match="ei ole taulukko"):
        read_file(kept.getvalue())


def test_a_hundred_thousand_rows_are_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable, match="20\u00a0000"):
        read_file(b"Maija Malli;maija@example.org\n" * 100_000)
    assert time.monotonic() - started < 2


def test_a_workbook_gives_values_dates_and_the_first_sheet_with_rows() -> None:
    import datetime as dt

    content = workbook(
        [],
        [
            ["Nimi", "Alkaen", "Määrä"],
            ["Äijö", dt.date(2018, 1, 1), 5.0],
            [None, None, None],
            ["B", "", 1.5],
        ],
        [["muuta"]],
    )
    raw = read_file(content)
    assert cells(raw) == [("Nimi", "Alkaen", "Määrä"), ("Äijö", "2018-01-01", "5"), ("B", "", "1.5")]
    assert [row.number for row in raw.rows] == [1, 2, 4]
    assert "Taulukko2" in raw.notes[0]
    assert "Taulukko1, Taulukko3" in raw.notes[0]


def test_a_formula_is_its_value_or_stays_a_formula() -> None:
    content = workbook([["Nimi"], ["=A1"], ["=B1"]])
    assert cells(read_file(content))[1:] == [("=A1",), ("=B1",)]
    valued = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb"<f>A1</f><v\s*/>|<f>A1</f><v></v>", b"<f>A1</f><v>7</v>", part),
    )
    assert cells(read_file(valued))[1:] == [("7",), ("=B1",)]


def test_bombs_and_lies_about_the_size_are_bounded() -> None:
    content = workbook([["Nimi"], ["Äijö"]])
    bomb = with_part(content, "xl/worksheets/sheet1.xml", lambda part: part + b" " * 61_000_000)
    with pytest.raises(Unreadable, match="suuri"):
        read_file(bomb)
    lie = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'),
    )
    assert cells(read_file(lie)) == [("Nimi",), ("Äijö",)]
    laughs = b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 20_000 + b'">]>'
    entities = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: laughs + part.replace(b"</sheetData>", b"&b;&b;&b;&b;&b;</sheetData>"),
    )
    with pytest.raises(Unreadable, match="rikki"):
        read_file(entities)


def table(text: str) -> Table:
    return table_of(read_file(text.encode()), KNOWN)


def test_columns_are_guessed_once_each_and_private_ones_are_not_even_kept() -> None:
    found = table("Koko nimi;Nimi;Syntymäaika;E-mail / sähköposti\nA B;C D;1.1.1990;a@example.org\n")
    assert found.columns == ("", "name", "", "email")
    assert found.rows[0].cells == ("A B", "C D", "", "a@example.org")
    assert table("Nimi;Nimi\nA;B\n").twice == ["Nimi"]


def test_without_a_heading_the_first_row_is_a_row() -> None:
    found = table("Maija Malli;maija@example.org\nPekka Malli;pekka@example.org\n")
    assert (found.heading, found.columns, len(found.rows)) == (("", ""), ("name", "email"), 2)
    assert table("1\n2\n").columns == ("name",)


def test_a_meaning_is_given_to_one_column_only() -> None:
    found = table("Nimi;Muu\nA;B\n").meaning(["name", "name"])
    assert found.columns == ("name", "")
    assert found.values(found.rows[0]) == {"name": "A"}
    assert found.meaning(["name"]) == found
