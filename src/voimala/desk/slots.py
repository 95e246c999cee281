"""The desk's menu item, the page of the handover, and the weekly message as a job that starts by itself."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from voimala.core import access
from voimala.core.slots import DeskItem, MenuItem, desk_items, going_on, menu
from voimala.core.viewer import Viewer
from voimala.desk.services import MONDAY, next_monday, send_monday_mail
from voimala.desk.services.beginning import steps_of
from voimala.desk.services.handing_over import PURPOSE as HANDOVER
from voimala.desk.services.monday import PURPOSE
from voimala.networks.models import RoleKind
from voimala.networks.openings import settings_pages, start_steps, steps_of_starting
from voimala.office.openings import JobKind, jobs, purposes

HANDOVER_ORDER = 60
PERSONAL = frozenset({RoleKind.PROFESSIONAL.value, RoleKind.EXPERT.value})


def only_own(viewer: Viewer, network: Any) -> bool:
    """True for those who come here for their own pair, sessions and profile, not to run the network."""
    return viewer.roles_in(network.pk) <= PERSONAL


def desk_menu(viewer: Viewer, network: Any) -> list[MenuItem]:
    if network.pk not in viewer.network_ids:
        return []
    own = only_own(viewer, network)
    label = pgettext("menu", "My own") if own else pgettext("menu", "Waiting for you")
    return [MenuItem(label, reverse("desk:desk", args=[network.code]), 10)]


def weekly_leaves(viewer: Viewer, network: Any, now: dt.datetime) -> list[str]:
    """For those who have a desk of the network: the message finds them where they are."""
    if network.pk not in viewer.network_ids or not getattr(viewer, "weekly_mail", False):
        return []
    day = date_format(localtime(next_monday(network, now)), pgettext("date format within a week", "D j M"))
    return [_("The weekly message leaves on %(day)s at 7.") % {"day": day}]


def purposes_of_desk() -> dict[str, Any]:
    return {
        PURPOSE: gettext_lazy("Weekly message: what waits"),
        HANDOVER: gettext_lazy("Who coordinates the network"),
    }


def handover_page(viewer: Viewer, network: Any) -> list[MenuItem]:
    if not access.allowed("desk.hand_over", viewer, network):
        return []
    return [MenuItem(_("Handover"), reverse("desk:handover", args=[network.code]), HANDOVER_ORDER)]


WEEKLY = JobKind(
    kind="monday_mail",
    label=gettext_lazy("Weekly message"),
    run=send_monday_mail,
    moment=MONDAY,
    per_network=True,
    patience=dt.timedelta(hours=12),
)


def steps_to_take(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """What is left of starting the network; other apps' own items tell of the rest."""
    return [
        DeskItem(title=step.task, detail=step.detail, minutes=step.minutes, button=step.button, url=step.url)
        for step in steps_of_starting(viewer, network)
        if step.task and step.url and not step.done
    ]


def fill() -> None:
    menu.fill(desk_menu)
    start_steps.fill(steps_of)
    desk_items.fill(steps_to_take)
    going_on.fill(weekly_leaves)
    jobs.fill(WEEKLY)
    purposes.fill(purposes_of_desk)
    settings_pages.fill(handover_page)
