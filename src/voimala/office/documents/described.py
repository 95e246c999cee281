"""What a document holds, without a word of how it looks: plain values that any writer can set out.

All texts are plain text in the document's own language: nothing in them is read as marks of a writer.
"""

import datetime as dt
from dataclasses import dataclass

from voimala.office.documents.letters import clean

LOWEST_HEADING = 3


@dataclass(frozen=True)
class Run:
    """A stretch of text in one manner. `url` makes it a link: http, https or mailto."""

    text: str
    strong: bool = False
    emphasis: bool = False
    url: str = ""


Inline = str | tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """Level 1 is the highest below the document's title, 3 the lowest."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: Inline


@dataclass(frozen=True)
class Item:
    """One line of a list, and the list below it when it has one."""

    text: Inline
    below: "Listing | None" = None


@dataclass(frozen=True)
class Listing:
    """Bullets, or numbers counted from `start`."""

    items: tuple[Item, ...]
    numbered: bool = False
    start: int = 1

    @classmethod
    def of(cls, *texts: Inline, numbered: bool = False) -> "Listing":
        return cls(tuple(Item(text) for text in texts), numbered=numbered)


@dataclass(frozen=True)
class Table:
    """Rows of as many cells as `head`. `caption` tells what the table is of: it is never empty."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"the table {self.caption!r} has a row of other than {len(self.head)} cells")


@dataclass(frozen=True)
class Definitions:
    """Terms and what is said of each: a place and a time, who was there."""

    rows: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True)
class SignatureLine:
    """Who signs: the party or the post above the line, and below it what is known already.

    `signed` says a signature that is there ("Signed 12.6.2017, chair of the board"); "" leaves an empty line.
    """

    party: str
    post: str = ""
    signed: str = ""


@dataclass(frozen=True)
class Signatures:
    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class Note:
    """A remark that must not be overlooked, in a frame of its own."""

    text: str


Block = Heading | Paragraph | Listing | Table | Definitions | Signatures | Note


@dataclass(frozen=True)
class Document:
    """One document.

    Args:
        title: its name, on its first page and in its properties.
        language: fi, sv or en: that of the texts, and of the few words that a writer adds.
        author: the network's name.
        on: the day of the document. The same document of the same day is the same file, byte for byte.
        meta: (label, words) below the title.
        mark: a word at the top of every page, such as "Draft"; "" for none.
        synthetic: invented for a demonstration: says so on every page, beside the mark.
    """

    title: str
    language: str
    author: str
    on: dt.date
    blocks: tuple[Block, ...]
    meta: tuple[tuple[str, str], ...] = ()
    mark: str = ""
    synthetic: bool = False

    def __post_init__(self) -> None:
        if not clean(self.title).strip():
            raise ValueError("a document has a title")

    @property
    def told(self) -> tuple[Block, ...]:
        """The blocks without headings that say nothing: a reader by headings would stop at them in vain."""
        return tuple(
            block for block in self.blocks if not isinstance(block, Heading) or clean(block.text).strip()
        )
