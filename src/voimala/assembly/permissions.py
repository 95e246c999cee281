"""Who may propose, decide and leave, and who looks at groups."""

from voimala.core import access
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator


def add_to_table() -> None:
    access.add_rows(
        {
            "assembly.propose": is_coordinator,
            "assembly.decide": is_coordinator,
            "assembly.leave": is_coordinator,
            # The list itself: to others it would say that there are no groups.
            "assembly.read_groups": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR),
        }
    )
