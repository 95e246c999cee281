"""Decisions of all bodies, the duties that follow, and marking one of them done."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.listing import Column, Filter, Listing, holds_words
from voimala.core.viewer import acting
from voimala.governance import services
from voimala.governance.models import Body, Decision, Duty
from voimala.governance.models.wording import day_in_words
from voimala.governance.views.finding import find_duty
from voimala.networks.middleware import PageRequest
from voimala.office.spreadsheets import Field, Table
from voimala.office.views.exporting import as_file, asked_format

OPEN = "open"
NEWEST_FIRST = "-decided"


@require_safe
def decisions(request: PageRequest, code: str) -> HttpResponseBase:
    """Newest first; narrowed to a word, a year, a body, or to those with something still to do; as a file."""
    seen = Decision.objects.visible_to(request.viewer).of(request.network)
    listing = listing_of(request, seen)
    rows = narrowed(seen, listing).select_related("body__network", "meeting", "network")
    rows = rows.prefetch_related("duties__seat__organisation")
    form = asked_format(request)
    if form is not None:
        return as_file(table(), listing.ordered(rows), form, _("Decisions"))
    duties = Duty.objects.visible_to(request.viewer).of(request.network).open()
    page = listing.page(rows)
    context = {
        "listing": listing,
        "page": page,
        "total": seen.count(),
        "open_duties": duties.count(),
        "today": request.network.today(timezone.now()),
        "any_synthetic": any(row.synthetic for row in page),
    }
    return render(request, "governance/decisions.html", context)


def listing_of(request: PageRequest, seen: Any) -> Listing:
    years = seen.order_by("-year").values_list("year", flat=True).distinct()
    bodies = Body.objects.visible_to(request.viewer).of(request.network)
    columns = (
        Column("decided", _("Decided"), ("decided_on", "number")),
        Column("body", _("Body"), ("body__kind", "body__code", "year", "number")),
        Column("text", _("Decision")),
        Column("duties", _("What is to be done")),
    )
    filters = (
        Filter("state", _("To be done"), ((OPEN, _("something is still to be done")),)),
        Filter("year", _("Year"), [(str(year), str(year)) for year in years]),
        Filter("body", _("Body"), [(body.public_id, str(body)) for body in bodies]),
    )
    return Listing({"sort": NEWEST_FIRST, **request.GET.dict()}, columns, filters)


def narrowed(rows: Any, listing: Listing) -> Any:
    if listing["state"] == OPEN:
        rows = rows.filter(duties__done_at=None, duties__isnull=False).distinct()
    if listing["year"]:
        rows = rows.filter(year=int(listing["year"]))
    if listing["body"]:
        rows = rows.filter(body__public_id=listing["body"])
    return rows.filter(holds_words(listing.words, "text")) if listing.words else rows


def table() -> Table:
    """The decisions as a spreadsheet has them: an invented one says so."""
    return Table(
        _("Decisions"),
        (
            Field(_("Decision"), str),
            Field(_("Decided"), lambda row: row.decided_on),
            Field(_("Body"), lambda row: str(row.body)),
            Field(_("Text"), lambda row: row.text),
            Field(_("What is to be done"), lambda row: "; ".join(duty.text for duty in row.duties.all())),
            Field(_("By"), lambda row: "; ".join(due_of(duty) for duty in row.duties.all())),
            Field(_("Invented sample"), lambda row: _("yes") if row.synthetic else ""),
        ),
    )


def due_of(duty: Duty) -> str:
    if duty.done_at is not None:
        return _("done")
    return day_in_words(duty.due_on) if duty.due_on else "–"


@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One duty with the button that marks it done, or takes that back."""
    found = find_duty(request, public_id)
    if request.method == "POST":
        done = request.POST.get("done") != "no"
        services.finish_duty(by=acting(request.viewer), duty=found, now=timezone.now(), done=done)
        messages.success(request, _("Marked done.") if done else _("Open again."))
        return redirect("governance:duty", code, public_id)
    context = {
        "duty": found,
        "late": late(request, found),
        "may_finish": access.allowed("governance.finish_duty", request.viewer, found),
    }
    return render(request, "governance/duty.html", context)


def late(request: PageRequest, duty: Duty) -> bool:
    today = request.network.today(timezone.now())
    return duty.done_at is None and duty.due_on is not None and duty.due_on < today
