"""What the governance app puts on other apps' pages: menu, panels, addresses, search, calendar entries."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.references import Reference, ReferenceKind, register
from voimala.core.slots import MenuItem, Panel, desk_items, menu, panels
from voimala.core.viewer import Viewer
from voimala.governance.models import Body, Decision, Duty, Meeting
from voimala.governance.models.body import bodies_of
from voimala.governance.models.finding import BODIES, DECISIONS, address_of_body, address_of_decision
from voimala.governance.services.calendars import entry_of
from voimala.governance.services.handing_over import held_in_person
from voimala.governance.services.letters import PURPOSE
from voimala.governance.slots.desk import waiting
from voimala.governance.slots.linked import LOOK_AT_MEETING, MARK_DUTY_DONE
from voimala.networks.models import Network, Part
from voimala.networks.openings import handover, part_addresses
from voimala.office.openings import (
    Attachable,
    CalendarEntry,
    attachables,
    calendar_sources,
    link_actions,
    purposes,
    search_sources,
)

MENU_ORDER = 45
MOST_DECISIONS = 10
# Whoever sees the meeting opens its papers.
MEETING_FILES = Attachable("meeting", Meeting, add="governance.keep_meetings")


def fill() -> None:
    """Called from AppConfig.ready()."""
    menu.fill(menu_items)
    part_addresses.fill(parts)
    panels.fill(decisions_panel)
    desk_items.fill(waiting)
    purposes.fill(own_purposes)
    link_actions.fill(LOOK_AT_MEETING)
    link_actions.fill(MARK_DUTY_DONE)
    calendar_sources.fill(meetings_for)
    handover.fill(held_in_person)
    attachables.fill(MEETING_FILES)
    for source in (BODIES, DECISIONS):
        search_sources.fill(source)
    register(ReferenceKind("body", visible_bodies, str, address_of_body))
    register(ReferenceKind("meeting", visible_meetings, str, address_of_meeting))
    register(ReferenceKind("decision", visible_decisions, label_of_decision, address_of_decision))
    register(ReferenceKind("duty", visible_duties, str, address_of_duty))


def parts() -> dict[str, str]:
    return {"governance:": Part.BODIES}


def own_purposes() -> Mapping[str, Any]:
    return {PURPOSE: gettext_lazy("a meeting of a body")}


def menu_items(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For everybody of the network: what a body is for is public, the rest its pages keep."""
    if not viewer.roles_in(network.pk):
        return []
    url = reverse("governance:bodies", args=[network.code])
    return [MenuItem(_("Bodies"), url, MENU_ORDER, also=(url.replace("/bodies/", "/meetings/"),))]


def decisions_panel(thing: Any, viewer: Viewer) -> Panel | None:
    """On the page of any object: what has been decided about it; nothing for who may not read it."""
    if not isinstance(thing, Model) or isinstance(thing, Network | Body) or not hasattr(thing, "public_id"):
        return None
    network = getattr(thing, "network", None)
    if network is None or not network.uses(Part.BODIES) or not viewer.roles_in(network.pk):
        return None
    rows = visible_decisions(viewer).of(network).filter(subject_id=thing.public_id)
    found = [(decision, address_of_decision(decision)) for decision in rows[:MOST_DECISIONS]]
    return Panel("governance/panels/decisions.html", {"decisions": found}, queries=1)


def meetings_for(
    viewer: Viewer, network: Any, subject: Reference | None, since: dt.date
) -> Sequence[CalendarEntry]:
    """Meetings of the bodies in which the viewer sits; or of one body whose meetings she may see."""
    rows = visible_meetings(viewer).of(network).filter(starts_at__date__gte=since)
    if subject is None:
        rows = rows.filter(body_id__in=bodies_of(viewer))
    elif subject.kind == "body":
        rows = rows.filter(body__public_id=subject.public_id)
    else:
        return []
    return [entry_of(meeting) for meeting in rows.order_by("starts_at", "pk")]


def visible_bodies(viewer: Viewer) -> Any:
    return Body.objects.visible_to(viewer).select_related("network")


def visible_meetings(viewer: Viewer) -> Any:
    return Meeting.objects.visible_to(viewer).select_related("network", "body")


def address_of_meeting(meeting: Meeting) -> str:
    return reverse("governance:meeting", args=[meeting.network.code, meeting.public_id])


def visible_decisions(viewer: Viewer) -> Any:
    return Decision.objects.visible_to(viewer).select_related("network", "body", "meeting")


def label_of_decision(decision: Decision) -> str:
    return f"{decision.body} {decision}"


def visible_duties(viewer: Viewer) -> Any:
    return Duty.objects.visible_to(viewer).select_related("network", "decision__body", "seat__user")


def address_of_duty(duty: Duty) -> str:
    return reverse("governance:duty", args=[duty.network.code, duty.public_id])
