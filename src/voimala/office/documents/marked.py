"""Reads the Markdown that people write into agreements and minutes as blocks of a document."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from voimala.core.markdown import reader
from voimala.office.documents.described import (
    LOWEST_HEADING,
    Block,
    Heading,
    Inline,
    Item,
    Listing,
    Note,
    Paragraph,
    Run,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# What a paper has no place for: it stays as the letters it was typed with.
LISTS = ("bullet_list", "ordered_list")


def blocks_of(text: str, *, highest: int = 1) -> tuple[Block, ...]:
    """The text's headings, paragraphs and lists in order; its own highest heading gets the level `highest`.

    A quotation becomes a note. HTML, pictures, tables and code are not read.
    """
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(_reader().parse(text))
    found = [_level(node) for node in root.walk() if node.type == "heading"]
    return tuple(_blocks(root, lower=highest - min(found, default=1)))


def _blocks(parent: SyntaxTreeNode, *, lower: int) -> Iterator[Block]:
    for node in parent.children:
        if node.type == "heading":
            yield Heading(as_plain(_inline(node)), min(_level(node) + lower, LOWEST_HEADING))
        elif node.type == "paragraph":
            yield Paragraph(_inline(node))
        elif node.type in LISTS:
            yield _listing(node)
        elif node.type == "blockquote":
            yield Note("\n".join(as_plain(_inline(one)) for one in node.walk() if one.type == "paragraph"))


def as_plain(text: Inline) -> str:
    """The text without its manners."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _level(node: SyntaxTreeNode) -> int:
    return int(node.tag.removeprefix("h"))


def _listing(node: SyntaxTreeNode) -> Listing:
    items = tuple(_item(child) for child in node.children)
    return Listing(items, numbered=node.type == "ordered_list", start=int(node.attrs.get("start", 1)))


def _item(node: SyntaxTreeNode) -> Item:
    """Paragraphs of one item stand on lines of their own; lists below it become one."""
    runs: list[Run] = []
    for child in node.children:
        if child.type in ("paragraph", "heading"):
            runs += [Run("\n"), *_runs(child)] if runs else _runs(child)
    lists = [_listing(child) for child in node.children if child.type in LISTS]
    below = None
    if lists:
        below = dataclasses.replace(lists[0], items=tuple(item for one in lists for item in one.items))
    return Item(_joined(runs), below)


def _inline(node: SyntaxTreeNode) -> Inline:
    return _joined(_runs(node))


def _joined(runs: list[Run]) -> Inline:
    """Neighbours of one manner are one run; a text without any manner is a plain string."""
    same = groupby(runs, key=lambda run: dataclasses.replace(run, text=""))
    whole = [dataclasses.replace(manner, text="".join(run.text for run in group)) for manner, group in same]
    plain = all(run == Run(run.text) for run in whole)
    return "".join(run.text for run in whole) if plain else tuple(whole)


def _runs(node: SyntaxTreeNode, manner: Run = Run("")) -> list[Run]:  # noqa: B008  # frozen: never written to
    """The text of a node and of all within it, each piece in the manner it stands in."""
    if node.type in ("softbreak", "hardbreak"):
        return [dataclasses.replace(manner, text="\n")]
    if not node.children:
        return [dataclasses.replace(manner, text=node.content)] if node.content else []
    if node.type == "strong":
        manner = dataclasses.replace(manner, strong=True)
    elif node.type == "em":
        manner = dataclasses.replace(manner, emphasis=True)
    elif node.type == "link":
        manner = dataclasses.replace(manner, url=str(node.attrs["href"]))
    return [run for child in node.children for run in _runs(child, manner)]


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return reader(breaks=False)
