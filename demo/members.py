"""The real organisations: memberships, agreements and terms, and nothing else.

No people, hours or euros may ever stand on a real organisation here.
"""

from random import Random

from demo.public_ids import public_id
from demo.reading import Entry, date, facts, marks, text_columns
from voimala.core.text import sort_key
from voimala.networks.models import Network
from voimala.partners.models import Membership, Organisation, Term


def build_members(network: Network, draw: Random) -> None:
    told = facts()
    found = add_organisations(network, told["organisations"], draw)
    Membership.objects.bulk_create(
        Membership(
            network=network,
            organisation=found[code],
            ground=entry["ground"],
            since=date(entry, "since"),
            until=date(entry, "until"),
            sources=marks(entry),
        )
        for entry in told["memberships"]
        for code in entry["parties"]
    )
    Term.objects.bulk_create(
        Term(
            network=network,
            organisation=found[entry["organisation"]],
            duty=Term.Duty.ADMINISTRATOR,
            since=date(entry, "since"),
            until=date(entry, "until"),
            sources=marks(entry),
        )
        for entry in told["administrators"]
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
