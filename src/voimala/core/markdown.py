"""The one reader of the Markdown that people write: no HTML, pictures, tables or code; plain links only."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

RULES_OFF = ("image", "code", "fence", "table", "hr", "html_block", "html_inline", "backticks")
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def reader(*, breaks: bool) -> "MarkdownIt":
    """A new reader; with `breaks` a line's end is one in the result too."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": breaks}).enable("linkify")
    made.disable([*RULES_OFF])
    made.validateLink = _may_link  # type: ignore[method-assign,assignment]  # the reader's own way to narrow links
    return made


def _may_link(address: str) -> bool:
    return _SCHEME.match(address) is not None
