"""Reads a page as a person meets it: language, landmarks, headings, links, text; basics of valid HTML."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use"}
LANDMARKS = ("header", "nav", "main", "aside", "footer")


@dataclass
class Page(HTMLParser):
    """Tags still open when the page ends, or closed out of order, are kept in `unbalanced`."""

    html: str
    lang: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    landmarks: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    unbalanced: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.feed(self.html)
        self.unbalanced += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag in LANDMARKS:
            self.landmarks[tag] += 1
        self.classes.update(given.get("class", "").split())
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and "p" not in self.open:
            self.unbalanced.append("p")
        elif self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        self.words.append(data.strip())
        if self.headings and any(tag in ("h1", "h2", "h3", "h4") for tag in self.open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, f"{text} {data.strip()}".strip())

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def title(self) -> str:
        return next(text for level, text in self.headings if level == 1)


def read(response: Any) -> Page:
    return Page(response.content.decode())


def assert_sound(page: Page, lang: str) -> None:
    """One h1 first, no skipped heading level, landmarks once, unique ids, tags in order, language said."""
    assert page.lang == lang
    levels = [level for level, _text in page.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(text for _level, text in page.headings)
    assert [page.landmarks[name] for name in ("header", "main", "footer")] == [1, 1, 1]
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert page.unbalanced == []
