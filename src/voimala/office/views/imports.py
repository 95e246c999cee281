"""Bringing rows in from a file: chosen, looked at, brought in, undone."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.office.forms import ImportForm
from voimala.office.models import Import
from voimala.office.services.imports import (
    DEED,
    bring_in,
    leave_import,
    look_at_rows,
    say_columns,
    target_named,
    targets_for,
)
from voimala.office.services.imports_waiting import MOST_AT_ONCE, bring_in_later
from voimala.office.services.undoing import undo_import
from voimala.office.tabular import Unreadable
from voimala.office.views.imports_shown import line_of, page_of, written_left_out

PER_PAGE = 30


@require_safe
def imports(request: PageRequest, code: str) -> HttpResponse:
    """What has been brought in, and what is being looked at."""
    access.require(DEED, request.viewer, request.network)
    found = Import.objects.visible_to(request.viewer).of(request.network)
    page = Paginator(found.defer("sheet").select_related("user"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [line_of(row) for row in page.object_list]}
    return render(request, "office/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_import(request: PageRequest, code: str) -> HttpResponse:
    """Choose a register and a file; nothing comes into the register before it has been looked at."""
    access.require(DEED, request.viewer, request.network)
    targets = targets_for(request.viewer, request.network)
    wanted = request.GET.get("into") or (targets[0].target if targets else "")
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*data, targets=targets, initial={"target": wanted})
    if request.method == "POST" and form.is_valid():
        looked = _looked_at(request, form)
        if looked is not None:
            return redirect("office:import", code, looked.public_id)
    return render(request, "office/import_new.html", {"form": form}, status=422 if form.errors else 200)


def _looked_at(request: PageRequest, form: ImportForm) -> Import | None:
    """The import to look at; None when the form now tells what is wrong with the file."""
    try:
        return look_at_rows(
            by=acting(request.viewer),
            network=request.network,
            target=target_named(form.cleaned_data["target"]),
            file_name=form.file_name,
            raw=form.raw,
            now=timezone.now(),
        )
    except Unreadable as refusal:
        form.add_error(form.told_in, str(refusal))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One file: what would come in, what came in, what was undone."""
    found = _import_of(request, public_id)
    if request.method != "POST":
        return render(request, "office/import.html", page_of(request, found))
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        return HttpResponseBadRequest()
    try:
        deed(request, found)
    except ChangedByAnother as another:
        messages.warning(request, another.message)
    return redirect("office:import", code, public_id)


@require_safe
def left_out(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The rows that cannot come in, as a file to correct and bring in again."""
    return written_left_out(_import_of(request, public_id))


def _import_of(request: PageRequest, public_id: str) -> Import:
    rows = Import.objects.visible_to(request.viewer).of(request.network).select_related("network", "user")
    found: Import = get_object_or_404(rows, public_id=public_id)
    access.require(DEED, request.viewer, found)
    return found


def _columns(request: PageRequest, found: Import) -> None:
    told = [request.POST.get(f"column-{place}", "") for place in range(len(found.sheet.get("columns", [])))]
    say_columns(
        by=acting(request.viewer), of_import=found, seen=_seen(request), columns=told, now=timezone.now()
    )


def _bring(request: PageRequest, found: Import) -> None:
    anyway = [int(number) for number in request.POST.getlist("anyway") if number.isdecimal()]
    by, seen, now = acting(request.viewer), _seen(request), timezone.now()
    if len(found.sheet.get("rows", ())) > MOST_AT_ONCE:
        bring_in_later(by=by, of_import=found, seen=seen, anyway=anyway, now=now)
    else:
        bring_in(by=by, of_import=found, seen=seen, anyway=anyway, now=now)


def _leave(request: PageRequest, found: Import) -> None:
    leave_import(by=acting(request.viewer), of_import=found, now=timezone.now())
    messages.success(request, _("Nothing was brought in, and what the file said is forgotten."))


def _undo(request: PageRequest, found: Import) -> None:
    undo_import(by=acting(request.viewer), of_import=found, now=timezone.now())


def _seen(request: PageRequest) -> int:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() else 0


DEEDS: dict[str, Callable[[PageRequest, Any], None]] = {
    "columns": _columns,
    "bring": _bring,
    "leave": _leave,
    "undo": _undo,
}
