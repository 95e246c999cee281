"""Pasted tables and lists of addresses: every way of writing them down gives the same people back."""

import csv
import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimala.office.tabular import (
    DELIMITERS,
    NOTHING,
    Column,
    Sheet,
    best_delimiter,
    cell_of,
    meaning_of,
    mended,
    name_from,
    read_sheet,
    turned,
)

HEADINGS = {
    "fi": {"name": "Nimi", "email": "Sähköposti", "work_role": "Tehtävä", "organisation": "Työnantaja"},
    "sv": {"name": "Namn", "email": "E-post", "work_role": "Befattning", "organisation": "Arbetsgivare"},
    "en": {"name": "Full name", "email": "E-mail", "work_role": "Job title", "organisation": "Organization"},
}
letters = st.sampled_from("aåäöbcdeéghijklmnoprstuvyz")
word = st.text(letters, min_size=2, max_size=9)
name = st.builds(lambda first, last: f"{first.capitalize()} {last.capitalize()}", word, word)
# Everything that cuts columns may stand inside a cell, as long as the program that wrote it quoted it.
role = st.builds(
    lambda first, sign, last: f"{first}{sign}{last}", word, st.sampled_from(";,|\" '-/()&"), word
)
person = st.tuples(name, role, word.map(lambda text: f"{text.capitalize()} ry"))


def written(
    rows: list[dict[str, str]], names: dict[str, str], sign: str, quoting: int, order: list[str]
) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sign, quoting=quoting, lineterminator="\n")
    writer.writerow([names[column] for column in order])
    writer.writerows([[row[column] for column in order] for row in rows])
    return text.getvalue()


def told(sheet: Sheet) -> list[dict[str, str]]:
    return [{column.value: cell for column, cell in sheet.values(row).items()} for row in sheet.rows]


@given(
    people=st.lists(person, min_size=1, max_size=12),
    language=st.sampled_from(sorted(HEADINGS)),
    sign=st.sampled_from(DELIMITERS),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    seed=st.integers(0, 999),
)
def test_a_table_comes_back_whole(
    people: list[tuple[str, str, str]], language: str, sign: str, quoting: int, seed: int
) -> None:
    rows = [
        {
            "name": who,
            "work_role": cell_of(what),
            "organisation": where,
            "email": f"posti{number}@example.org",
        }
        for number, (who, what, where) in enumerate(people)
    ]
    order = sorted(HEADINGS[language])
    random.Random(seed).shuffle(order)
    assert told(read_sheet(written(rows, HEADINGS[language], sign, quoting, order))) == rows


@given(people=st.lists(name, min_size=1, max_size=12), sign=st.sampled_from([";", "; ", ",", ", ", "\n"]))
def test_a_list_of_addresses_comes_back_whole(people: list[str], sign: str) -> None:
    rows = [{"name": who, "email": f"posti{number}@example.org"} for number, who in enumerate(people)]
    text = sign.join(f"{row['name']} <{row['email']}>" for row in rows)
    assert told(read_sheet(text)) == rows
    turned_round = sign.join(
        f'"{row["name"].split()[1]}, {row["name"].split()[0]}" <{row["email"]}>' for row in rows
    )
    assert told(read_sheet(turned_round)) == rows


@given(st.text(max_size=400))
def test_any_text_is_read_into_even_rows(text: str) -> None:
    sheet = read_sheet(text)
    assert all(len(row.cells) == sheet.width == len(sheet.heading) for row in sheet.rows)
    meanings = [column for column in sheet.columns if column]
    assert len(meanings) == len(set(meanings))
    numbers = [row.number for row in sheet.rows]
    assert numbers == sorted(numbers)


@given(st.text(alphabet=st.sampled_from("=+-@'\"\t aB1;,\n"), max_size=40))
def test_no_cell_begins_with_a_sign_that_a_spreadsheet_reckons_with(text: str) -> None:
    cells = [cell for row in read_sheet(text).rows for cell in row.cells]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t'")]


def test_two_hundred_rows() -> None:
    text = "Nimi;Sähköposti\n" + "\n".join(f"Ihminen Malli;posti{n}@example.org" for n in range(200))
    sheet = read_sheet(text)
    assert len(sheet.rows) == 200
    assert sheet.rows[-1].number == 201


