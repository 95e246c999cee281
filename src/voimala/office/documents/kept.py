"""A document as plain data, to be kept in a JSON column: what was approved is what is printed tomorrow."""

import dataclasses
import datetime as dt
from typing import Any

from voimala.office.documents.described import (
    Block,
    Definitions,
    Document,
    Heading,
    Inline,
    Item,
    Listing,
    Note,
    Paragraph,
    Run,
    SignatureLine,
    Signatures,
    Table,
)


def as_data(document: Document) -> dict[str, Any]:
    """Only dicts, lists, strings, numbers and booleans; each block names its kind."""
    data = {**vars(document), "on": document.on.isoformat(), "meta": [list(row) for row in document.meta]}
    return {**data, "blocks": [_block_data(block) for block in document.blocks]}


def _block_data(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_plain(dataclasses.asdict(block))}


def _plain(value: Any) -> Any:
    """Tuples become lists, as JSON will have them."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def of_data(data: dict[str, Any]) -> Document:
    """The document that `as_data` wrote.

    Raises:
        KeyError, TypeError: it was not written by `as_data`.
    """
    meta = tuple((label, words) for label, words in data["meta"])
    blocks = tuple(_block(one) for one in data["blocks"])
    return Document(**{**data, "on": dt.date.fromisoformat(data["on"]), "meta": meta, "blocks": blocks})


def _block(data: dict[str, Any]) -> Block:
    return _READERS[data["kind"]](data)


def _inline(data: Any) -> Inline:
    return data if isinstance(data, str) else tuple(Run(**run) for run in data)


def _listing(data: dict[str, Any]) -> Listing:
    items = tuple(
        Item(_inline(item["text"]), _listing(item["below"]) if item["below"] else None)
        for item in data["items"]
    )
    return Listing(items, numbered=data["numbered"], start=data["start"])


def _table(data: dict[str, Any]) -> Table:
    return Table(data["caption"], tuple(data["head"]), tuple(tuple(row) for row in data["rows"]))


_READERS: dict[str, Any] = {
    "heading": lambda data: Heading(data["text"], data["level"]),
    "paragraph": lambda data: Paragraph(_inline(data["text"])),
    "listing": _listing,
    "table": _table,
    "definitions": lambda data: Definitions(tuple((term, _inline(words)) for term, words in data["rows"])),
    "signatures": lambda data: Signatures(tuple(SignatureLine(**line) for line in data["lines"])),
    "note": lambda data: Note(data["text"]),
}
