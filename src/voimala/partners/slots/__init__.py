"""What partners put on other apps' pages: the menu item and the addresses of organisations and units."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import MenuItem, menu
from voimala.core.viewer import Viewer
from voimala.networks.models import Part
from voimala.networks.openings import part_addresses, settings_pages, shareables
from voimala.networks.words import word
from voimala.office.openings import Attachable, attachables, search_sources
from voimala.partners.models import Contact, Organisation, Project, Unit
from voimala.partners.models.finding import (
    ORGANISATIONS,
    PROJECTS,
    UNITS,
    address_of,
    address_of_project,
    address_of_unit,
)
from voimala.partners.models.sharing import SHARED
from voimala.partners.slots import agreements, importing, ledger, registers

MENU_ORDER = 40
DUTIES_ORDER = 50
ORGANISATION_FILES = Attachable(
    "organisation", Organisation, add="partners.keep_contacts", read="partners.read_rows"
)


def fill() -> None:
    menu.fill(menu_items)
    part_addresses.fill(parts)
    importing.fill()
    settings_pages.fill(duties_page)
    shareables.fill(SHARED)
    register(ReferenceKind("organisation", visible_organisations, str, address_of))
    register(ReferenceKind("unit", visible_units, str, address_of_unit))
    register(ReferenceKind("project", visible_projects, str, address_of_project))
    for source in (ORGANISATIONS, UNITS, PROJECTS):
        search_sources.fill(source)
    attachables.fill(ORGANISATION_FILES)
    register(ReferenceKind("contact", visible_contacts, str, address_of_contact))
    ledger.fill()
    agreements.fill()
    registers.fill()


def parts() -> dict[str, str]:
    """The register; who answers for the network is settled also without it."""
    return {f"partners:{page}": Part.PARTNERS for page in ("partners", "organisation", "add")}


def duties_page(viewer: Viewer, network: Any) -> list[MenuItem]:
    if not access.allowed("partners.keep_terms", viewer, network):
        return []
    return [MenuItem(_("Duties"), reverse("partners:duties", args=[network.code]), DUTIES_ORDER)]


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For everybody of the network; visitors read the partners on the front page."""
    if not viewer.roles_in(network.pk):
        return []
    also = tuple(reverse(f"partners:{page}", args=[network.code]) for page in ("contributions", "agreements"))
    where = reverse("partners:partners", args=[network.code])
    return [MenuItem(word(network, "partners"), where, MENU_ORDER, also)]


def visible_organisations(viewer: Viewer) -> Any:
    return Organisation.objects.visible_to(viewer).select_related("network")


def page_of(code: str, public_id: str) -> str:
    return reverse("partners:organisation", args=[code, public_id])


def visible_units(viewer: Viewer) -> Any:
    return Unit.objects.visible_to(viewer).select_related("network", "organisation__network")


def visible_projects(viewer: Viewer) -> Any:
    return Project.objects.visible_to(viewer).select_related("network")


def visible_contacts(viewer: Viewer) -> Any:
    return Contact.objects.visible_to(viewer).select_related("network", "organisation__network")


def address_of_contact(contact: Contact) -> str:
    """A contact stands on the organisation's page."""
    return address_of(contact.organisation)
