"""Who answers for the network: its administrator, motor and coordinating organisation over the years."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.differences import choose_kept
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.forms.duties import TermForm, sent_values
from voimala.partners.models import Organisation, Term
from voimala.partners.services.terms import TermRefused, add_term, change_term


@dataclass(frozen=True)
class Line:
    """One term; `holds` today."""

    term: Term
    holds: bool


@dataclass(frozen=True)
class DutyLines:
    """One duty with all who have had it, the newest first."""

    label: str
    lines: list[Line]


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: PageRequest, code: str) -> HttpResponse:
    """All terms, and the form that adds one."""
    access.require("partners.keep_terms", request.viewer, request.network)
    data = request.POST if request.method == "POST" else None
    form = TermForm(data, network=request.network, viewer=request.viewer)
    if request.method == "POST" and form.is_valid() and added(request, form):
        return redirect("partners:duties", code)
    organisations = Organisation.objects.visible_to(request.viewer).of(request.network)
    context = {
        "form": form,
        "groups": groups_of(request, request.network.today(timezone.now())),
        "any_organisation": organisations.exists(),
    }
    return render(request, "partners/duties.html", context, status=422 if form.errors else 200)


def groups_of(request: PageRequest, today: dt.date) -> list[DutyLines]:
    terms = Term.objects.visible_to(request.viewer).of(request.network).select_related("organisation")
    rows = [Line(term, term.in_force(today)) for term in terms]
    newest = sorted(rows, key=lambda row: row.term.since.iso if row.term.since else "", reverse=True)
    return [
        DutyLines(str(duty.label), [row for row in newest if row.term.duty == duty]) for duty in Term.Duty
    ]


def added(request: PageRequest, form: TermForm) -> bool:
    try:
        add_term(
            by=acting(request.viewer),
            network=request.network,
            now=timezone.now(),
            plan=form.plan(),
            form_key=form.cleaned_data["form_key"],
        )
    except TermRefused as refused:
        form.show_problems(refused.problems)
        return False
    messages.success(request, _("Saved."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One term: correct it, or end it by writing its last day."""
    terms = Term.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(terms.select_related("organisation", "network"), public_id=public_id)
    access.require("partners.keep_terms", request.viewer, found)
    data = choose_kept(request.POST, sent_values(found), TermForm.parts) if request.method == "POST" else None
    form = TermForm(data, network=request.network, viewer=request.viewer, term=found)
    context: dict[str, Any] = {"term": found, "form": form}
    if request.method == "POST" and form.is_valid() and changed(request, form, found, context):
        return redirect("partners:duties", code)
    status = 422 if form.errors else 409 if "conflict" in context else 200
    return render(request, "partners/duty.html", context, status=status)


def changed(request: PageRequest, form: TermForm, found: Term, context: dict[str, Any]) -> bool:
    """True when it is saved; otherwise the form or `context` now tells why not."""
    try:
        change_term(
            by=acting(request.viewer),
            term=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        )
    except TermRefused as refused:
        form.show_problems(refused.problems)
        return False
    except ChangedByAnother as another:
        current = Term.objects.visible_to(request.viewer).select_related("organisation").get(pk=found.pk)
        form.look_at(current.version)
        context |= {"conflict": another.message, "differences": form.differences(current)}
        return False
    messages.success(request, _("Saved."))
    return True
