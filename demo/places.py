"""Regions with their municipalities, and the sources of the facts: what all networks share."""

from demo.reading import Entry, read, text_columns
from voimala.core.text import sort_key
from voimala.networks.models import Municipality, Region, Source
from voimala.networks.places import municipalities_of
from voimala.networks.services import municipality_code


def make_region(code: str) -> Region:
    """The region with its municipalities; those that are there already stay as they are."""
    told = next(entry for entry in read("facts/municipalities") if entry["region"]["code"] == code)
    region, _made = Region.objects.get_or_create(code=code, defaults=text_columns("name", told["region"]))
    rows = [with_centre(region, entry) for entry in told["municipalities"]] or by_name(region)
    Municipality.objects.bulk_create(rows, ignore_conflicts=True)
    return region


def with_centre(region: Region, entry: Entry) -> Municipality:
    return Municipality(
        region=region,
        code=entry["code"],
        latitude=entry["centre"][0],
        longitude=entry["centre"][1],
        sort_key=sort_key(entry["fi"]),
        **text_columns("name", entry),
    )


def by_name(region: Region) -> list[Municipality]:
    """From the country's list: names only, where they lie is not known."""
    return [
        Municipality(
            region=region,
            code=municipality_code(named.fi),
            sort_key=sort_key(named.fi),
            **text_columns("name", named.names),
        )
        for named in municipalities_of(region.code)
    ]


def add_sources() -> None:
    Source.objects.bulk_create(
        (
            Source(mark=entry["mark"], title=entry["title"], address=entry["address"] or "")
            for entry in read("facts/sources")
        ),
        ignore_conflicts=True,
    )
