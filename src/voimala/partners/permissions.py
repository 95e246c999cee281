"""What may be done to partners."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.viewer import Viewer
from voimala.networks.permissions import is_coordinator
from voimala.partners.models import Organisation
from voimala.partners.models.organisation import organisations_of


@rules.predicate
def is_its_contact(viewer: Viewer, on: Organisation) -> bool:
    """A contact of this very organisation, whose role as a partner's contact is in force."""
    return on.pk in organisations_of(viewer)


def add_to_table() -> None:
    rows: dict[str, Any] = {
        "partners.set_asking_order": is_coordinator | is_its_contact,
        "partners.add_organisations": is_coordinator,
        "partners.keep_terms": is_coordinator,
    }
    access.add_rows(rows)
