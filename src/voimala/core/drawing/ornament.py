"""A woven pattern of the seven shapes, the same for the same seed. Decoration: it must never carry data."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from voimala.core.drawing.shapes import BOX, SHAPES

PITCH = 27
BAND_PITCH = 17
BAND_HEIGHT = 14
QUARTER = 0.46
CORE = 0.46
_TURNED = {"triangle": "vertical", "arch": "vertical", "leaf": "horizontal"}


@dataclass(frozen=True)
class Tile:
    """One shape of the pattern. `kind` is whole, cored or quartered; `turned` mirrors it."""

    shape: str
    kind: str
    turned: bool


def weave(seed: str, rows: int, columns: int) -> list[list[Tile]]:
    """Rows of tiles in which no tile has the shape of its neighbour to the left or above."""
    chance = random.Random(f"ornament:{seed}")
    grid: list[list[Tile]] = []
    for row in range(rows):
        grid.append([])
        for column in range(columns):
            taken = {grid[row][column - 1].shape} if column else set()
            taken |= {grid[row - 1][column].shape} if row else set()
            grid[row].append(_pick(chance, [name for name in SHAPES if name not in taken]))
    return grid


def _pick(chance: random.Random, free: list[str]) -> Tile:
    shape = free[int(chance.random() * len(free))]
    kind = chance.random()
    turned = shape in _TURNED and chance.random() < 0.4
    if kind < 0.56 or (shape == "plus" and kind >= 0.78):
        return Tile(shape, "whole", turned)
    return Tile(shape, "cored" if kind < 0.78 else "quartered", turned)


def _copy(prefix: str, shape: str, x: float, y: float, scale: float, turned: bool, css: str) -> str:
    """A use of the shape centred on (x, y)."""
    across, down = scale, scale
    if turned:
        across, down = (scale, -scale) if _TURNED[shape] == "vertical" else (-scale, scale)
    half = BOX / 2
    matrix = (across, 0, 0, down, x - across * half, y - down * half)
    numbers = " ".join(f"{value:g}" for value in (round(value, 2) for value in matrix))
    return f'<use href="#{prefix}-{shape}" class="{css}" transform="matrix({numbers})"/>'


def _tile(prefix: str, tile: Tile, row: int, column: int) -> str:
    x, y = (column + 0.5) * PITCH, (row + 0.5) * PITCH
    paint = f"orn-{tile.shape}"
    if tile.kind == "quartered":
        # Lower halves of upright shapes are mirrored, so four arches or triangles close around a point.
        return "".join(
            _copy(prefix, tile.shape, x + dx, y + dy, QUARTER, _mirrored(tile.shape, dx, dy), paint)
            for dy, dx in product((-PITCH / 4, PITCH / 4), repeat=2)
        )
    whole = _copy(prefix, tile.shape, x, y, 1, tile.turned, paint)
    if tile.kind == "cored":
        sink = 2.5 if tile.shape == "triangle" else 1.2 if tile.shape == "arch" else 0
        centre = y + (-sink if tile.turned else sink)
        whole += _copy(prefix, tile.shape, x, centre, CORE, tile.turned, "orn-core")
    return whole


def _mirrored(shape: str, dx: float, dy: float) -> bool:
    if shape == "leaf":
        return (dx > 0) != (dy > 0)
    return shape in _TURNED and dy > 0


def draw_ornament(seed: str, rows: int, columns: int, css: str = "") -> SafeString:
    """A full-bleed pattern `rows` tiles high; the page decides its size and crops what does not fit."""
    # Two patterns on one page need shapes of their own names.
    prefix = f"tile-{rows}x{columns}"
    shapes = "".join(f'<path id="{prefix}-{name}" d="{shape.path}"/>' for name, shape in SHAPES.items())
    tiles = "".join(
        _tile(prefix, tile, row, column)
        for row, line in enumerate(weave(seed, rows, columns))
        for column, tile in enumerate(line)
    )
    classes = escape(f"ornament {css}".strip())
    return mark_safe(
        f'<svg class="{classes}" viewBox="0 0 {columns * PITCH} {rows * PITCH}" '
        f'preserveAspectRatio="xMinYMin slice" aria-hidden="true" focusable="false">'
        f"<defs>{shapes}</defs>{tiles}</svg>"
    )


def band_order(seed: str) -> list[str]:
    """The seven shapes in the order the band repeats them."""
    chance = random.Random(f"band:{seed}")
    return [name for _, name in sorted((chance.random(), name) for name in SHAPES)]


def draw_band(seed: str) -> SafeString:
    """The narrow strip under a page's header: the seven shapes in a row, repeated."""
    scale = 10.2 / BOX
    marks = "".join(
        f'<path class="band-{name}" d="{SHAPES[name].path}" '
        f'transform="translate({at * BAND_PITCH + 3.4:g} 1.9) scale({scale:g})"/>'
        for at, name in enumerate(band_order(seed))
    )
    width = BAND_PITCH * len(SHAPES)
    return mark_safe(
        f'<svg class="band" width="100%" height="{BAND_HEIGHT}" aria-hidden="true" focusable="false">'
        f'<defs><pattern id="band-tiles" width="{width}" height="{BAND_HEIGHT}" '
        f'patternUnits="userSpaceOnUse">{marks}</pattern></defs>'
        f'<rect width="100%" height="{BAND_HEIGHT}" fill="url(#band-tiles)"/></svg>'
    )
