"""Who publishes, who may write from outside, and who reads what came."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator
from voimala.phenomena.permissions import sees_network


def add_to_table() -> None:
    access.add_rows(
        {
            "public.publish": is_coordinator,
            "public.add_picture": is_coordinator,
            "public.comment": sees_network,
            "public.report_comment": sees_network,
            "public.contact": sees_network,
            "public.moderate": is_coordinator,
            "public.read_contact": is_coordinator,
        }
    )
