"""What the links in messages open: a meeting with its calendar file; a duty to be marked done."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from voimala.core.viewer import Viewer
from voimala.governance.models import AgendaItem, Duty, Meeting
from voimala.governance.models.wording import time_in_words
from voimala.governance.services import finish_duty
from voimala.governance.services.calendars import written
from voimala.governance.services.letters import LINK_ACTION
from voimala.office.openings import LinkAction


def calendar_file(meeting: Meeting, site: str, now: Any) -> HttpResponse:
    """The file of one meeting. `site`: scheme and host, for the way back to the meeting's page."""
    response = HttpResponse(written(meeting, site, now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{meeting.network.code}-{meeting.public_id}.ics"'
    return response


def show_meeting(request: HttpRequest, link: Any) -> HttpResponse:
    """The agenda; with `?calendar` the file for one's own calendar."""
    viewer: Viewer = link.actor
    rows = Meeting.objects.visible_to(viewer).select_related("network", "body")
    meeting = rows.first()
    if meeting is None:
        raise Http404
    if "calendar" in request.GET:
        return calendar_file(meeting, settings.ADDRESS, timezone.now())
    zone = meeting.network.timezone
    context = {
        "meeting": meeting,
        "when": time_in_words(meeting.starts_at, meeting.ends_at, zone, time_known=meeting.time_known),
        "items": AgendaItem.objects.visible_to(viewer).filter(meeting=meeting),
    }
    return render(request, "governance/linked_meeting.html", context)


def show_duty(request: HttpRequest, link: Any) -> HttpResponse:
    return render(request, "governance/linked_duty.html", {"duty": duty_of(link)})


def mark_done(request: HttpRequest, link: Any) -> HttpResponse:
    finish_duty(by=link.actor, duty=duty_of(link), now=timezone.now())
    return redirect(request.path)


def duty_of(link: Any) -> Duty:
    found: Duty | None = (
        Duty.objects.visible_to(link.actor).select_related("decision__body", "seat__user", "network").first()
    )
    if found is None:
        raise Http404
    return found


LOOK_AT_MEETING = LinkAction(action=LINK_ACTION, show=show_meeting, do=show_meeting)
MARK_DUTY_DONE = LinkAction(action="mark_duty_done", show=show_duty, do=mark_done)
