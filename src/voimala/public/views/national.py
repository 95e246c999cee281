"""The national page: every regional network of the country, as a table and on a drawn map."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from voimala.core.localized import LocalizedText
from voimala.networks.models import Network, RegionalNetwork
from voimala.networks.models.record import mark_order
from voimala.public.views.facts import marks_of
from voimala.public.views.tiles import TILES, Joint, Tile, joints, regions_of, size


@dataclass(frozen=True)
class Row:
    """One regional network: its number on the map, and its own place here when that is published."""

    number: int
    row: RegionalNetwork
    here: Network | None

    @property
    def name(self) -> LocalizedText:
        """By its own name, else by its region."""
        named: LocalizedText = self.row.name or self.row.region
        return named


@dataclass(frozen=True)
class Drawn:
    """The tiles of one network, or of one region without a network; `css` tells which."""

    number: int | None
    css: str
    tiles: tuple[Tile, ...]
    joints: tuple[Joint, ...] = ()


def national_page(networks: list[Network]) -> dict[str, Any]:
    """What public/networks.html shows. `networks` are those published on this installation."""
    published = {network.pk: network for network in networks}
    found = list(RegionalNetwork.objects.all())
    sources = marks_of(found)
    rows = [Row(number, row, published.get(row.network_id or 0)) for number, row in enumerate(found, start=1)]
    width, height = size()
    return {
        "networks": sorted(networks, key=lambda network: network.synthetic),
        "rows": rows,
        "here": sum(row.here is not None for row in rows),
        "map": drawn_map(rows),
        "map_size": (width, height),
        "legend": legend(rows),
        "sources": [sources[mark] for mark in sorted(sources, key=mark_order)],
    }


def drawn_map(rows: list[Row]) -> list[Drawn]:
    """Networks with their numbers, then the regions that have none."""
    taken: set[str] = set()
    drawn: list[Drawn] = []
    for row in rows:
        regions = regions_of(row.row.code)
        taken.update(regions)
        if regions:
            tiles = tuple(TILES[region] for region in regions)
            css = "tile-here" if row.here else "tile-network"
            drawn.append(Drawn(row.number, css, tiles, tuple(joints(tiles))))
    return [*drawn, *(Drawn(None, "tile-none", (tile,)) for code, tile in TILES.items() if code not in taken)]


def legend(rows: list[Row]) -> list[tuple[str, str]]:
    """The three looks of a tile in words, those that the map has."""
    return [
        (css, label)
        for css, label, is_there in (
            ("tile-here", _("a network with its own place here"), any(row.here for row in rows)),
            ("tile-network", _("another regional network"), any(not row.here for row in rows)),
            ("tile-none", _("no network of its own"), True),
        )
        if is_there
    ]
