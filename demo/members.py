"""The real organisations: memberships and dated duties, and nothing else.

No people, hours or euros may ever stand on a real organisation here. Invented members come from a file of
their own and say so.
"""

from random import Random

from demo.public_ids import public_id
from demo.reading import Entry, date, marks, text_columns
from voimala.core.text import sort_key
from voimala.networks.models import Network
from voimala.partners.models import Membership, Organisation, Term


def build_members(network: Network, told: Entry, draw: Random) -> None:
    found = add_organisations(network, told.get("organisations", []), draw)
    Membership.objects.bulk_create(
        Membership(
            network=network,
            organisation=found[code],
            ground=entry["ground"],
            since=date(entry, "since"),
            until=date(entry, "until"),
            sources=marks(entry),
        )
        for entry in told.get("memberships", ())
        for code in entry["parties"]
    )
    Term.objects.bulk_create(
        Term(
            network=network,
            organisation=found[entry["organisation"]],
            duty=entry["duty"],
            since=date(entry, "since"),
            until=date(entry, "until"),
            sources=marks(entry),
        )
        for entry in told.get("terms", ())
    )


def add_organisations(network: Network, told: list[Entry], draw: Random) -> dict[str, Organisation]:
    """The organisations by code."""
    made = Organisation.objects.bulk_create(
        Organisation(
            network=network,
            public_id=public_id(draw),
            code=entry["code"],
            kind=entry["kind"],
            sort_key=sort_key(entry["fi"]),
            sources=marks(entry),
            **text_columns("name", entry),
        )
        for entry in told
    )
    return {organisation.code: organisation for organisation in made}


def add_invented_members(network: Network, told: list[Entry], draw: Random) -> None:
    """Synthetic organisations that take part without an agreement."""
    made = Organisation.objects.bulk_create(
        Organisation(
            network=network,
            public_id=public_id(draw),
            code=entry["code"],
            kind=entry["kind"],
            sort_key=sort_key(entry["fi"]),
            synthetic=True,
            name_fi=f"{entry['fi']} (malli)",
            name_sv=f"{entry['sv']} (exempel)",
            name_en=f"{entry['en']} (sample)",
        )
        for entry in told
    )
    Membership.objects.bulk_create(
        Membership(network=network, organisation=organisation, ground=Membership.Ground.TAKES_PART)
        for organisation in made
    )
