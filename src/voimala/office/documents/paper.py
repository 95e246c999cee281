"""Writes a document as PDF: its content goes as data to `document.typ`, which alone knows how it looks.

Typst reads no file but that one and the fonts beside it, and nothing from the net. What people wrote is
never read as its code.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voimala.office.documents.described import Block, Document, Heading, SignatureLine, Signatures, Table
from voimala.office.documents.kept import as_data
from voimala.office.documents.letters import printable
from voimala.office.documents.wording import marks_of, words_in

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
LAYOUT = Path(__file__).parent / "document.typ"
# Column widths follow the longest cell, within these bounds, so that no column is a thread.
NARROWEST, WIDEST = 8, 40


def as_pdf(document: Document) -> bytes:
    """A tagged PDF (PDF/UA-1) with title, language, bookmarks and page numbers "1 (3)".

    Letters that no font of ours has (Chinese, emoji) become □: the rest of the document is still written.
    """
    import typst

    made = typst.compile(
        LAYOUT,
        root=FONTS.parent,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"document": json.dumps(_set_out(document))},
        timestamp=dt.datetime.combine(document.on, dt.time(12), dt.UTC),
    )
    return bytes(made)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once: it is the slow half of a short document."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _set_out(document: Document) -> dict[str, Any]:
    """The document as `document.typ` takes it."""
    told = replace(document, blocks=document.told)
    data, levels = as_data(told), _closed_levels(told.blocks)
    blocks = [
        {**kept, **_added(block, level, document.language)}
        for block, kept, level in zip(told.blocks, data["blocks"], levels, strict=True)
    ]
    day = {"year": document.on.year, "month": document.on.month, "day": document.on.day}
    whole = {**data, "on": day, "blocks": blocks, "marks": marks_of(document)}
    written: dict[str, Any] = _printable(whole)
    return written


def _added(block: Block, level: int, language: str) -> dict[str, Any]:
    """What the paper needs of a block beside its content."""
    if isinstance(block, Heading):
        return {"level": level}
    if isinstance(block, Table):
        return {"widths": widths(block)}
    if isinstance(block, Signatures):
        return {"lines": [_signature(line, language) for line in block.lines]}
    return {}


def _closed_levels(blocks: tuple[Block, ...]) -> list[int]:
    """The level of each heading, none skipped downwards: a reader that jumps by headings finds every step."""
    found, last = [], 0
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
        found.append(last)
    return found


def widths(table: Table) -> list[int]:
    """The shares of the columns in the width of the page."""
    columns = zip(table.head, *table.rows, strict=True)
    return [min(max(NARROWEST, *map(len, column)), WIDEST) for column in columns]


def _signature(line: SignatureLine, language: str) -> dict[str, str]:
    """What stands below the name of the party: the signature that is known, or what the empty line is for."""
    told = ", ".join(part for part in (line.signed, line.post) if part)
    words = words_in(language)
    return {"party": line.party, "signed": told if line.signed else "", "below": line.post or words.signature}


def _printable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return printable(value) if isinstance(value, str) else value
