"""The registers of partners in the small menu, and what an invitation's letter is called."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core import access
from voimala.core.slots import MenuItem
from voimala.core.viewer import Viewer
from voimala.networks.models import Part
from voimala.networks.openings import part_addresses, register_pages
from voimala.networks.words import word
from voimala.office.openings import purposes
from voimala.partners.services.inviting import PURPOSE

PAGES = (
    "organisations",
    "edit_organisation",
    "new_membership",
    "edit_membership",
    "units",
    "new_unit",
    "edit_unit",
    "contacts",
    "new_contact",
    "edit_contact",
)


def fill() -> None:
    register_pages.fill(pages)
    part_addresses.fill(parts)
    purposes.fill(invitation_purposes)


def parts() -> dict[str, str]:
    """Roles are there also without the register of partners: every network gives them."""
    return {f"partners:{page}": Part.PARTNERS for page in PAGES}


def invitation_purposes() -> Mapping[str, Any]:
    return {PURPOSE: gettext_lazy("an invitation to a role")}


def pages(viewer: Viewer, network: Any) -> list[MenuItem]:
    """In the order in which a network is built: who takes part, where, through whom, and who may do what."""
    if not viewer.roles_in(network.pk):
        return []

    def item(label: str, name: str, order: int) -> MenuItem:
        return MenuItem(label, reverse(f"partners:{name}", args=[network.code]), order)

    found = [
        item(word(network, "partners"), "partners", 10),
        item(_("Organisations"), "organisations", 20),
        item(_("Units"), "units", 30),
    ]
    if access.allowed("partners.read_contacts", viewer, network):
        found.append(item(_("Contacts"), "contacts", 40))
    if access.allowed("accounts.read_roles", viewer, network):
        found.append(item(_("Roles"), "roles", 80))
    return found
