"""Finland's regions, wellbeing services counties and municipalities of 2026: their names and nothing else.

A new network chooses its region and its partners from here. The tables beside this module are read once. They
hold no coordinates, figures or people; where a municipality lies is known only to networks that have told it.

Sources: the division into municipalities and regions in force from 1 January 2025 (308 municipalities, 19
regions; Statistics Finland's classifications), and the act on wellbeing services counties (616/2021): 21
counties, the city of Helsinki for itself, HUS in Uusimaa. Municipalities without a Swedish name of their own
have none here.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class NamedPlace(NamedTuple):
    """A region (maakunta) or a wellbeing services county, by its code and names."""

    code: str
    fi: str
    sv: str
    en: str

    @property
    def names(self) -> dict[str, str]:
        return {"fi": self.fi, "sv": self.sv, "en": self.en}


class NamedMunicipality(NamedTuple):
    """A municipality: `region` and `county` are codes. `county` is empty for Helsinki and in Åland."""

    fi: str
    sv: str
    region: str
    county: str

    @property
    def names(self) -> dict[str, str]:
        return {"fi": self.fi, "sv": self.sv}


def _rows(name: str) -> list[list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table))[1:]


REGIONS = tuple(NamedPlace(*row) for row in _rows("regions.csv"))
COUNTIES = tuple(NamedPlace(*row) for row in _rows("counties.csv"))
MUNICIPALITIES = tuple(NamedMunicipality(*row) for row in _rows("municipalities.csv"))
HUS = NamedPlace("hus", "HUS-yhtymä", "HUS-sammanslutningen", "HUS Group")
"""Specialised care in Uusimaa: a joint authority of its four counties and Helsinki, not a county itself."""


def municipalities_of(region: str) -> tuple[NamedMunicipality, ...]:
    """The municipalities of a region, by its code; none for a code that is not one."""
    return tuple(row for row in MUNICIPALITIES if row.region == region)


def counties_of(region: str) -> tuple[NamedPlace, ...]:
    """The wellbeing services counties of a region; in Uusimaa also HUS."""
    named = {row.county for row in municipalities_of(region)}
    counties = tuple(county for county in COUNTIES if county.code in named)
    return (*counties, HUS) if region == "uusimaa" else counties


def region_named(name: str) -> NamedPlace | None:
    """By its Finnish or Swedish name, however written in capitals."""
    wanted = name.strip().casefold()
    return next((row for row in REGIONS if wanted in (row.fi.casefold(), row.sv.casefold())), None)


@cache
def _regions_of_municipalities() -> dict[str, str]:
    return {row.fi.casefold(): row.region for row in MUNICIPALITIES}


def regions_holding(municipalities: list[str]) -> list[NamedPlace]:
    """The regions in which municipalities of these Finnish names lie, in the order of the list of regions."""
    known = _regions_of_municipalities()
    codes = {known[name.casefold()] for name in municipalities if name.casefold() in known}
    return [row for row in REGIONS if row.code in codes]
