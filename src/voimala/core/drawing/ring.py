"""A group of two to nine seats on a ring with the lines between them.

It must not grow into a graph drawing: larger networks have a table and another picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from voimala.core.drawing.shapes import BOX, known_word, shape_path

KINDS = ("open", "known", "new")
LEAST_SEATS, MOST_SEATS = 2, 9
MOST_LABELLED_NARROW = 6
LINE_HEIGHT = 17


@dataclass(frozen=True)
class Seat:
    """A place on the ring. `lines` is the label already broken; `css` gives the colour."""

    shape: str
    state: str
    css: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A line between two seats, by their indexes. `kind` is new, known or open."""

    a: int
    b: int
    kind: str


@dataclass(frozen=True)
class Frame:
    """The ring's size in drawing units; `outside` puts labels beside the seats instead of below."""

    width: int
    height: int
    radius_x: float
    radius_y: float
    mark: float
    outside: bool


class GroupSizeError(ValueError):
    """Fewer than two or more than nine seats."""


def wide_frame(count: int) -> Frame:
    """Labels outside the ring: for a figure at least 500 pixels wide."""
    return Frame(576, 368 if count > 2 else 300, 137, 122 if count > 2 else 90, 40, outside=True)


def narrow_frame(count: int) -> Frame:
    """Labels below the seats, or numbers alone when there is no room: for phones."""
    radius = 137 if count > 4 else 96
    return Frame(316, 2 * radius + 88, 104, radius, 38, outside=False)


def places(count: int, frame: Frame) -> list[tuple[float, float]]:
    """Centres of the seats, clockwise from the top. Raises GroupSizeError."""
    if not LEAST_SEATS <= count <= MOST_SEATS:
        raise GroupSizeError(f"A group drawing has {LEAST_SEATS} to {MOST_SEATS} seats, not {count}.")
    centre_x, centre_y = frame.width / 2, frame.height / 2 - (0 if frame.outside else 14)
    angles = [2 * math.pi * at / count - math.pi / 2 for at in range(count)]
    return [
        (centre_x + frame.radius_x * math.cos(angle), centre_y + frame.radius_y * math.sin(angle))
        for angle in angles
    ]


def _line(pair: Pair, at: Sequence[tuple[float, float]], frame: Frame) -> str:
    """The pair's line, cut short so that it never touches the shapes."""
    (x1, y1), (x2, y2) = at[pair.a], at[pair.b]
    length = math.hypot(x2 - x1, y2 - y1)
    gap = frame.mark / 2 + 6
    ux, uy = gap * (x2 - x1) / length, gap * (y2 - y1) / length
    ends = ((x1 + ux, y1 + uy), (x2 - ux, y2 - uy))
    return f'<path class="pair-{pair.kind}" d="M{_point(ends[0])}L{_point(ends[1])}"/>'


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _mark(seat: Seat, x: float, y: float, size: float) -> str:
    scale = size / BOX
    return (
        f'<g class="mark {escape(seat.css)}" transform="translate({x - size / 2:.1f} {y - size / 2:.1f}) '
        f'scale({scale:g})">{shape_path(seat.shape, seat.state)}</g>'
    )


def _label(lines: Sequence[str], x: float, y: float, anchor: str) -> str:
    rows = "".join(
        f'<tspan x="{x:.1f}" y="{y + LINE_HEIGHT * row:.1f}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return f'<text class="seat-label" text-anchor="{anchor}">{rows}</text>'


def _outside_label(seat: Seat, x: float, y: float, frame: Frame) -> str:
    across, down = x - frame.width / 2, y - frame.height / 2
    depth = LINE_HEIGHT * (len(seat.lines) - 1)
    if abs(across) < frame.radius_x * 0.2:
        above = down < 0
        start = y - frame.mark / 2 - 10 - depth if above else y + frame.mark / 2 + 19
        return _label(seat.lines, x, start, "middle")
    gap = frame.mark / 2 + 13
    anchor, edge = ("start", x + gap) if across > 0 else ("end", x - gap)
    return _label(seat.lines, edge, y + 5 - depth / 2, anchor)


def _below_label(seat: Seat, number: int, count: int, x: float, y: float, frame: Frame) -> str:
    lines = seat.lines if count <= MOST_LABELLED_NARROW else (str(number),)
    # A label may not leave the drawing: it is pushed in by its estimated half width.
    half = max(len(line) for line in lines) * 3.9
    inside = min(max(x, half), frame.width - half)
    return _label(lines, inside, y + frame.mark / 2 + 15, "middle")


def draw_group(
    seats: Sequence[Seat], pairs: Sequence[Pair], frame: Frame, label: str, css: str
) -> SafeString:
    """The whole ring as one picture with a text alternative. Raises GroupSizeError."""
    at = places(len(seats), frame)
    ordered = sorted(pairs, key=lambda pair: KINDS.index(pair.kind))
    lines = "".join(_line(pair, at, frame) for pair in ordered)
    marks = "".join(_mark(seat, x, y, frame.mark) for seat, (x, y) in zip(seats, at, strict=True))
    labels = "".join(
        _outside_label(seat, x, y, frame)
        if frame.outside
        else _below_label(seat, number, len(seats), x, y, frame)
        for number, (seat, (x, y)) in enumerate(zip(seats, at, strict=True), start=1)
    )
    return mark_safe(
        f'<svg class="ring {escape(css)}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-label="{escape(label)}">{lines}{marks}{labels}</svg>'
    )


def draw_pair_line(kind: str) -> SafeString:
    """One short line as the legend and the pair rows show it."""
    return mark_safe(
        '<svg class="pair-sample" viewBox="0 0 66 8" width="66" height="8" '
        'preserveAspectRatio="xMinYMid slice" aria-hidden="true" focusable="false">'
        f'<path class="pair-{known_word(kind, KINDS)}" d="M2 4H64"/></svg>'
    )


def break_label(label: str, width: int, tails: Sequence[str] = ()) -> tuple[str, ...]:
    """Splits a label into lines of at most about `width` characters.

    Words break at spaces and soft hyphens, and a long compound before one of `tails`.
    """
    lines: list[str] = []
    for word in _pieces(label, width, tails):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and not lines[-1].endswith("-") and len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(label: str, width: int, tails: Sequence[str]) -> list[str]:
    pieces: list[str] = []
    for word in label.split(" "):
        plain = word.replace("\u00ad", "")
        if len(plain) <= width:
            pieces.append(plain)
        elif "\u00ad" in word:
            head, tail = word.split("\u00ad", 1)
            pieces += [f"{head}-", tail.replace("\u00ad", "")]
        else:
            pieces += _compound(plain, tails)
    return pieces


def _compound(word: str, tails: Sequence[str]) -> list[str]:
    for tail in tails:
        if word.endswith(tail) and len(word) - len(tail) > 2:
            head = word[: -len(tail)]
            return [head if head.endswith("-") else f"{head}-", tail]
    return [word]
