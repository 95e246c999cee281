"""Three bars in one row: an outline with a solid bar in it, and a hatched bar below. Sizes come as numbers.

The numbers stand beside the picture, so it is hidden from screen readers. It must not learn what is drawn.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 240, 30
OUTLINE, INNER, LOWER = 16, 10, 8
STEP = 4
"""Distance of the hatching's lines."""


def draw_bars(outline: int, solid: int, hatched: int, top: int) -> SafeString:
    """`top` is the amount that fills the whole width; it is drawn as wide for every row of a table."""
    widths = [
        round((WIDTH - 2) * min(amount, top) / top, 1) if top else 0.0 for amount in (outline, solid, hatched)
    ]
    parts = [_outline(widths[0]), _solid(widths[1]), _hatched(widths[2])]
    return mark_safe(
        f'<svg class="bars" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def draw_sample(kind: str) -> SafeString:
    """A short piece of one bar for a legend: outline, solid or hatched."""
    width, height = 28, 12
    drawn = {
        "outline": f'<rect class="bar-outline" x="1" y="1" width="{width - 2}" height="{height - 2}"/>',
        "solid": f'<rect class="bar-solid" x="0" y="1" width="{width}" height="{height - 2}"/>',
        "hatched": _hatching(width - 2, 1, height - 2),
    }[kind]
    return mark_safe(
        f'<svg class="bar-sample" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def _outline(width: float) -> str:
    return f'<rect class="bar-outline" x="1" y="1" width="{width}" height="{OUTLINE}"/>' if width else ""


def _solid(width: float) -> str:
    top = 1 + (OUTLINE - INNER) // 2
    return f'<rect class="bar-solid" x="1" y="{top}" width="{width}" height="{INNER}"/>' if width else ""


def _hatched(width: float) -> str:
    return _hatching(width, OUTLINE + 4, LOWER) if width else ""


def _hatching(width: float, top: int, height: int) -> str:
    """A frame with slanting lines, each cut where the frame ends."""
    lines = []
    for start in range(STEP, int(width) + height, STEP):
        left, right = max(start - height, 0), min(start, width)
        lines.append(
            f"M{1 + left:g} {top + min(start, height):g}L{1 + right:g} {top + max(start - width, 0):g}"
        )
    frame = f'<rect class="bar-frame" x="1" y="{top}" width="{width:g}" height="{height}"/>'
    return f'{frame}<path class="bar-hatch" d="{"".join(lines)}"/>'
