"""The national page: every regional network, known or not, on the map and in the table."""

from itertools import combinations

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.apps.public.reading import Page, assert_sound, read
from tests.apps.public.rows import date
from voimala.networks.models import Network, RegionalNetwork
from voimala.public.views.tiles import SPANS, TILES, Tile, joints, regions_of

FACTS = settings.ROOT / "demo" / "facts" / "regional_networks.yaml"


def told_networks() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def regional(network: Network, other_network: Network) -> Network:
    """Three rows: one with a place here, one elsewhere, one of which hardly anything is known."""
    rows = (
        ("pohjois-savo", "Pohjois-Savo", "Verkoston nimi", "Moottori ry", "2016", network),
        ("lappi", "Lappi", "", "Lapin moottori", "2019", None),
        ("etela-karjala", "Etelä-Karjala", "", "", None, None),
    )
    for order, (code, region, name, motor, start, here) in enumerate(rows, start=1):
        RegionalNetwork.objects.create(
            code=code, region_fi=region, name_fi=name, motor=motor, start=date(start), network=here,
            order=order, sources=["D4"],
        )  # fmt: skip
    return network


def national(client: Client, prefix: str = "") -> Page:
    response = client.get(prefix + "/")
    assert response.status_code == 200
    return read(response)


@pytest.mark.parametrize(("prefix", "lang"), [("", "fi"), ("/sv", "sv"), ("/en", "en")])
def test_the_page_is_sound_in_every_language(
    client: Client, regional: Network, prefix: str, lang: str
) -> None:
    assert_sound(national(client, prefix), lang)


def test_every_network_stands_in_the_table(client: Client, regional: Network) -> None:
    page = national(client)
    assert page.title == "3 alueverkostoa tuo kulttuurin ja hyvinvoinnin yhteen"
    assert "1 Verkoston nimi Pohjois-Savo 2016 Moottori ry" in page.text
    assert "2 Lappi Lappi 2019 Lapin moottori" in page.text


def test_what_is_not_known_is_said_in_words(client: Client, regional: Network) -> None:
    assert "3 Etelä-Karjala Etelä-Karjala ei tiedossa ei tiedossa" in national(client).text


def test_networks_of_this_installation_are_linked(client: Client, regional: Network) -> None:
    html = client.get("/").content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    assert '<a href="/v/voimala/">Verkoston nimi</a>' in table
    assert table.count("<a ") == 1
    assert "/v/toinen/" in read(client.get("/")).links


def test_an_unpublished_network_has_no_link(
    client: Client, regional: Network, other_network: Network
) -> None:
    third = Network.objects.create(
        code="kolmas", region=regional.region, name_fi="Kolmas", short_name="K", published=True
    )
    assert third.pk
    Network.objects.filter(pk=regional.pk).update(published=False)
    page = national(client)
    assert "/v/voimala/" not in page.links
    assert "Verkoston nimi" in page.text
    assert page.classes["tile-here"] == 0


def test_the_map_has_a_tile_for_every_region_and_a_number_for_every_network(
    client: Client, regional: Network
) -> None:
    page = national(client)
    assert page.classes["tile-number"] == 3
    assert page.classes["tile-none"] == len(TILES) - 3 + 1  # and the one of the legend
    assert (page.classes["tile-here"], page.classes["tile-network"]) == (2, 3)


def test_every_seeded_row_has_a_place_of_its_own() -> None:
    codes = [row["code"] for row in told_networks()]
    assert len(codes) == 14
    places = [regions_of(code) for code in codes]
    assert all(places), dict(zip(codes, places, strict=True))
    flat = [region for regions in places for region in regions]
    assert len(flat) == len(set(flat)) == 16  # fourteen networks in sixteen regions


def test_no_region_is_left_out_or_covers_another() -> None:
    assert len(TILES) == 19
    for one, other in combinations(TILES.values(), 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one.fi, other.fi)


@pytest.mark.parametrize("code", SPANS)
def test_the_tiles_of_one_network_hang_together(code: str) -> None:
    tiles = tuple(TILES[region] for region in SPANS[code])
    assert len(joints(tiles)) >= len(tiles) - 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_names_fit_their_tiles(language: str) -> None:
    with translation.override(language):
        for tile in TILES.values():
            for line, y in tile.lines:
                assert len(line) <= 14 * tile.wide, line
                assert tile.y < y < tile.y + tile.height


def test_tiles_that_only_touch_at_a_corner_are_not_joined() -> None:
    assert joints((Tile(0, 0, "A", "", ""), Tile(1, 1, "B", "", ""))) == []


def test_an_unknown_code_is_in_the_table_and_not_on_the_map(client: Client, regional: Network) -> None:
    RegionalNetwork.objects.create(code="tuntematon", region_fi="Uusi alue", order=9)
    page = national(client)
    assert "4 Uusi alue" in page.text
    assert page.classes["tile-number"] == 3
