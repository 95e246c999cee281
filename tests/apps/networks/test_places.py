"""The shipped list of places: whole, without doubles, in both languages."""

from collections import Counter

import pytest

from voimala.networks.places import (
    COUNTIES,
    HUS,
    MUNICIPALITIES,
    REGIONS,
    counties_of,
    municipalities_of,
    region_named,
    regions_holding,
)

# Municipalities in each region from 1 January 2025, 308 in all.
KNOWN = {
    "Uusimaa": 26,
    "Varsinais-Suomi": 27,
    "Satakunta": 16,
    "Kanta-Häme": 11,
    "Pirkanmaa": 23,
    "Päijät-Häme": 10,
    "Kymenlaakso": 6,
    "Etelä-Karjala": 9,
    "Etelä-Savo": 11,
    "Pohjois-Savo": 19,
    "Pohjois-Karjala": 13,
    "Keski-Suomi": 22,
    "Etelä-Pohjanmaa": 18,
    "Pohjanmaa": 14,
    "Keski-Pohjanmaa": 8,
    "Pohjois-Pohjanmaa": 30,
    "Kainuu": 8,
    "Lappi": 21,
    "Ahvenanmaa": 16,
}
# Bilingual municipalities and those with Swedish as their only language outside Åland.
WITH_SWEDISH = (
    "Espoo Hanko Helsinki Inkoo Kauniainen Kirkkonummi Lapinjärvi Lohja Loviisa Myrskylä Porvoo Raasepori "
    "Sipoo Siuntio Vantaa Kaarina Kemiönsaari Parainen Turku Kokkola Kruunupyy Kaskinen Korsnäs "
    "Kristiinankaupunki Luoto Maalahti Mustasaari Närpiö Pietarsaari Uusikaarlepyy Vaasa Vöyri Pyhtää"
)


def test_each_region_has_its_municipalities() -> None:
    assert {region.fi: len(municipalities_of(region.code)) for region in REGIONS} == KNOWN
    assert len(MUNICIPALITIES) == sum(KNOWN.values()) == 308


def test_no_name_and_no_code_comes_twice() -> None:
    for names in (
        [row.fi for row in MUNICIPALITIES],
        [row.sv for row in MUNICIPALITIES if row.sv],
        [row.code for row in REGIONS],
        [row.fi for row in COUNTIES],
        [row.sv for row in COUNTIES],
        [row.code for row in (*COUNTIES, HUS)],
    ):
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_name_is_clean() -> None:
    for row in (*REGIONS, *COUNTIES, *MUNICIPALITIES):
        for name in row.names.values():
            assert name == " ".join(name.split())
            assert not name or name[0].isupper()
    assert all(all(row.names.values()) for row in (*REGIONS, *COUNTIES))


@pytest.mark.parametrize("name", WITH_SWEDISH.split())
def test_bilingual_municipalities_have_their_swedish_name(name: str) -> None:
    (found,) = (row for row in MUNICIPALITIES if row.fi == name)
    assert found.sv


def test_all_of_mainland_finland_but_helsinki_has_a_county() -> None:
    without = {row.fi for row in MUNICIPALITIES if not row.county and row.region != "ahvenanmaa"}
    assert without == {"Helsinki"}
    assert {row.county for row in MUNICIPALITIES if row.county} == {county.code for county in COUNTIES}
    assert len(COUNTIES) == 21


def test_counties_of_a_region() -> None:
    assert [row.fi for row in counties_of("etela-savo")] == ["Etelä-Savon hyvinvointialue"]
    assert len(counties_of("uusimaa")) == 5
    assert HUS in counties_of("uusimaa")
    assert counties_of("ahvenanmaa") == ()
    assert counties_of("no-such") == ()


@pytest.mark.parametrize(
    ("name", "code"), [("Pohjanmaa", "pohjanmaa"), (" österbotten ", "pohjanmaa"), ("Savo", None)]
)
def test_a_region_is_found_by_either_name(name: str, code: str | None) -> None:
    found = region_named(name)
    assert (found.code if found else None) == code


def test_regions_are_known_by_their_municipalities() -> None:
    assert [row.fi for row in regions_holding(["Vaasa", "kokkola", "Olematon"])] == [
        "Pohjanmaa",
        "Keski-Pohjanmaa",
    ]
