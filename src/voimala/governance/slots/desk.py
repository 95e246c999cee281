"""What waits on the desk: one's own duties, those of others that are late, minutes to be written."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.slots import DeskItem
from voimala.core.viewer import Viewer
from voimala.governance.models import Duty, Meeting, Seat
from voimala.governance.models.body import bodies_of
from voimala.networks.models import Part

MOST_ON_DESK = 7
DUTY_MINUTES, LATE_MINUTES, MINUTES_MINUTES = 1, 3, 10
OFFICERS = (Seat.Task.CHAIR, Seat.Task.VICE_CHAIR, Seat.Task.SECRETARY)


def waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    if not network.uses(Part.BODIES) or not viewer.roles_in(network.pk):
        return []
    coordinates = access.allowed("governance.keep_bodies", viewer, network)
    late = _late(viewer, network, network.today(now)) if coordinates else []
    return [*_own_duties(viewer, network), *late, *_to_write(viewer, network, now, coordinates=coordinates)]


def _own_duties(viewer: Viewer, network: Any) -> list[DeskItem]:
    """With a link for the weekly message: marking it done asks nothing more."""
    rows = Duty.objects.visible_to(viewer).of(network).open().filter(seat__user_id=viewer.pk)
    return [
        DeskItem(
            title=duty.text,
            detail=_("%(body)s decided so: %(number)s")
            % {"body": duty.decision.body, "number": duty.decision},
            minutes=DUTY_MINUTES,
            button=_("Mark as done"),
            url=reverse("governance:duty", args=[network.code, duty.public_id]),
            due=duty.due_on,
            link_action=("mark_duty_done", Reference("duty", duty.public_id)),
        )
        for duty in rows.select_related("decision__body")[:MOST_ON_DESK]
    ]


def _late(viewer: Viewer, network: Any, today: dt.date) -> list[DeskItem]:
    """Others' duties whose day has gone by: the coordinator asks how they are."""
    rows = Duty.objects.visible_to(viewer).of(network).open().filter(due_on__lt=today)
    return [
        DeskItem(
            title=_("Late: %(duty)s") % {"duty": duty.text},
            detail=_("Ask %(owner)s how it is going.") % {"owner": duty.seat}
            if duty.seat
            else _("Nobody was named to do it."),
            minutes=LATE_MINUTES,
            button=_("Look at the duty"),
            url=reverse("governance:duty", args=[network.code, duty.public_id]),
            due=duty.due_on,
            late=True,
        )
        for duty in rows.exclude(seat__user_id=viewer.pk).select_related("seat__organisation")[:MOST_ON_DESK]
    ]


def _to_write(viewer: Viewer, network: Any, now: dt.datetime, *, coordinates: bool) -> list[DeskItem]:
    """Meetings that are over and whose minutes are not approved: for those who write them."""
    states = (Meeting.State.CALLED, Meeting.State.HELD)
    rows = Meeting.objects.visible_to(viewer).of(network).filter(state__in=states, starts_at__lt=now)
    rows = rows.filter(time_known=True)  # what only sources tell of is over and done
    if not coordinates:
        rows = rows.filter(body_id__in=bodies_of(viewer, *OFFICERS))
    return [_minutes_item(meeting) for meeting in rows.select_related("body", "network")[:MOST_ON_DESK]]


def _minutes_item(meeting: Meeting) -> DeskItem:
    held = meeting.state == Meeting.State.HELD
    title = _("Minutes to be approved: %(meeting)s") if held else _("Minutes to be written: %(meeting)s")
    return DeskItem(
        title=title % {"meeting": meeting},
        detail=_("Until then they are a draft."),
        minutes=MINUTES_MINUTES,
        button=_("Read and approve") if held else _("Write the minutes"),
        url=reverse(
            "governance:approve" if held else "governance:minutes",
            args=[meeting.network.code, meeting.public_id],
        ),
    )
