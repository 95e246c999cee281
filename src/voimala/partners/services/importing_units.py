"""Units from a file: their organisations are in the register or come along."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core import access, events
from voimala.core.localized import columns
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network, Sector
from voimala.office.openings import Fate, GivenRow, ImportColumn, LookedRow, Made
from voimala.office.tabular import choices_by_name, folded
from voimala.partners.models import Organisation, Unit
from voimala.partners.models.organisation import finnish_key
from voimala.partners.services.adding import NewOrganisation, add_organisations, known_organisations
from voimala.partners.services.importing import ORGANISATION_COLUMNS, names_of, one_of, unknown
from voimala.partners.words import guess_kind, name_key

WORKED_IN = tuple(choice for choice in Sector.choices if choice[0] != Sector.CLIENT)
"""Experts by experience work in no unit."""
UNIT_COLUMNS = (
    ImportColumn(
        "organisation",
        gettext_lazy("organisation"),
        frozenset({"organisaatio", "työnantaja", "organisation", "organization", "arbetsgivare", "employer"}),
    ),
    *ORGANISATION_COLUMNS[:2],
    ImportColumn(
        "name",
        gettext_lazy("name"),
        frozenset({"nimi", "yksikkö", "yksikön nimi", "namn", "enhet", "name", "unit", "nimi suomeksi"}),
    ),
    ImportColumn(
        "sector", gettext_lazy("sector"), frozenset({"sektori", "toimiala", "ala", "sektor", "sector"})
    ),
    ImportColumn(
        "municipality",
        gettext_lazy("municipality"),
        frozenset({"kunta", "paikkakunta", "kaupunki", "kommun", "ort", "municipality", "town", "city"}),
    ),
)


@dataclass(frozen=True)
class NewUnit:
    """A unit to add to an organisation that the register has."""

    organisation: Organisation
    names: Mapping[str, str]
    sector: str
    municipality: Municipality | None = None


@transaction.atomic
def add_units(*, by: Actor, network: Network, units: Sequence[NewUnit], now: dt.datetime) -> list[Unit]:
    """Add the units; whether the register has them already, the caller has asked under the network's lock."""
    access.require("partners.add_organisations", by, network)
    rows = [
        Unit(
            network=network,
            organisation=one.organisation,
            sector=one.sector,
            municipality=one.municipality,
            synthetic=network.synthetic,
            **columns("name", {"fi": next(iter(one.names.values())), **one.names}),
        )
        for one in units
    ]
    for row in rows:
        row.sort_key = finnish_key(row)
    Unit.objects.bulk_create(rows, batch_size=500)
    subjects = [Reference("unit", row.public_id) for row in rows]
    if subjects:
        events.record(by=by, deed="units_added", subjects=subjects, now=now, network_id=network.pk)
    return rows


def known_units(network: Network) -> dict[tuple[int, str], Unit]:
    """The network's units by their organisation and the keys of their names in every language."""
    rows = Unit.objects.filter(network=network)
    return {
        (row.organisation_id, name_key(name)): row
        for row in rows
        for name in Unit.name.all_of(row).values()
        if name
    }


def known_places(network: Network) -> dict[str, Municipality]:
    """The municipalities of the network's region by the keys of their names in every language."""
    rows = Municipality.objects.filter(region=network.region_id)
    return {name_key(name): row for row in rows for name in Municipality.name.all_of(row).values() if name}


@dataclass(frozen=True)
class _Register:
    organisations: dict[str, Organisation]
    units: dict[tuple[int, str], Unit]
    places: dict[str, Municipality]


@cache
def sectors() -> dict[str, str]:
    return choices_by_name(WORKED_IN)


def look_over_units(network: Network, rows: Sequence[GivenRow]) -> list[LookedRow]:
    register = _Register(known_organisations(network), known_units(network), known_places(network))
    seen: dict[tuple[str, str], int] = {}
    return [_look_at_unit(row, register, seen) for row in rows]


def _look_at_unit(row: GivenRow, register: _Register, seen: dict[tuple[str, str], int]) -> LookedRow:
    names, employer = names_of(row.told), row.told.get("organisation", "")
    shown = next(iter(names.values()), "")
    fault = _fault_of_unit(row.told, names)
    if fault:
        column, why, remedy = fault
        return LookedRow(row.number, Fate.FAULTY, shown, column, why, remedy)
    organisation = register.organisations.get(name_key(employer))
    keys = [name_key(name) for name in names.values()]
    why = ""
    if organisation and any((organisation.pk, key) in register.units for key in keys):
        why = _("The organisation has a unit of this name already.")
    first = next((seen[(name_key(employer), key)] for key in keys if (name_key(employer), key) in seen), None)
    if not why and first is not None:
        why = _("The same is on row %(row)s.") % {"row": first}
    for key in keys:
        seen.setdefault((name_key(employer), key), row.number)
    place = row.told.get("municipality", "")
    return LookedRow(
        row.number,
        Fate.ALIKE if why and not row.anyway else Fate.NEW,
        shown,
        why=why,
        details=employer,
        brings=() if organisation else (employer,),
        left_out=(place,) if place and name_key(place) not in register.places else (),
    )


def _fault_of_unit(told: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str, str] | None:
    """(column, what is wrong, what to do) of the first fault; None when there is none."""
    if not names:
        return "name", _("The name is missing."), _("Write the unit's name.")
    if not told.get("organisation"):
        missing = _("The organisation is missing.")
        return "organisation", missing, _("Write whose unit it is.")
    if not told.get("sector"):
        return "sector", _("The sector is missing."), one_of(WORKED_IN)
    if folded(told["sector"]) not in sectors():
        return "sector", unknown(told["sector"]), one_of(WORKED_IN)
    return None


def import_units(*, by: Actor, network: Network, rows: Sequence[GivenRow], now: dt.datetime) -> list[Made]:
    """Add the rows that looking over lets in, and the organisations that the register does not have yet."""
    fates = {looked.number: looked.fate for looked in look_over_units(network, rows)}
    wanted = [row for row in rows if fates[row.number] == Fate.NEW]
    named = {name_key(row.told["organisation"]): row.told["organisation"] for row in reversed(wanted)}
    new = [NewOrganisation({"fi": name}, guess_kind(name)) for name in named.values()]
    added = add_organisations(by=by, network=network, organisations=new, take_part=False, now=now)
    known, places = known_organisations(network), known_places(network)
    units = add_units(
        by=by,
        network=network,
        units=[
            NewUnit(
                organisation=known[name_key(row.told["organisation"])],
                names=names_of(row.told),
                sector=sectors()[folded(row.told["sector"])],
                municipality=places.get(name_key(row.told.get("municipality", ""))),
            )
            for row in wanted
        ],
        now=now,
    )
    return [*(Made("organisation", row) for row in added), *(Made("unit", row) for row in units)]