def test_what_programs_leave_behind_is_mended() -> None:
    text = "\ufeffNimi;Sähköposti\r\nMaija\u00a0Mäki;maija@example.org\r\n\r\n;\r\n"
    assert told(read_sheet(text)) == [{"name": "Maija Mäki", "email": "maija@example.org"}]


@pytest.mark.parametrize("word", ["Mäki", "Äyräs", "Åkerö", "Sähköposti", "”Käyttäjä”"])
def test_utf_8_read_as_windows_1252_is_read_again(word: str) -> None:
    raw = word.encode("utf-8")
    mixed = "".join(bytes([b]).decode("cp1252", "replace") for b in raw)
    if "\ufffd" not in mixed:
        assert mended(mixed) == word
    assert mended(word) == word


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert mended("a\u0308iti") == "äiti"


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Sähköpostiosoite", Column.EMAIL),
        ("E-mail address", Column.EMAIL),
        ("Työntekijän nimi", Column.NAME),
        ("Organisaation nimi", Column.ORGANISATION),
        ("Namn", Column.NAME),
        ("Förnamn", Column.FIRST_NAME),
        ("Sukunimi", Column.LAST_NAME),
        ("Puh.", Column.PHONE),
        ("Kunta", Column.MUNICIPALITY),
        ("Enhet", Column.UNIT),
        ("Henkilötunnus", Column.EMPTY),
        ("Kotikunta", Column.EMPTY),
        ("Henkilön kotiosoite", Column.EMPTY),
        ("Syntymäaika", Column.EMPTY),
        ("Allergiat", Column.EMPTY),
    ],
)
def test_headings_in_three_languages(heading: str, meaning: Column) -> None:
    assert meaning_of(heading) == meaning


def test_columns_without_a_heading_are_known_by_their_cells() -> None:
    text = (
        "Maija Malli\tmuusikko\tmaija@example.org\t040 123 4567\tMallilan musiikkiopisto\n"
        "Pekka Malli\tsairaanhoitaja\tpekka@example.org\t050 765 4321\tMallilan kaupunki\n"
    )
    assert read_sheet(text).columns == (
        Column.NAME,
        Column.WORK_ROLE,
        Column.EMAIL,
        Column.PHONE,
        Column.ORGANISATION,
    )


def test_what_is_private_is_not_guessed() -> None:
    sheet = read_sheet("Nimi;Henkilötunnus;Terveystieto\nMaija Malli;010190-123A;astma\n")
    assert sheet.columns == (Column.NAME, Column.EMPTY, Column.EMPTY)


def test_somebody_may_say_what_a_column_is() -> None:
    sheet = read_sheet("A;B\nMaija Malli;laulaja\n")
    assert sheet.with_columns([Column.NAME, Column.WORK_ROLE]).columns[1] == Column.WORK_ROLE
    assert sheet.with_columns([Column.NAME]) is sheet


def test_a_quotation_mark_that_nobody_closes_spoils_nothing() -> None:
    sheet = read_sheet('Nimi;Tehtävä\nMaija Malli;"tanssija\nPekka Malli;laulaja\n')
    assert [row.cells[0] for row in sheet.rows] == ["Maija Malli", "Pekka Malli"]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff"])
def test_an_empty_text_has_nothing(text: str) -> None:
    assert read_sheet(text) == NOTHING


def test_bare_addresses() -> None:
    sheet = read_sheet("maija.malli@example.org; p@example.org")
    assert sheet.columns == (Column.EMAIL,)
    assert [row.cells for row in sheet.rows] == [("maija.malli@example.org",), ("p@example.org",)]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("maija.malli@example.org", "Maija Malli"),
        ("anna-maija.malli-virta@example.org", "Anna-Maija Malli-Virta"),
        ("info@example.org", ""),
        ("m.malli@example.org", ""),
        ("kulttuuri.2026@example.org", ""),
    ],
)
def test_a_name_is_suggested_only_from_an_address_that_has_one(address: str, name: str) -> None:
    assert name_from(address) == name


def test_a_turned_name() -> None:
    assert turned("Malli, Maija") == "Maija Malli"
    assert turned("Maija Malli") == "Maija Malli"


def test_the_sign_between_columns() -> None:
    assert best_delimiter("a;b,c\nd;e,f,g\n") == ";"
    assert best_delimiter("a,b\tc\nd\te\n") == "\t"
