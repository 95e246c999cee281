"""The seven shapes in a 24 box and the fills of a seat. It must not learn what a shape stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

BOX = 24
STATES = ("filled", "open", "dashed")
FILLS = ("proposed", "asked", "willing", "supervisor", "confirmed")


@dataclass(frozen=True)
class Shape:
    """A closed path in the 24 box and how many dashes close its outline without a seam."""

    path: str
    dashes: int


SHAPES = {
    "circle": Shape("M12 1a11 11 0 0 1 0 22a11 11 0 0 1 0-22Z", 14),
    "arch": Shape("M1.5 22.5V12a10.5 10.5 0 0 1 21 0V22.5Z", 15),
    "plus": Shape("M8 1h8v7h7v8h-7v7H8v-7H1V8h7Z", 18),
    "square": Shape("M2 2h20v20H2Z", 16),
    "triangle": Shape("M12 1.8 23.4 22.2H.6Z", 15),
    "leaf": Shape("M1.5 1.5H12a10.5 10.5 0 0 1 10.5 10.5v10.5H12A10.5 10.5 0 0 1 1.5 12Z", 16),
    "diamond": Shape("M12 .3 23.7 12 12 23.7 .3 12Z", 16),
}

# Wedges run clockwise from twelve o'clock; the ring around them is always drawn.
_WEDGES = {
    "asked": "M12 12V1.8A10.2 10.2 0 0 1 22.2 12Z",
    "willing": "M12 1.8a10.2 10.2 0 0 1 0 20.4Z",
    "supervisor": "M12 12V1.8A10.2 10.2 0 1 1 1.8 12Z",
    "confirmed": "M12 1.8a10.2 10.2 0 0 1 0 20.4a10.2 10.2 0 0 1 0-20.4Z",
}


class UnknownShapeError(ValueError):
    """A shape, state, fill or kind of line that is not in the set."""


def known_word(name: str, allowed: Sequence[str]) -> str:
    """The name itself when it is allowed. Raises UnknownShapeError."""
    if name not in allowed:
        raise UnknownShapeError(f"“{name}” is not one of: {', '.join(allowed)}.")
    return name


def shape_path(name: str, state: str = "filled") -> str:
    """The bare `<path>` of a shape, for use inside another drawing."""
    shape = SHAPES[known_word(name, tuple(SHAPES))]
    return (
        f'<path class="mark-{known_word(state, STATES)}" d="{shape.path}" pathLength="{4 * shape.dashes}"/>'
    )


def draw_shape(name: str, state: str = "filled", size: int = BOX, css: str = "") -> SafeString:
    """A decorative shape: the word or the number beside it carries the meaning."""
    return _picture("mark", css, size, shape_path(name, state))


def draw_fill(name: str, size: int = 18, css: str = "") -> SafeString:
    """The ring that fills up as a seat is asked for and agreed: ○ ◔ ◑ ◕ ●."""
    wedge = _WEDGES.get(known_word(name, FILLS))
    inner = '<circle class="fill-ring" cx="12" cy="12" r="10.2"/>'
    inner += f'<path class="fill-wedge" d="{wedge}"/>' if wedge else ""
    return _picture("fill", css, size, inner)


def _picture(kind: str, css: str, size: int, inner: str) -> SafeString:
    classes = escape(f"{kind} {css}".strip())
    return mark_safe(
        f'<svg class="{classes}" viewBox="0 0 {BOX} {BOX}" width="{size}" height="{size}" '
        f'aria-hidden="true" focusable="false">{inner}</svg>'
    )
