"""Template tags that give the network's words their looks: sectors, seat states, pairs, ornament.

Geometry lives in `core.drawing`, colour in the style sheet. It must not fetch data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy

from voimala.core.drawing.ornament import draw_band, draw_ornament
from voimala.core.drawing.ring import (
    LEAST_SEATS,
    MOST_LABELLED_NARROW,
    MOST_SEATS,
    Pair,
    Seat,
    break_label,
    draw_group,
    narrow_frame,
    wide_frame,
)
from voimala.core.drawing.shapes import FILLS, draw_shape
from voimala.networks.models import Sector

register = template.Library()

DEFAULT_SEED = "voimala"


@dataclass(frozen=True)
class SectorLook:
    shape: str
    css: str


SECTORS = {
    "culture": SectorLook("circle", "culture"),
    "social": SectorLook("arch", "social"),
    "health": SectorLook("plus", "health"),
    "education": SectorLook("square", "education"),
    "youth_third": SectorLook("triangle", "youth-third"),
    "client": SectorLook("leaf", "client"),
    "decision": SectorLook("diamond", "decision"),
}


@dataclass(frozen=True)
class StatusLook:
    """A chip: `fill` draws a ring, otherwise `glyph` stands before the word."""

    label: str | Promise
    tone: str
    fill: str = ""
    glyph: str = ""


_UNIT_NAMES = StatusLook(pgettext_lazy("seat", "named by the unit"), "ask", glyph="?")
_ASSOCIATION_NAMES = StatusLook(pgettext_lazy("seat", "named by an association"), "ask", glyph="?")
_TO_ASK = StatusLook(pgettext_lazy("seat", "to be asked"), "ask", glyph="?")
_PROPOSED = StatusLook(pgettext_lazy("seat", "proposed"), "plain", fill="proposed")

# A group's seat states, then the kinds of a proposal's seat, then what a deadline adds.
STATUSES = {
    "proposed": _PROPOSED,
    "open": StatusLook(pgettext_lazy("seat", "open"), "plain", fill="proposed"),
    "called": StatusLook(pgettext_lazy("seat", "open call"), "note", glyph="…"),
    "naming": StatusLook(pgettext_lazy("seat", "a name is waited for"), "note", glyph="…"),
    "talk": StatusLook(pgettext_lazy("seat", "let's talk first"), "wait", fill="asked"),
    "asked": StatusLook(pgettext_lazy("seat", "asked"), "note", fill="asked"),
    "willing": StatusLook(pgettext_lazy("seat", "willing to join"), "note", fill="willing"),
    "supervisor": StatusLook(pgettext_lazy("seat", "waiting for the supervisor"), "note", fill="supervisor"),
    "confirmed": StatusLook(pgettext_lazy("seat", "confirmed"), "ok", fill="confirmed"),
    "not_now": StatusLook(pgettext_lazy("seat", "not now"), "plain", glyph="–"),
    "to_ask": _TO_ASK,
    "unit_names": _UNIT_NAMES,
    "association_names": _ASSOCIATION_NAMES,
    "person": _PROPOSED,
    "unit": _UNIT_NAMES,
    "association": _ASSOCIATION_NAMES,
    "ask": _TO_ASK,
    "late": StatusLook(pgettext_lazy("seat", "late"), "err", glyph="!"),
}
UNNAMED = frozenset(code for code, look in STATUSES.items() if look.tone == "ask")

# Long compounds of work roles break before these in the narrow labels of a drawing.
COMPOUND_TAILS = (
    "työntekijä", "asiantuntija", "pedagogi", "koordinaattori", "suunnittelija", "ohjaaja", "opettaja",
    "hoitaja", "johtaja", "terapeutti", "arbetare", "expert", "pedagog", "koordinator", "planerare",
    "handledare", "lärare", "skötare", "ledare",
)  # fmt: skip
LABEL_WIDTH = 16


class SeatOnPage(Protocol):
    """What `group_drawing` reads of a seat. `state` is a status code, or filled, open or dashed."""

    label: str
    sector: str
    state: str


class PairOnPage(Protocol):
    """Two indexes into the seats, counted from 0, and new, known or open."""

    a: int
    b: int
    kind: str


# A seat whose sector nobody knows yet: a ring in plain ink, never filled like a sector's shape.
UNKNOWN_SECTOR = SectorLook("circle", "unknown-sector")


def _sector(code: str) -> SectorLook:
    if not code:
        return UNKNOWN_SECTOR
    if code not in SECTORS:
        raise template.TemplateSyntaxError(f"Unknown sector “{code}”: one of {', '.join(SECTORS)}.")
    return SECTORS[code]


@register.simple_tag
def sector_mark(code: str, state: str = "filled", size: int = 24, css: str = "") -> SafeString:
    """The sector's shape; give the word or the seat number beside it."""
    look = _sector(code)
    drawn = _drawn_state(state) if code else "dashed"
    return draw_shape(look.shape, drawn, size, f"{look.css} {css}".strip())


