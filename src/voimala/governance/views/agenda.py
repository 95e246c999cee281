"""The agenda of a meeting to come: its matters, their order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from voimala.core import access
from voimala.core.viewer import acting
from voimala.governance import services
from voimala.governance.forms.meetings import ItemForm
from voimala.governance.views.editing import answer, say_refused, say_saved
from voimala.governance.views.finding import find_item, find_meeting, to_meeting
from voimala.networks.middleware import PageRequest

READ_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_WRITE)
def add_item(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    meeting = find_meeting(request, public_id)
    access.require("governance.keep_meetings", request.viewer, meeting)
    given = answer(
        request,
        lambda data: ItemForm(data, network=request.network, viewer=request.viewer),
        lambda form: services.add_item(
            by=acting(request.viewer),
            meeting=meeting,
            now=timezone.now(),
            plan=form.plan(),
            form_key=form.cleaned_data["form_key"],
        ),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(meeting))
    context = {"meeting": meeting, "form": given.form}
    return render(request, "governance/item_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def item(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One matter: the second of two writers sees what the first one wrote."""
    found = find_item(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    given = answer(
        request,
        lambda data: ItemForm(data, network=request.network, viewer=request.viewer, row=found),
        lambda form: services.change_item(
            by=acting(request.viewer),
            item=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=found,
        again=lambda: find_item(request, public_id),
    )
    if given.saved is not None:
        return say_saved(request, to_meeting(found.meeting))
    context = {"meeting": found.meeting, "item": found, "form": given.form, **given.conflict}
    return render(request, "governance/item_form.html", context, status=given.status)


@require_POST
def move_item(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_item(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    by, now, up = acting(request.viewer), timezone.now(), request.POST.get("to") != "down"
    say_refused(request, lambda: services.move_item(by=by, item=found, up=up, now=now))
    return to_meeting(found.meeting)


@require_POST
def remove_item(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_item(request, public_id)
    access.require("governance.keep_meetings", request.viewer, found)
    by, now = acting(request.viewer), timezone.now()
    say_refused(request, lambda: services.remove_item(by=by, item=found, now=now))
    return to_meeting(found.meeting)
