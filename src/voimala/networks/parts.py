"""Which part of the platform an address belongs to, and whether it stands in a network.

The one place where a part left out takes its pages along: the middleware asks for the address of a request,
the menu and the desk for the addresses they would show. Each app says in the slot `part_addresses` what
is whose.
"""

from django.urls import Resolver404, resolve

from voimala.networks.models import Network
from voimala.networks.openings import part_addresses


def part_of(view_name: str) -> str | None:
    """The part of an address by its name, "app:page"; None for what every network has."""
    parts = {name: part for table in part_addresses.gather() for name, part in table.items()}
    return parts.get(view_name) or parts.get(f"{view_name.partition(':')[0]}:")


def has_view(network: Network, view_name: str) -> bool:
    part = part_of(view_name)
    return part is None or network.uses(part)


def has_page(network: Network, url: str) -> bool:
    """Does the network have the page at this address? What is not a page of the platform is not judged."""
    try:
        found = resolve(url.partition("#")[0].partition("?")[0])
    except Resolver404:
        return True
    return has_view(network, found.view_name)
