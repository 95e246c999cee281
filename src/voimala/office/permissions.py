"""Who may look into the outbox of a network and at the work in its background, and tend a calendar."""

from voimala.accounts.permissions import is_that_user
from voimala.core import access
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator

keeps_running = holds(RoleKind.COORDINATOR, RoleKind.OPERATOR)


def add_to_table() -> None:
    """An auditor sees that messages leave, not to whom; only the coordinator tries a demonstration's."""
    access.add_rows(
        {
            "office.read_messages": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR),
            "office.read_addresses": is_coordinator,
            "office.read_jobs": keeps_running,
            "office.start_job": keeps_running,
            "office.stop_job": keeps_running,
            "office.keep_calendar": is_that_user,
            # The register that the rows go into asks its own deed beside this.
            "office.import_rows": is_coordinator,
        }
    )
