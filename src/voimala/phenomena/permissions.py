"""Who may frame needs and write briefs."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator


def add_to_table() -> None:
    access.add_rows(
        {
            "phenomena.frame_need": is_coordinator,
            "phenomena.edit_need": is_coordinator,
            "phenomena.edit_brief": is_coordinator,
        }
    )
