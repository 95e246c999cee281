"""What needs and briefs put on other apps' pages."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, desk_items, menu
from voimala.core.viewer import Viewer
from voimala.networks.models import Part
from voimala.networks.openings import part_addresses, standard_words
from voimala.networks.words import word
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.need import READERS
from voimala.phenomena.services import add_published_stairs

MENU_ORDER = 20
MOST_ON_DESK = 7
BRIEF_MINUTES = 3


def fill() -> None:
    menu.fill(menu_items)
    part_addresses.fill(parts)
    desk_items.fill(needs_without_a_brief)
    standard_words.fill(give_stairs)
    register(ReferenceKind("need", visible_needs, str, url_of_need))
    register(ReferenceKind("brief", visible_briefs, str, url_of_brief))


def give_stairs(network: Any) -> None:
    """The scale is shared by all networks of the installation."""
    add_published_stairs()


def parts() -> dict[str, str]:
    return {"phenomena:": Part.NEEDS}


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For those who may read needs."""
    if not viewer.roles_in(network.pk) & set(READERS):
        return []
    return [MenuItem(word(network, "needs"), reverse("phenomena:needs", args=[network.code]), MENU_ORDER)]


def needs_without_a_brief(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    if not access.allowed("phenomena.edit_brief", viewer, network):
        return []
    waiting = Phenomenon.objects.visible_to(viewer).of(network).filter(briefs=None)
    return [
        DeskItem(
            title=_("Write the brief: %(need)s") % {"need": need},
            detail=_("The template of the setting fills it in; you check it."),
            minutes=BRIEF_MINUTES,
            button=_("Write the brief"),
            url=reverse("phenomena:brief", args=[network.code, need.public_id]),
        )
        for need in waiting.order_by("created_at", "pk")[:MOST_ON_DESK]
    ]


def visible_needs(viewer: Viewer) -> Any:
    return Phenomenon.objects.visible_to(viewer).select_related("network")


def url_of_need(need: Phenomenon) -> str:
    return reverse("phenomena:need", args=[need.network.code, need.public_id])


def visible_briefs(viewer: Viewer) -> Any:
    return Brief.objects.visible_to(viewer).select_related("network", "phenomenon", "period")


def url_of_brief(brief: Brief) -> str:
    return reverse("phenomena:brief", args=[brief.network.code, brief.phenomenon.public_id])
