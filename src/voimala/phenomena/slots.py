"""What needs and briefs put on other apps' pages."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core import access, slots
from voimala.core.references import ReferenceKind, register
from voimala.core.slots import DeskItem, MenuItem, desk_items, menu
from voimala.core.viewer import Viewer
from voimala.networks.models import Part
from voimala.networks.openings import part_addresses, standard_words
from voimala.networks.words import word
from voimala.office.openings import purposes, search_sources
from voimala.phenomena.models import Brief, Phenomenon, ToldNeed
from voimala.phenomena.models.finding import NEEDS
from voimala.phenomena.models.need import READERS
from voimala.phenomena.models.told import KIND
from voimala.phenomena.services import add_published_stairs, forget_senders
from voimala.phenomena.services.told_letters import PURPOSE

MENU_ORDER, TELL_ORDER = 20, 9
MOST_ON_DESK = 7
BRIEF_MINUTES, TOLD_MINUTES = 3, 2


def fill() -> None:
    menu.fill(menu_items)
    part_addresses.fill(parts)
    menu.fill(telling_for_visitors)
    desk_items.fill(told_needs)
    desk_items.fill(needs_without_a_brief)
    part_addresses.fill(told_addresses)
    purposes.fill(own_purposes)
    slots.personal_data.fill(forget_senders)
    standard_words.fill(give_stairs)
    search_sources.fill(NEEDS)
    register(ReferenceKind("need", visible_needs, str, url_of_need))
    register(ReferenceKind("brief", visible_briefs, str, url_of_brief))
    register(ReferenceKind(KIND, visible_told, str, url_of_told))


def give_stairs(network: Any) -> None:
    """The scale is shared by all networks of the installation."""
    add_published_stairs()


def parts() -> dict[str, str]:
    return {"phenomena:": Part.NEEDS}


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For those who may read needs."""
    if not viewer.roles_in(network.pk) & set(READERS):
        return []
    url, told = (reverse(f"phenomena:{name}", args=[network.code]) for name in ("needs", "told"))
    return [MenuItem(word(network, "needs"), url, MENU_ORDER, also=(told,))]


def telling_for_visitors(viewer: Viewer, network: Any) -> list[MenuItem]:
    """The open form, for those who have no desk here."""
    if network.pk in viewer.network_ids or not network.uses(Part.TOLD):
        return []
    url = reverse("phenomena:tell", args=[network.code])
    return [MenuItem(str(word(network, "tell_need")), url, TELL_ORDER)]


def told_addresses() -> dict[str, str]:
    return {f"phenomena:{name}": Part.TOLD for name in ("tell", "told", "told_need")}


def own_purposes() -> dict[str, Any]:
    return {PURPOSE: gettext_lazy("A need that somebody told")}


def told_needs(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """What people without an account have told, the longest waiting first."""
    if not access.allowed("phenomena.answer_told_need", viewer, network) or not network.uses(Part.TOLD):
        return []
    waiting = ToldNeed.objects.visible_to(viewer).of(network).filter(waits=True)
    return [
        DeskItem(
            title=_("A need was told: %(need)s") % {"need": told.headline},
            detail=_("Somebody waits to hear what comes of it."),
            minutes=TOLD_MINUTES,
            button=_("Read and answer"),
            url=url_of_told(told),
        )
        for told in waiting.select_related("network").order_by("told_at", "pk")[:MOST_ON_DESK]
    ]


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


def visible_told(viewer: Viewer) -> Any:
    return ToldNeed.objects.visible_to(viewer).select_related("network")


def url_of_told(told: ToldNeed) -> str:
    return reverse("phenomena:told_need", args=[told.network.code, told.public_id])
