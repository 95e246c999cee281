"""Makes a page's text of Markdown: the few tags that a piece of news needs, and no way to any other.

Two walls: the Markdown reader takes no HTML and makes no pictures, and nh3 lets only the list below through.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from voimala.core.markdown import reader

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TAGS = frozenset({"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br"})
ATTRIBUTES = {"a": frozenset({"href"})}
"""nh3 adds `rel` to every link."""
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "noopener"
# What the reader makes, besides what stands in TAGS already.


def as_html(text: str) -> SafeString:
    """The text as HTML that is safe to show, its highest heading h3; "" for an empty text."""
    import nh3

    written = _reader().render(text)
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    cleaned = nh3.clean(
        written, tags=set(TAGS), attributes=attributes, url_schemes=set(SCHEMES), link_rel=REL
    )
    return mark_safe(cleaned.strip())  # noqa: S308  # nh3 has let through only what stands above


def as_text(text: str) -> str:
    """The same without marks, for calendars: paragraphs stay apart."""
    import html

    paragraphs = re.sub(r"</(?:p|h3|h4|li|blockquote)>\s*|<br>", "\n", as_html(text))
    return html.unescape(strip_tags(paragraphs)).strip()


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    made = reader(breaks=True)
    made.core.ruler.push("lower_headings", lambda state: _lower_headings(state.tokens))
    return made


def _lower_headings(tokens: list[Token]) -> None:
    """The page has its h1 and h2: the first and the highest headings of a text are h3, all others h4."""
    found = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((token.tag for token in found), default="")
    for at, token in enumerate(found):
        token.tag = "h3" if at < 2 or token.tag == highest else "h4"
