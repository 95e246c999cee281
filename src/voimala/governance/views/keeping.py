"""Writing bodies and seats down, correcting and ending them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.viewer import acting
from voimala.governance import services
from voimala.governance.forms.bodies import BodyForm, SeatForm
from voimala.governance.views.editing import answer, say_saved
from voimala.governance.views.finding import find_body, find_seat, to_body
from voimala.networks.middleware import PageRequest

READ_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_WRITE)
def add_body(request: PageRequest, code: str) -> HttpResponse:
    access.require("governance.keep_bodies", request.viewer, request.network)
    given = answer(
        request,
        lambda data: BodyForm(data, network=request.network, viewer=request.viewer),
        lambda form: services.add_body(
            by=acting(request.viewer),
            network=request.network,
            now=timezone.now(),
            plan=form.plan(),
            code=form.cleaned_data["form_key"],
        ),
    )
    if given.saved is not None:
        return say_saved(request, to_body(given.saved))
    return render(request, "governance/body_form.html", {"form": given.form}, status=given.status)


@require_http_methods(READ_WRITE)
def edit_body(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_body(request, public_id)
    access.require("governance.keep_bodies", request.viewer, found)
    given = answer(
        request,
        lambda data: BodyForm(data, network=request.network, viewer=request.viewer, row=found),
        lambda form: services.change_body(
            by=acting(request.viewer),
            body=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=found,
        again=lambda: find_body(request, public_id),
    )
    if given.saved is not None:
        return say_saved(request, to_body(found))
    context = {"body": found, "form": given.form, **given.conflict}
    return render(request, "governance/body_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def add_seat(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    body = find_body(request, public_id)
    access.require("governance.keep_bodies", request.viewer, body)
    given = answer(
        request,
        lambda data: SeatForm(data, body=body, viewer=request.viewer),
        lambda form: services.add_seat(
            by=acting(request.viewer),
            body=body,
            now=timezone.now(),
            plan=form.plan(),
            form_key=form.cleaned_data["form_key"],
        ),
    )
    if given.saved is not None:
        return say_saved(request, to_body(body))
    context = {"body": body, "form": given.form}
    return render(request, "governance/seat_form.html", context, status=given.status)


@require_http_methods(READ_WRITE)
def seat(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One seat: correct it, or end its term."""
    found = find_seat(request, public_id)
    access.require("governance.keep_bodies", request.viewer, found)
    given = answer(
        request,
        lambda data: SeatForm(data, body=found.body, viewer=request.viewer, row=found),
        lambda form: services.change_seat(
            by=acting(request.viewer),
            seat=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        ),
        row=found,
        again=lambda: find_seat(request, public_id),
    )
    if given.saved is not None:
        return say_saved(request, to_body(found.body))
    context = {"body": found.body, "seat": found, "form": given.form, **given.conflict}
    return render(request, "governance/seat_form.html", context, status=given.status)
