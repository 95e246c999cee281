"""One meeting from its plan to its call: time, place, agenda; and its calendar file."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.references import describe_all
from voimala.core.viewer import Viewer, acting
from voimala.governance import services
from voimala.governance.documents import quorum_at, seats_at
from voimala.governance.forms.meetings import MeetingForm
from voimala.governance.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from voimala.governance.models.wording import quorum_in_words
from voimala.governance.slots.linked import calendar_file
from voimala.governance.views.editing import answer, say_refused, say_saved
from voimala.governance.views.finding import find_body, find_meeting, to_meeting
from voimala.governance.views.register import when_of
from voimala.networks.middleware import PageRequest

READ_WRITE = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Line:
    """A matter of the agenda with what it concerns (label, address) and what was decided on it."""

    item: AgendaItem
    subject: tuple[str, str] | None
    decisions: list[Decision]


def lines_of(meeting: Meeting, viewer: Viewer) -> list[Line]:
    items = list(AgendaItem.objects.visible_to(viewer).filter(meeting=meeting))
    rows = Decision.objects.visible_to(viewer).filter(meeting=meeting).order_by("number")
    decisions = list(rows.select_related("network").prefetch_related("duties__seat__organisation"))
    told = describe_all([item.subject for item in items if item.subject], viewer)
    return [
        Line(
            item,
            told.get(item.subject) if item.subject else None,
            [decision for decision in decisions if decision.item_id == item.pk],
        )
        for item in items
    ]


@require_safe
def meeting(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_meeting(request, public_id)
    attended = {
        row.seat_id: row for row in Attendance.objects.visible_to(request.viewer).filter(meeting=found)
    }
    may_keep = access.allowed("governance.keep_meetings", request.viewer, found)
    context: dict[str, Any] = {
        "meeting": found,
        "when": when_of(found),
        "lines": lines_of(found, request.viewer),
        "minutes": Minutes.objects.visible_to(request.viewer).filter(meeting=found).first(),
        "attended": [(seat, attended.get(seat.pk)) for seat in seats_at(found)] if attended else [],
        "quorum": quorum_in_words(quorum_at(found)) if attended else "",
        "may_keep": may_keep,
        "may_write": may_keep and writable(found),
        "panels": panels_on(found, request),
    }
    return render(request, "governance/meeting.html", context)


def writable(meeting: Meeting) -> bool:
    """Its minutes may be written: its day has come, and they are not approved."""
    states = (Meeting.State.CANCELLED, Meeting.State.APPROVED)
    return meeting.state not in states and meeting.day <= meeting.network.today(timezone.now())


@require_http_methods(READ_WRITE)
def plan_meeting(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    body = find_body(request, public_id)
    access.require("governance.keep_meetings", request.viewer, body)
    given = answer(
        request,
        lambda data: MeetingForm(data, network=request.network),
        lambda form: services.plan_meeting(
            by=acting(request.viewer),
            body=body,
            now=timezone.now(),
            plan=form.plan(),
            form_key=form.cleaned_data["form_key"],
        ),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(given.saved))
    context = {"body": body, "form": given.form}
    return render(request, "governance/meeting_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def edit_meeting(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_meeting(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    given = answer(
        request,
        lambda data: MeetingForm(data, network=request.network, row=found),
        lambda form: services.change_meeting(
            by=acting(request.viewer),
            meeting=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=found,
        again=lambda: find_meeting(request, public_id),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(found))
    context = {"body": found.body, "meeting": found, "form": given.form, **given.conflict}
    return render(request, "governance/meeting_form.html", context, status=given.status)


@require_POST
def call_meeting(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Send the agenda, or what has changed in it."""
    found = find_meeting(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    by, now = acting(request.viewer), timezone.now()
    written = say_refused(request, lambda: services.call_meeting(by=by, meeting=found, now=now))
    if written is not None:
        messages.success(request, letters_in_words(written))
    return to_meeting(found)


@require_POST
def cancel_meeting(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_meeting(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    by, now = acting(request.viewer), timezone.now()
    written = say_refused(request, lambda: services.cancel_meeting(by=by, meeting=found, now=now))
    if written is not None:
        messages.success(request, _("The meeting is cancelled.") + " " + letters_in_words(written))
    return to_meeting(found)


def letters_in_words(count: int) -> str:
    if not count:
        return _("No letter was written: no seat has an e-mail address, or nothing has changed.")
    said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
    return said % {"count": count}


@require_safe
def meeting_calendar(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The meeting as a file for one's own calendar."""
    found = find_meeting(request, public_id)
    return calendar_file(found, request.build_absolute_uri("/").rstrip("/"), timezone.now())
