"""Tables and lists of addresses pasted as text: where the columns are, and what each of them holds.

Pure functions without database. Nothing here decides what is kept: that is the business of whoever takes the
columns. What cannot be recognised stays a column without a meaning.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_TEXT = 200_000
MOST_ROWS = 500
DELIMITERS = ("\t", ";", "|", ",")
ADDRESS = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\]+\.[^\W\d_]{2,}")
PHONE = re.compile(r"\+?[\d\s()/.-]{6,}")
MOJIBAKE = re.compile(
    "[ÃÂ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
HIDDEN = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
BLANKS = re.compile("[\u00a0\u2007\u202f]")
FORMULA = "=+-@"
MOST_TIMES = 0.6
"""A column is taken for what at least this share of its cells looks like."""


class Column(StrEnum):
    """What a column may hold; EMPTY for what has no meaning here."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    WORK_ROLE = "work_role"
    ORGANISATION = "organisation"
    UNIT = "unit"
    MUNICIPALITY = "municipality"
    PHONE = "phone"
    EMPTY = ""


_HEADINGS = """
email sähköposti sähköpostiosoite työsähköposti s-posti sposti email e-mail mail e-post epost e-postadress
phone puhelin puh gsm matkapuhelin puhelinnumero työpuhelin telefon tel mobil mobiltelefon phone mobile
organisation organisaatio organisaation työnantaja yhteisö taho työpaikka yritys organization organisation
organisation organisationen company employer arbetsgivare företag arbetsplats workplace
unit yksikkö yksikön työyksikkö osasto toimipaikka toimipiste enhet enheten avdelning unit department
municipality kunta paikkakunta kaupunki toimikunta työkunta kommun ort stad municipality city town
first_name etunimi etunimet kutsumanimi förnamn first given firstname
last_name sukunimi efternamn last surname family lastname
work_role tehtävä titteli tehtävänimike ammatti ammattinimike rooli työrooli nimike työtehtävä asema title
work_role role position profession titel befattning yrke uppgift arbetsroll arbetsuppgift
name nimi kokonimi namn name fullname henkilö yhteyshenkilö kontaktperson person contact
private hetu henkilötunnus syntymäaika syntynyt ikä kotiosoite osoite kotikunta postinumero
private personbeteckning födelsedatum född ålder hemadress adress hemkommun postnummer
private birthday born age address home
"""


def _headings() -> dict[str, frozenset[str]]:
    """Words of headings by meaning; of two meanings of one heading the one that stands first holds."""
    found: dict[str, frozenset[str]] = {}
    for line in _HEADINGS.split("\n"):
        meaning, _, words = line.partition(" ")
        if meaning:
            found[meaning] = found.get(meaning, frozenset()) | frozenset(words.split())
    return found


