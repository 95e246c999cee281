"""Promised, given and received as three bars in a table row. The figures stand beside it as text."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 260, 34
_THIN = 8


def draw_bars(promised: float | None, given: float, received: float, largest: float) -> SafeString:
    """Outline, solid and hatched bars on the scale 0–`largest`; `promised` None means not agreed."""
    unit = (WIDTH - 2) / largest if largest > 0 else 0.0
    parts = []
    if promised is not None:
        parts.append(_bar("bar-promised", 1, promised * unit, 18))
    parts.append(_bar("bar-given", 4, given * unit, 12))
    hatched = received * unit
    parts.append(_bar("bar-received", 24, hatched, _THIN) + _hatch(24, hatched))
    return mark_safe(
        f'<svg class="bars" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _bar(css: str, top: float, width: float, height: float) -> str:
    return f'<rect class="{css}" x="1" y="{top:g}" width="{max(width, 0):.1f}" height="{height:g}"/>'


def _hatch(top: float, width: float) -> str:
    """Slanted strokes clipped by arithmetic, so that no pattern needs a name on the page."""
    strokes = []
    start = -_THIN + 3.0
    while start < width:
        left, right = max(start, 0.0), min(start + _THIN, width)
        low, high = top + _THIN - (left - start), top + _THIN - (right - start)
        strokes.append(f"M{1 + left:.1f} {low:.1f}L{1 + right:.1f} {high:.1f}")
        start += 5.0
    return f'<path class="bar-hatch" d="{"".join(strokes)}"/>'
