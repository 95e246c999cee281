"""The minutes: writing, deciding, reading through, approving; and their PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.localized import LANGUAGES
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.governance import services
from voimala.governance.documents import minutes_document, quorum_at, seats_at
from voimala.governance.forms.minutes import ApprovalForm, DecisionForm, MinutesForm
from voimala.governance.models import AgendaItem, Attendance, Decision, Meeting, Minutes, Seat
from voimala.governance.models.wording import quorum_in_words
from voimala.governance.views.editing import answer, say_saved
from voimala.governance.views.finding import find_decision, find_item, find_meeting, to_meeting
from voimala.governance.views.meetings import lines_of, writable
from voimala.governance.views.register import when_of
from voimala.networks.middleware import PageRequest
from voimala.office.documents import as_pdf, of_data

READ_WRITE = ["GET", "HEAD", "POST"]


def minutes_of(request: PageRequest, meeting: Meeting) -> Minutes | None:
    found: Minutes | None = Minutes.objects.visible_to(request.viewer).filter(meeting=meeting).first()
    return found


@require_http_methods(READ_WRITE)
def minutes(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Who was there and what was said; a meeting that cannot have minutes says why on its own page."""
    found = find_meeting(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    row = minutes_of(request, found)
    items = list(AgendaItem.objects.visible_to(request.viewer).filter(meeting=found))
    if request.method != "POST" and not writable(found):
        messages.error(request, why_not(found))
        return to_meeting(found)
    given = answer(
        request,
        lambda data: MinutesForm(data, meeting=found, seats=seats_at(found), items=items, row=row),
        lambda form: services.write_minutes(
            by=acting(request.viewer),
            meeting=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=row,
        again=lambda: minutes_of(request, found),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(found))
    context = {"meeting": found, "form": given.form, "when": when_of(found), **given.conflict}
    return render(request, "governance/minutes_form.html", context, status=given.status)


def why_not(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.APPROVED:
        return _("These minutes are approved and cannot be changed.")
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting was cancelled: it has no minutes.")
    return _("This meeting is still to come: its minutes are written from its day on.")


def owners(request: PageRequest, meeting: Meeting) -> Any:
    """The seats that may be given a duty: those of the body on the day of the meeting."""
    rows = Seat.objects.visible_to(request.viewer).filter(body_id=meeting.body_id)
    return rows.on(meeting.day).select_related("organisation")


@require_http_methods(READ_WRITE)
def decide(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """A decision on one matter, and who does what because of it."""
    item = find_item(request, public_id)
    access.require("governance.keep_meetings", request.viewer, item)
    given = answer(
        request,
        lambda data: DecisionForm(data, seats=owners(request, item.meeting)),
        lambda form: services.decide(
            by=acting(request.viewer),
            item=item,
            now=timezone.now(),
            plan=form.plan(),
            form_key=form.cleaned_data["form_key"],
        ),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(item.meeting))
    context = {"meeting": item.meeting, "item": item, "form": given.form}
    return render(request, "governance/decision_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def decision(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Correct a decision until the minutes are approved."""
    found: Decision = find_decision(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    meeting: Any = found.meeting
    given = answer(
        request,
        lambda data: DecisionForm(data, seats=owners(request, meeting), row=found),
        lambda form: services.change_decision(
            by=acting(request.viewer),
            decision=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=found,
        again=lambda: find_decision(request, public_id),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(meeting))
    context = {"meeting": meeting, "decision": found, "form": given.form, **given.conflict}
    return render(request, "governance/decision_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def approve(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The minutes to be read through, and the one button that makes them final."""
    found = find_meeting(request, public_id)
    access.require("governance.approve_minutes", request.viewer, found)
    row = minutes_of(request, found)
    if row is None or row.approved_at is not None:
        return to_meeting(found)
    form = ApprovalForm(request.POST or None, initial={"seen": row.version})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid() and approved(request, form, found, context):
        return redirect("governance:meeting", code, public_id)
    attended = {
        one.seat_id: one for one in Attendance.objects.visible_to(request.viewer).filter(meeting=found)
    }
    context |= {
        "meeting": found,
        "minutes": row,
        "when": when_of(found),
        "lines": lines_of(found, request.viewer),
        "attended": [(seat, attended.get(seat.pk)) for seat in seats_at(found)],
        "quorum": quorum_in_words(quorum_at(found)),
    }
    status = 422 if form.errors else 409 if "conflict" in context else 200
    return render(request, "governance/approve.html", context, status=status)


def approved(request: PageRequest, form: ApprovalForm, found: Meeting, context: dict[str, Any]) -> bool:
    """True when they are approved; otherwise the form or `context` now tells why not."""
    try:
        services.approve_minutes(
            by=acting(request.viewer),
            meeting=found,
            seen=form.cleaned_data["seen"],
            now=timezone.now(),
            approver_post=form.cleaned_data["approver_post"],
        )
    except Refused as refused:
        for where, message in refused.problems.items():
            form.add_error(where if where in form.fields else None, message)
        return False
    except ChangedByAnother as another:
        current: Any = another.current
        typed: Any = form.data
        shown = typed.copy()
        shown["seen"] = str(current.version)
        form.data = shown
        context["conflict"] = _("Somebody wrote into the minutes while you read. Read them again below.")
        return False
    messages.success(request, _("The minutes are approved. They can no longer be changed."))
    return True


@require_safe
def minutes_pdf(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The paper in the language of the page: what was approved, or a draft that says so on every page."""
    found = find_meeting(request, public_id)
    rows = Minutes.objects.visible_to(request.viewer).select_related("meeting__network", "meeting__body")
    row = get_object_or_404(rows, meeting=found)
    language = language_of_page()
    if row.approved_at is not None:
        document = of_data(row.document[language])
    else:
        today = request.network.today(timezone.now())
        document = minutes_document(row, language, on=today, draft=True)
    response = HttpResponse(as_pdf(document), content_type="application/pdf")
    name = f"{found.body.code}-{found.day.isoformat()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def language_of_page() -> str:
    language = (get_language() or LANGUAGES[0])[:2]
    return language if language in LANGUAGES else LANGUAGES[0]
