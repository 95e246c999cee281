"""A drawn pattern for the pages: the seven shapes in rows, as woven cloth. There are no photographs here."""

import io
from collections.abc import Callable, Iterator
from itertools import cycle

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

CELL, COLUMNS, ROWS = 100, 12, 6
"""Pixels of one shape with its margin, and how many there are."""
GROUND = "#F7F4ED"
COLOURS = ("#9C3416", "#E5A93C", "#2F4B9B", "#3F8F78", "#B05C8E")
MARGIN = 10

Box = tuple[int, int, int, int]
Draw = ImageDraw.ImageDraw


def circle(draw: Draw, box: Box, fill: str) -> None:
    draw.ellipse(box, fill=fill)


def square(draw: Draw, box: Box, fill: str) -> None:
    draw.rectangle(box, fill=fill)


def arch(draw: Draw, box: Box, fill: str) -> None:
    left, top, right, bottom = box
    draw.ellipse(box, fill=fill)
    draw.rectangle((left, (top + bottom) // 2, right, bottom), fill=fill)


def leaf(draw: Draw, box: Box, fill: str) -> None:
    left, top, right, bottom = box
    across, down = (left + right) // 2, (top + bottom) // 2
    draw.ellipse(box, fill=fill)
    draw.rectangle((left, top, across, down), fill=fill)
    draw.rectangle((across, down, right, bottom), fill=fill)


def plus(draw: Draw, box: Box, fill: str) -> None:
    left, top, right, bottom = box
    third = (right - left) // 3
    draw.rectangle((left + third, top, right - third, bottom), fill=fill)
    draw.rectangle((left, top + third, right, bottom - third), fill=fill)


def triangle(draw: Draw, box: Box, fill: str) -> None:
    left, top, right, bottom = box
    draw.polygon([((left + right) // 2, top), (right, bottom), (left, bottom)], fill=fill)


def diamond(draw: Draw, box: Box, fill: str) -> None:
    left, top, right, bottom = box
    across, down = (left + right) // 2, (top + bottom) // 2
    draw.polygon([(across, top), (right, down), (across, bottom), (left, down)], fill=fill)


SHAPES: tuple[Callable[[Draw, Box, str], None], ...] = (
    *(circle, arch, plus, square, triangle, leaf, diamond),
)


def woven() -> "ContentFile[bytes]":
    """The pattern as a PNG picture, the same each time: shapes and colours shift from row to row."""
    picture = Image.new("RGB", (CELL * COLUMNS, CELL * ROWS), GROUND)
    draw = ImageDraw.Draw(picture)
    colours = cycle(COLOURS)
    for box, shape in zip(boxes(), cycle(SHAPES), strict=False):
        shape(draw, box, next(colours))
    found = io.BytesIO()
    picture.save(found, "PNG")
    return ContentFile(found.getvalue(), name="woven.png")


def boxes() -> Iterator[Box]:
    for row in range(ROWS):
        for column in range(COLUMNS):
            left, top = column * CELL, row * CELL
            yield (left + MARGIN, top + MARGIN, left + CELL - MARGIN, top + CELL - MARGIN)