HEADINGS = _headings()
PRIVATE = HEADINGS.pop("private")
"""Words of what may not be kept of a person, whatever else the heading says."""
ORGANISATION_WORDS = re.compile(
    r"\b(ry|rf|oy|ab|oyj)\b|kunta\b|kaupunki\b|yliopisto|opisto\b|koulu\b|yhdisty|säätiö|hyvinvointialue|liitto\b"
    r"|museo|teatteri|sairaala|keskus\b|kommun\b|stad\b|stiftelse|förening|högskola|universit|välfärdsområde",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """One row as it was written; `number` counts from the top of the text, the heading included, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What was found in a text: rows of equal width, their heading ("" without one) and what columns mean."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    @property
    def width(self) -> int:
        return len(self.columns)

    def with_columns(self, columns: Sequence[Column]) -> "Sheet":
        """The same rows, the columns meaning what somebody has said instead of what was guessed."""
        return replace(self, columns=tuple(columns)) if len(columns) == self.width else self

    def values(self, row: Row) -> dict[Column, str]:
        """The row's cells by meaning; of two columns with one meaning the first that is not empty."""
        found: dict[Column, str] = {}
        for column, cell in zip(self.columns, row.cells, strict=True):
            if column and cell and not found.get(column):
                found[column] = cell
        return found

    def samples(self, place: int, most: int = 3) -> list[str]:
        """Some cells of a column, for showing what it holds."""
        return [row.cells[place] for row in self.rows if row.cells[place]][:most]


NOTHING = Sheet((), (), ())


def read_sheet(text: str) -> Sheet:
    """Find rows and columns in what a spreadsheet, a mail program or a person wrote."""
    clean = mended(text)
    if not clean.strip():
        return NOTHING
    people = addresses_in(clean)
    return sheet_of_addresses(people) if people else sheet_of_table(clean)


def mended(text: str) -> str:
    """Without what programs leave behind: byte order marks, hard blanks, CRLF, UTF-8 read as Windows-1252."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if MOJIBAKE.search(text):
        text = "".join(_unmixed(line) for line in text.splitlines(keepends=True))
    return unicodedata.normalize("NFC", BLANKS.sub(" ", HIDDEN.sub("", text)))


def _unmixed(line: str) -> str:
    """UTF-8 that was read as Windows-1252 is read again; a line that is not such stays."""
    try:
        mixed = b"".join(_byte(sign) for sign in line)
        return mixed.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line


def _byte(sign: str) -> bytes:
    """Windows-1252 leaves five bytes without a sign; programs pass them through."""
    return bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")


def cell_of(text: str) -> str:
    """A cell as words: blanks tidied, and nothing at its start that a spreadsheet would reckon with."""
    bare = " ".join(text.split())
    if bare.startswith('="') and bare.endswith('"'):
        bare = bare[2:-1]
    return bare.lstrip("'" + FORMULA + " ")


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def is_address(text: str) -> bool:
    return ADDRESS.fullmatch(text) is not None


# Lists of addresses: "Maija Malli <maija@example.org>; Pekka Malli <pekka@example.org>"


def addresses_in(text: str) -> list[tuple[int, str, str]]:
    """(line, name, address) of each, when the text is nothing but a list of addresses; else nothing."""
    found: list[tuple[int, str, str]] = []
    for number, item in _items(text):
        told = _named_address(item)
        if told is None:
            return []
        found.append((number, *told))
    return found


def _items(text: str) -> Iterable[tuple[int, str]]:
    """What stands between separators, outside quotation marks, with its line."""
    item, line, quoted = "", 1, False
    for sign in text:
        quoted = (not quoted) if sign == '"' else quoted and sign != "\n"
        if sign == "\n" or (sign in ";," and not quoted and ("@" in item or not item.strip())):
            if item.strip():
                yield line, item.strip()
            item = ""
            line += sign == "\n"
        else:
            item += sign
    if item.strip():
        yield line, item.strip()


def _named_address(item: str) -> tuple[str, str] | None:
    bare = item.strip("<> ")
    if is_address(bare):
        return "", bare
    found = re.fullmatch(r"(.+?)\s*<\s*([^<>]+?)\s*>", item)
    if found is None or not is_address(found[2]) or "\t" in item:
        return None
    return turned(cell_of(found[1].strip().strip("\"'"))), found[2]


def sheet_of_addresses(people: Sequence[tuple[int, str, str]]) -> Sheet:
    rows = tuple(Row(number, (name, address)) for number, name, address in people)
    if any(name for _, name, _ in people):
        return Sheet(("", ""), rows, (Column.NAME, Column.EMAIL))
    return Sheet(("",), tuple(Row(row.number, row.cells[1:]) for row in rows), (Column.EMAIL,))


def turned(name: str) -> str:
    """“Malli, Maija” the way it is said."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def name_from(address: str) -> str:
    """A name to suggest from an address of the form first.last@…; "" from any other."""
    local = address.partition("@")[0]
    parts = local.split(".")
    if len(parts) != 2 or not all(re.fullmatch(r"[^\W\d_][^\W\d_-]+(-[^\W\d_]+)?", part) for part in parts):
        return ""
    return " ".join("-".join(piece.capitalize() for piece in part.split("-")) for part in parts)


# Tables


def sheet_of_table(text: str) -> Sheet:
    rows = _table(text, best_delimiter(text))
    if not rows:
        return NOTHING
    width = max(len(row.cells) for row in rows)
    even = [Row(row.number, (*row.cells, *[""] * (width - len(row.cells)))) for row in rows]
    headed = is_heading(even[0].cells)
    heading = even[0].cells if headed else ("",) * width
    body = tuple(even[1:] if headed else even)
    return Sheet(heading, body, guess(heading, body, headed=headed))


def best_delimiter(text: str) -> str:
    """The sign that cuts the text into the most even rows; a comma when none does."""
    return max(DELIMITERS, key=lambda sign: _evenness(_table(text, sign), sign))


def _evenness(rows: Sequence[Row], sign: str) -> tuple[float, int]:
    """The share of rows as wide as most of them, and that width; a tab is never part of a word."""
    widths = Counter(len(row.cells) for row in rows)
    if not widths:
        return 0.0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    if width == 1:
        return 0.0, 0
    return (2.0 if sign == "\t" else times / len(rows)), width


def _table(text: str, delimiter: str) -> list[Row]:
    """Rows that are not empty. A quotation mark that nobody closed is a sign like any other."""
    try:
        return _rows(text, delimiter, quoted=True)
    except csv.Error:
        return _rows(text, delimiter, quoted=False)


def _rows(text: str, delimiter: str, *, quoted: bool) -> list[Row]:
    lines = io.StringIO(text, newline="")
    reader = (
        csv.reader(lines, delimiter=delimiter, strict=True)
        if quoted
        else csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    )
    rows, start = [], 1
    for cells in reader:
        values = tuple(cell_of(cell) for cell in cells)
        if any(values):
            rows.append(Row(start, values))
        start = reader.line_num + 1
    return rows


def is_heading(cells: Sequence[str]) -> bool:
    """Names of columns, not the first person: known words and no address."""
    told = [cell for cell in cells if cell]
    known = sum(bool(meaning_of(cell)) or is_private(cell) for cell in told)
    return bool(told) and not any(is_address(cell) for cell in told) and known * 2 >= len(told)


def _words(heading: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", folded(heading))


def is_private(heading: str) -> bool:
    return bool(PRIVATE.intersection(_words(heading)))


def meaning_of(heading: str) -> Column:
    """What a heading says in Finnish, Swedish or English; EMPTY for a word that is not known."""
    words = _words(heading)
    if not words or len(words) > 4:
        return Column.EMPTY
    if PRIVATE.intersection(words) and not HEADINGS[Column.EMAIL].intersection(words):
        return Column.EMPTY
    return next((Column(each) for each, known in HEADINGS.items() if known.intersection(words)), Column.EMPTY)


def guess(heading: Sequence[str], rows: Sequence[Row], *, headed: bool) -> tuple[Column, ...]:
    """By the heading; without one by what the cells look like. Each meaning is given once."""
    if headed:
        return _each_once(meaning_of(cell) for cell in heading)
    return _each_once(_looks(cells) for cells in _by_column(rows))


def _by_column(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell for cell in cells if cell] for cells in zip(*(row.cells for row in rows), strict=True)]


def _each_once(columns: Iterable[Column]) -> tuple[Column, ...]:
    taken: set[Column] = set()
    found = []
    for column in columns:
        given = column if column not in taken else _second(column, taken)
        taken.add(given)
        found.append(given)
    return tuple(found)


def _second(column: Column, taken: set[Column]) -> Column:
    """A second column of names without a heading is most often the work role."""
    return Column.WORK_ROLE if column == Column.NAME and Column.WORK_ROLE not in taken else Column.EMPTY


def _looks(cells: Sequence[str]) -> Column:
    """What most of the cells of a column look like."""
    looks: tuple[tuple[Column, Callable[[str], bool]], ...] = (
        (Column.EMAIL, is_address),
        (Column.PHONE, lambda cell: PHONE.fullmatch(cell) is not None),
        (Column.ORGANISATION, lambda cell: ORGANISATION_WORDS.search(cell) is not None),
        (Column.NAME, looks_like_name),
        (Column.WORK_ROLE, lambda cell: cell[:1].islower() and not any(sign.isdigit() for sign in cell)),
    )
    for column, test in looks:
        if cells and sum(map(test, cells)) >= MOST_TIMES * len(cells):
            return column
    return Column.EMPTY


def looks_like_name(cell: str) -> bool:
    """Two to four words, each with a capital: “Maija Malli-Virtanen”."""
    words = cell.replace(",", " ").split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and not re.search(r"\d", word) for word in words)
