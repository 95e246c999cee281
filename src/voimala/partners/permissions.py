"""What may be done to partners."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator
from voimala.partners.models import Organisation, Party
from voimala.partners.models.agreement import READERS
from voimala.partners.models.commitment import OVERSEERS
from voimala.partners.models.ledger import OF_ORGANISATION
from voimala.partners.models.organisation import organisations_of


@rules.predicate
def is_its_contact(viewer: Viewer, on: Organisation) -> bool:
    """A contact of this very organisation, whose role as a partner's contact is in force."""
    return on.pk in organisations_of(viewer)


@rules.predicate
def speaks_for_the_party(viewer: Viewer, on: Party) -> bool:
    """A contact of the organisation that is the party."""
    return on.organisation_id in organisations_of(viewer)


reads_agreements = holds(*READERS)


@rules.predicate
def comes_by_its_link(viewer: Viewer, on: Organisation) -> bool:
    """A link that names this organisation's rows, sent to its contact."""
    only = viewer.only if isinstance(viewer, Actor) and viewer.viewer is None else None
    return only == Reference(OF_ORGANISATION, on.public_id)


def add_to_table() -> None:
    rows: dict[str, Any] = {
        "partners.set_asking_order": is_coordinator | is_its_contact,
        "partners.add_organisations": is_coordinator,
        "partners.keep_terms": is_coordinator,
        # Organisations, units and memberships; their contacts also by a contact of the same organisation.
        "partners.keep_register": is_coordinator,
        "partners.keep_contacts": is_coordinator | is_its_contact,
        "partners.read_contacts": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR, RoleKind.PARTNER_CONTACT),
        "partners.keep_agreement": is_coordinator,
        "partners.tell_party": is_coordinator | speaks_for_the_party,
        "partners.read_agreements": reads_agreements,
        # Sums of all partners; rows are those of Entry.visible_to.
        "partners.read_contributions": holds(*OVERSEERS, RoleKind.PARTNER_CONTACT),
        "partners.oversee_ledger": holds(*OVERSEERS),
        "partners.read_rows": holds(*OVERSEERS) | is_its_contact,
        # Whether a form has anybody to write for; for whom, each row asks.
        "partners.record_somewhere": holds(RoleKind.COORDINATOR, RoleKind.PARTNER_CONTACT),
        "partners.record_for_all": is_coordinator,
        "partners.record_contribution": is_coordinator | is_its_contact,
        "partners.confirm_hours": is_its_contact | comes_by_its_link,
    }
    access.add_rows(rows)
