"""What may be read of people beside the rows themselves: which parts a page has."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.viewer import Viewer
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator

oversees = holds(RoleKind.COORDINATOR, RoleKind.AUDITOR)


@rules.predicate
def is_oneself(viewer: Viewer, on: Any) -> bool:
    return on.user_id is not None and on.user_id == viewer.pk


def add_to_table() -> None:
    access.add_rows(
        {
            # The register itself; the rows in it are those of Person.visible_to.
            "people.read_register": holds(
                RoleKind.COORDINATOR, RoleKind.AUDITOR, RoleKind.PARTNER_CONTACT, RoleKind.PROFESSIONAL
            ),
            # Employers never see strengths: the network is their controller.
            "people.read_strengths": oversees | is_oneself,
            "people.read_limits": is_coordinator | is_oneself,
        }
    )