@register.simple_tag
def sector_name(code: str) -> str:
    return str(Sector(code).label) if code else gettext("Sector not known")


@register.simple_tag
def sector_codes() -> list[str]:
    return list(SECTORS)


@register.simple_tag
def ornament(code: str = "") -> SafeString:
    """The woven pattern of the front page: a wide one for screens, a low one for phones."""
    seed = code or DEFAULT_SEED
    return draw_ornament(seed, 6, 18, "ornament-wide") + draw_ornament(seed, 2, 26, "ornament-narrow")


@register.simple_tag
def band(code: str = "") -> SafeString:
    """The strip under the header."""
    return draw_band(code or DEFAULT_SEED)


@register.inclusion_tag("networks/blocks/status_chip.html")
def status_chip(code: str, label: str = "") -> dict[str, object]:
    """A glyph and a word. `label` replaces the word and keeps the looks."""
    if code not in STATUSES:
        raise template.TemplateSyntaxError(f"Unknown status “{code}”: one of {', '.join(STATUSES)}.")
    look = STATUSES[code]
    return {"look": look, "label": label or look.label}


@register.inclusion_tag("networks/blocks/fill_legend.html")
def fill_legend(css: str = "fill-legend") -> dict[str, object]:
    """The five fills of a seat with their words."""
    return {"fills": [(fill, STATUSES[fill].label) for fill in FILLS], "css": css}


@register.inclusion_tag("networks/blocks/group_drawing.html")
def group_drawing(seats: Sequence[SeatOnPage], pairs: Sequence[PairOnPage]) -> dict[str, object]:
    """The group on a ring with its legend; the page gives the same pairs as a table too.

    Outside two to nine seats nothing is drawn: the cards and the table say the same.
    """
    count = len(seats)
    if not LEAST_SEATS <= count <= MOST_SEATS:
        return {"drawn": False}
    lines = [Pair(pair.a, pair.b, pair.kind) for pair in pairs]
    label = _drawing_label(count, lines)
    drawn = _ring_seats(seats)
    return {
        "drawn": True,
        "wide": draw_group(drawn, lines, wide_frame(count), label, "ring-wide"),
        "narrow": draw_group(drawn, lines, narrow_frame(count), label, "ring-narrow"),
        "numbered": seats if count > MOST_LABELLED_NARROW else [],
        "new": _count(lines, "new"),
        "known": _count(lines, "known"),
        "open": _count(lines, "open"),
    }


def _count(pairs: Sequence[Pair], kind: str) -> int:
    return sum(pair.kind == kind for pair in pairs)


def _drawn_state(state: str) -> str:
    """Filled where somebody sits or is thought of, an outline where nobody is, dashed where others name."""
    if state in UNNAMED or state == "naming":
        return "dashed"
    if state in ("open", "called"):
        return "open"
    return "filled" if state in STATUSES else state


def _ring_seats(seats: Sequence[SeatOnPage]) -> list[Seat]:
    return [
        Seat(
            _sector(seat.sector).shape,
            _drawn_state(seat.state) if seat.sector else "dashed",
            _sector(seat.sector).css,
            break_label(str(seat.label), LABEL_WIDTH, COMPOUND_TAILS),
        )
        for seat in seats
    ]


def _drawing_label(count: int, pairs: Sequence[Pair]) -> str:
    seats = ngettext("%(count)s seat", "%(count)s seats", count) % {"count": count}
    return gettext(
        "The group as a drawing: %(seats)s. New pairs %(new)s, known pairs %(known)s, not known yet %(open)s."
    ) % {
        "seats": seats,
        "new": _count(pairs, "new"),
        "known": _count(pairs, "known"),
        "open": _count(pairs, "open"),
    }
