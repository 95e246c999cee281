"""What differs between two wordings, paragraph by paragraph and word by word, for people to read.

Pure: texts in, rows out. It must not grow how the rows look.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Below this share of common words two paragraphs are not one that was changed, but one gone and one new.
LEAST_ALIKE = 0.4
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
_WORDS = re.compile(r"\S+\s*")
_HEADING = re.compile(r"#{1,6}\s+")


class Kind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Stretch:
    """Words in a row that are common to both, or stand in one of the two only (`only`)."""

    text: str
    only: bool = False


@dataclass(frozen=True)
class Row:
    """One paragraph as it was and as it will be; an empty side for what is added or removed whole."""

    kind: Kind
    old: tuple[Stretch, ...]
    new: tuple[Stretch, ...]
    heading: bool = False


def compare(old: str, new: str) -> list[Row]:
    """Every paragraph of both, in order."""
    was, becomes = paragraphs(old), paragraphs(new)
    rows: list[Row] = []
    for tag, first, last, start, end in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [_row(Kind.SAME, text, text) for text in was[first:last]]
        else:
            rows += _replaced(was[first:last], becomes[start:end])
    return rows


def changes(rows: Sequence[Row]) -> int:
    """How many paragraphs differ."""
    return sum(row.kind != Kind.SAME for row in rows)


def paragraphs(text: str) -> list[str]:
    """Paragraphs, headings and lines of lists, each a piece of its own without the blanks around it."""
    pieces = (" ".join(piece.split()) for piece in _PARAGRAPHS.split(text.replace("\r\n", "\n")))
    return [piece for piece in pieces if piece]


def _replaced(was: Sequence[str], becomes: Sequence[str]) -> Iterator[Row]:
    """Each new paragraph beside the old one that it was made of; what lies between is gone or new."""
    at = 0
    for text in becomes:
        found = next((k for k in range(at, len(was)) if _alike(was[k], text)), None)
        if found is None:
            yield _row(Kind.ADDED, "", text)
            continue
        yield from (_row(Kind.REMOVED, gone, "") for gone in was[at:found])
        yield _changed(was[found], text)
        at = found + 1
    yield from (_row(Kind.REMOVED, gone, "") for gone in was[at:])


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= LEAST_ALIKE


def _changed(old: str, new: str) -> Row:
    was, becomes = _WORDS.findall(_plain(old)), _WORDS.findall(_plain(new))
    left: list[Stretch] = []
    right: list[Stretch] = []
    one, other = ([word.strip() for word in side] for side in (was, becomes))
    for tag, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        only = tag != "equal"
        left += _stretch(was[first:last], only=only)
        right += _stretch(becomes[start:end], only=only)
    return Row(Kind.CHANGED, tuple(left), tuple(right), heading=bool(_HEADING.match(new)))


def _stretch(words: Sequence[str], *, only: bool) -> list[Stretch]:
    return [Stretch("".join(words), only)] if words else []


def _row(kind: Kind, old: str, new: str) -> Row:
    only = kind != Kind.SAME
    sides = [(Stretch(_plain(text), only),) if text else () for text in (old, new)]
    return Row(kind, sides[0], sides[1], heading=bool(_HEADING.match(new or old)))


def _plain(text: str) -> str:
    """Without the mark of a heading: the row says that it is one."""
    return _HEADING.sub("", text, count=1)
