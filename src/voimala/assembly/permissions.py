"""Who may propose, decide and leave."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator


def add_to_table() -> None:
    access.add_rows(
        {
            "assembly.propose": is_coordinator,
            "assembly.decide": is_coordinator,
            "assembly.leave": is_coordinator,
        }
    )
