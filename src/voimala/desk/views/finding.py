"""One search over everything: "Who, what, where?". Apps say what may be found, their rows who sees it."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.office.lemmas import plain
from voimala.office.openings import Card
from voimala.office.services import Answers, Findings, find
from voimala.office.services.indexing import sources
from voimala.office.services.searching import LONGEST_QUESTION, MOST_FOUND
from voimala.people.models import Person
from voimala.people.services import note_reading

OF_EACH_KIND = 5
PAGE = 20
_PIECES = re.compile(r"([^\W_]+)")


@dataclass(frozen=True)
class Told:
    """A card with its words marked, and the same as plain text for a mail."""

    card: Card
    title: SafeString
    lines: tuple[tuple[str, SafeString], ...]
    sentences: tuple[SafeString, ...]
    text: str
    mail: str


@dataclass(frozen=True)
class Section:
    """The answers of one kind: their cards, and the way to all of them."""

    answers: Answers
    told: tuple[Told, ...]
    url: str


@login_not_required
@require_safe
def finding(request: PageRequest, code: str) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("kind", "")
    kind = kind if kind in {source.kind for source in sources()} else ""
    page, size = (page_of(request), PAGE) if kind else (1, OF_EACH_KIND)
    found = find(
        words=words,
        viewer=request.viewer,
        network=request.network,
        kind=kind,
        first=(page - 1) * size,
        limit=size,
    )
    note_people(request, found)
    sections = [section_of(answers, found, request, words) for answers in found.answers]
    total = found.answers[0].count if kind and found.answers else 0
    context = {
        "words": words,
        "kind": kind,
        "sections": sections,
        "count": found.count,
        "capped": any(answers.more for answers in found.answers),
        "most": MOST_FOUND,
        "longest": LONGEST_QUESTION,
        "here": address_of(request, words),
        "before": address_of(request, words, kind, page - 1) if page > 1 else "",
        "after": address_of(request, words, kind, page + 1) if page * PAGE < total else "",
        "page_number": page,
        "pages": -(-total // PAGE),
        "inside": bool(request.viewer.roles_in(request.network.pk)),
    }
    return render(request, "desk/find.html", context)


def page_of(request: PageRequest) -> int:
    """The page asked for, from 1; what is no number is the first."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1
    return min(max(number, 1), -(-MOST_FOUND // PAGE))


def note_people(request: PageRequest, found: Findings) -> None:
    """Who has looked at people leaves a trace, as in the register."""
    people = [row for answers in found.answers for row in answers.rows if isinstance(row, Person)]
    if people and request.viewer.is_authenticated:
        note_reading(
            by=acting(request.viewer),
            network=request.network,
            people=people,
            now=timezone.now(),
            purpose="search",
        )


def address_of(request: PageRequest, words: str, kind: str = "", page: int = 1) -> str:
    given = {"q": words, "kind": kind, "page": str(page) if page > 1 else ""}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{reverse('desk:find', args=[request.network.code])}?{query}"


def section_of(answers: Answers, found: Findings, request: PageRequest, words: str) -> Section:
    told = tuple(told_of(card, found.words) for card in answers.cards)
    return Section(answers, told, address_of(request, words, answers.kind))


def told_of(card: Card, met: frozenset[str]) -> Told:
    address = f"{settings.ADDRESS}{card.url}"
    invented = [_("This is an invented example.")] if card.synthetic else []
    lines = [f"{label}: {words}" if label else words for label, words in card.lines]
    text = "\n".join([card.title, *lines, *invented, address])
    return Told(
        card=card,
        title=marked(card.title, met),
        lines=tuple((label, marked(words, met)) for label, words in card.lines if label),
        sentences=tuple(marked(words, met) for label, words in card.lines if not label),
        text=text,
        mail=f"mailto:?subject={quote(card.title)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}",
    )


def marked(text: str, met: frozenset[str]) -> SafeString:
    """The text with the words that the search met marked."""
    pieces = _PIECES.split(text)
    return format_html_join(
        "", "{}", ((_mark(piece) if plain(piece) in met else conditional_escape(piece),) for piece in pieces)
    )


def _mark(piece: str) -> SafeString:
    return format_html("<mark>{}</mark>", piece)
