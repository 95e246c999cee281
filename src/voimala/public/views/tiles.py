"""A drawn map: each Finnish region is a tile about where it lies; the tiles of one network belong together.

Positions are our own drawing on a grid of columns and rows, not a measured map. It must not fetch anything.
"""

from dataclasses import dataclass
from itertools import combinations

from voimala.core.localized import pick

WIDE, HIGH, GAP = 104, 84, 6
LINE, CORNER = 16, 6


@dataclass(frozen=True)
class Tile:
    """A region on the grid: `column` and `row` from the upper left, `wide` and `high` in tiles."""

    column: int
    row: int
    fi: str
    sv: str
    en: str
    wide: int = 1
    high: int = 1

    @property
    def name(self) -> str:
        return pick({"fi": self.fi, "sv": self.sv, "en": self.en})

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The name as it fits a tile, each line with its baseline: long ones break at a hyphen or space."""
        first, sign, rest = self.name.partition("-" if "-" in self.name else " ")
        lines = [f"{first}{sign}".strip(), rest] if rest and self.wide == 1 else [self.name]
        last = self.y + self.height - 10
        return [(line, last - LINE * (len(lines) - 1 - at)) for at, line in enumerate(lines)]

    @property
    def x(self) -> int:
        return self.column * (WIDE + GAP)

    @property
    def y(self) -> int:
        return self.row * (HIGH + GAP)

    @property
    def width(self) -> int:
        return self.wide * (WIDE + GAP) - GAP

    @property
    def height(self) -> int:
        return self.high * (HIGH + GAP) - GAP


TILES: dict[str, Tile] = {
    "lappi": Tile(3, 0, "Lappi", "Lappland", "Lapland", wide=2),
    "pohjois-pohjanmaa": Tile(3, 1, "Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia", high=2),
    "kainuu": Tile(4, 1, "Kainuu", "Kajanaland", "Kainuu"),
    "pohjanmaa": Tile(1, 2, "Pohjanmaa", "Österbotten", "Ostrobothnia"),
    "keski-pohjanmaa": Tile(2, 2, "Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"),
    "pohjois-savo": Tile(4, 2, "Pohjois-Savo", "Norra Savolax", "North Savo"),
    "pohjois-karjala": Tile(5, 2, "Pohjois-Karjala", "Norra Karelen", "North Karelia"),
    "etela-pohjanmaa": Tile(2, 3, "Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia"),
    "keski-suomi": Tile(3, 3, "Keski-Suomi", "Mellersta Finland", "Central Finland"),
    "etela-savo": Tile(4, 3, "Etelä-Savo", "Södra Savolax", "South Savo"),
    "satakunta": Tile(1, 4, "Satakunta", "Satakunta", "Satakunta"),
    "pirkanmaa": Tile(2, 4, "Pirkanmaa", "Birkaland", "Pirkanmaa"),
    "paijat-hame": Tile(3, 4, "Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme"),
    "kymenlaakso": Tile(4, 4, "Kymenlaakso", "Kymmenedalen", "Kymenlaakso"),
    "etela-karjala": Tile(5, 4, "Etelä-Karjala", "Södra Karelen", "South Karelia"),
    "ahvenanmaa": Tile(0, 5, "Ahvenanmaa", "Åland", "Åland"),
    "varsinais-suomi": Tile(1, 5, "Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"),
    "kanta-hame": Tile(2, 5, "Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme"),
    "uusimaa": Tile(3, 5, "Uusimaa", "Nyland", "Uusimaa"),
}

# Networks that cover other regions than the one their code names.
SPANS: dict[str, tuple[str, ...]] = {
    "lansi-suomi": ("pohjanmaa", "keski-pohjanmaa", "etela-pohjanmaa"),
}


def regions_of(code: str) -> tuple[str, ...]:
    """The tiles of a regional network; none for a code that the map does not know."""
    return SPANS.get(code, (code,) if code in TILES else ())


@dataclass(frozen=True)
class Joint:
    """What fills the gap between two tiles of one network."""

    x: int
    y: int
    width: int
    height: int


def joints(tiles: tuple[Tile, ...]) -> list[Joint]:
    """The gaps between tiles that lie side by side or one above the other."""
    found: list[Joint] = []
    for one, other in combinations(sorted(tiles, key=lambda tile: (tile.row, tile.column)), 2):
        if one.y == other.y and one.x + one.width + GAP == other.x:
            found.append(
                Joint(one.x + one.width - CORNER, one.y, GAP + 2 * CORNER, min(one.height, other.height))
            )
        elif one.x == other.x and one.y + one.height + GAP == other.y:
            found.append(
                Joint(one.x, one.y + one.height - CORNER, min(one.width, other.width), GAP + 2 * CORNER)
            )
    return found


def size() -> tuple[int, int]:
    return (
        max(tile.x + tile.width for tile in TILES.values()),
        max(tile.y + tile.height for tile in TILES.values()),
    )
