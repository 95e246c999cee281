"""Who publishes."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator


def add_to_table() -> None:
    access.add_rows(
        {
            "public.publish": is_coordinator,
            "public.add_picture": is_coordinator,
        }
    )
