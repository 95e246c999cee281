"""The country's regional networks as published, each tied to its own place here if it has one."""

from random import Random

from demo.public_ids import public_id
from demo.reading import Entry, date, marks, read, text_columns
from voimala.networks.models import Network
from voimala.networks.models.neighbours import RegionalNetwork


def add_regional_networks() -> None:
    """All fourteen, after the networks of this installation have been made."""
    here = {network.code: network for network in Network.objects.all()}
    draw = Random("regional networks")
    RegionalNetwork.objects.bulk_create(
        regional_network(entry, order, here, draw)
        for order, entry in enumerate(read("facts/regional_networks"), start=1)
    )


def regional_network(entry: Entry, order: int, here: dict[str, Network], draw: Random) -> RegionalNetwork:
    return RegionalNetwork(
        public_id=public_id(draw),
        code=entry["code"],
        motor=entry["motor"] or "",
        start=date(entry, "start"),
        network=here.get(entry.get("on_this_installation", "")),
        order=order,
        sources=marks(entry),
        **text_columns("region", entry["region"]),
        **text_columns("name", entry.get("name")),
        **text_columns("detail", entry.get("detail")),
    )
