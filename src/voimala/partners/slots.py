"""What partners put on other apps' pages: the menu item and the addresses of organisations and units."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.core.references import ReferenceKind, register
from voimala.core.slots import MenuItem, menu
from voimala.core.viewer import Viewer
from voimala.partners.models import Contact, Organisation, Unit

MENU_ORDER = 40


def fill() -> None:
    menu.fill(menu_items)
    register(ReferenceKind("organisation", visible_organisations, str, address_of))
    register(ReferenceKind("unit", visible_units, str, address_of_unit))
    register(ReferenceKind("contact", visible_contacts, str, address_of_contact))


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For everybody of the network; visitors read the partners on the front page."""
    if not viewer.roles_in(network.pk):
        return []
    return [MenuItem(_("Partners"), reverse("partners:partners", args=[network.code]), MENU_ORDER)]


def visible_organisations(viewer: Viewer) -> Any:
    return Organisation.objects.visible_to(viewer).select_related("network")


def address_of(organisation: Organisation) -> str:
    return reverse("partners:organisation", args=[organisation.network.code, organisation.public_id])


def visible_units(viewer: Viewer) -> Any:
    return Unit.objects.visible_to(viewer).select_related("network", "organisation__network")


def address_of_unit(unit: Unit) -> str:
    """A unit stands on its organisation's page."""
    return f"{address_of(unit.organisation)}#unit-{unit.public_id}"


def visible_contacts(viewer: Viewer) -> Any:
    return Contact.objects.visible_to(viewer).select_related("network", "organisation__network")


def address_of_contact(contact: Contact) -> str:
    """A contact stands on the organisation's page."""
    return address_of(contact.organisation)
