"""The invented organisations: what they are called, where their units are.

Every name says "(malli)", every row is synthetic. They are no members of the network: agreements are facts.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from demo.public_ids import public_id
from demo.reading import Entry, invented, text_columns
from voimala.core.text import sort_key
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network
from voimala.partners.models import Contact, Organisation, Unit
from voimala.partners.services import set_asking_order


@dataclass
class Workplaces:
    """What was made: organisations by code, units by their plain Finnish name, all in order."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)

    def unit(self, fi: str) -> Unit:
        """The first unit whose plain name this is: "Neuvola" for "Neuvola (malli 9)"."""
        return next(unit for unit in self.units if plain_name(unit) == fi)


def plain_name(unit: Unit) -> str:
    """The Finnish name without its number."""
    return Unit.name.all_of(unit)["fi"].partition(" (")[0]


def build_workplaces(network: Network, draw: Random) -> Workplaces:
    told = invented("workplaces")
    organisations = Organisation.objects.bulk_create(organisation_row(network, entry, draw) for entry in told)
    made = Workplaces({organisation.code: organisation for organisation in organisations})
    plans = list(numbered_units(told, made))
    leads = Contact.objects.bulk_create(
        lead_row(network, organisation, entry, number, draw) for number, organisation, entry in plans
    )
    places = {row.code: row for row in Municipality.objects.filter(region=network.region)}
    made.units = Unit.objects.bulk_create(
        unit_row(organisation, lead, entry, number, places[entry["municipality"]], draw)
        for (number, organisation, entry), lead in zip(plans, leads, strict=True)
    )
    return made


def numbered_units(told: list[Entry], made: Workplaces) -> Iterator[tuple[int, Organisation, Entry]]:
    """Running number of all units, organisation, unit."""
    pairs = ((made.organisations[entry["code"]], unit) for entry in told for unit in entry["units"])
    for number, (organisation, unit) in enumerate(pairs, start=1):
        yield number, organisation, unit


def organisation_row(network: Network, entry: Entry, draw: Random) -> Organisation:
    return Organisation(
        network=network,
        public_id=public_id(draw),
        code=entry["code"],
        kind=entry["kind"],
        sort_key=sort_key(entry["name"]["fi"]),
        synthetic=True,
        **text_columns("name", entry["name"]),
    )


def lead_row(
    network: Network, organisation: Organisation, entry: Entry, number: int, draw: Random
) -> Contact:
    """A unit's lead: a work role, and an address at which nobody is."""
    return Contact(
        network=network,
        public_id=public_id(draw),
        organisation=organisation,
        name=f"Yksikön esihenkilö (malli {number})",
        work_role=entry["lead"],
        email=mail_of("esihenkilo", number),
        synthetic=True,
    )


def mail_of(who: str, number: int) -> str:
    """An address in a domain that exists nowhere (RFC 2606)."""
    return f"{who}-{number}@malli.example"


def unit_row(
    organisation: Organisation, lead: Contact, entry: Entry, number: int, place: Municipality, draw: Random
) -> Unit:
    name = f"{entry['fi']} (malli {number})"
    return Unit(
        network_id=organisation.network_id,
        public_id=public_id(draw),
        organisation=organisation,
        name_fi=name,
        name_sv=f"{entry['sv']} (exempel {number})",
        name_en=f"{entry['en']} (sample {number})",
        sector=entry["sector"],
        municipality=place,
        lead=lead,
        sort_key=sort_key(name),
        synthetic=True,
    )


def choose_orders(
    organisations: dict[str, Organisation], told: list[Entry], *, by: Actor, now: dt.datetime
) -> None:
    """In which order each organisation wants its people asked; the person first unless told otherwise."""
    for entry in told:
        if "order" in entry:
            order = Organisation.AskingOrder(entry["order"])
            set_asking_order(by=by, organisation=organisations[entry["code"]], order=order, now=now)
