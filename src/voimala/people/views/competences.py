"""The network's own words for what people can do: the list, and the pages that add or correct one."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.listing import Column, Filter, Listing, holds_words
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.views.editing import Edited, edit_page, typed
from voimala.office.spreadsheets import Field, Table
from voimala.office.views.exporting import as_file, asked_format
from voimala.people.forms.register_form import CompetenceForm
from voimala.people.models import Competence, Knowledge
from voimala.people.services.competences import add_competence, change_competence, remove_competence

OFFERED, RETIRED = "offered", "retired"
COLUMNS = (
    Column("list", gettext_lazy("Skill"), ("kind", "order")),
    Column("kind", gettext_lazy("Kind")),
    Column("known", gettext_lazy("Known of"), ("people", "order"), css="number"),
    Column("state", gettext_lazy("In forms")),
)
FILTERS = (
    Filter("kind", gettext_lazy("Kind"), Competence.Kind.choices),
    Filter(
        "state",
        gettext_lazy("In forms"),
        ((OFFERED, gettext_lazy("offered")), (RETIRED, gettext_lazy("no longer offered"))),
    ),
)


@require_safe
def competences(request: PageRequest, code: str) -> HttpResponse:
    """The list, with how many people are known to have each; for coordinators and auditors."""
    if not access.allowed("people.read_competences", request.viewer, request.network):
        raise Http404
    listing = Listing(request.GET, COLUMNS, FILTERS)
    rows = narrowed(request, listing)
    if form := asked_format(request):
        return as_file(table_of(), listing.ordered(rows), form, _("skills"))
    context = {
        "listing": listing,
        "page": listing.page(rows),
        "all_url": reverse("people:competences", args=[code]),
        "may_keep": access.allowed("people.keep_competences", request.viewer, request.network),
    }
    return render(request, "people/competences.html", context)


def narrowed(request: PageRequest, listing: Listing) -> Any:
    known = Q(known_of__knowledge=Knowledge.KNOWN, known_of__person__deleted_at=None)
    rows = Competence.objects.visible_to(request.viewer).of(request.network)
    rows = rows.filter(holds_words(listing.words, "name_fi", "name_sv", "name_en"))
    if kind := listing["kind"]:
        rows = rows.filter(kind=kind)
    if state := listing["state"]:
        rows = rows.filter(retired=state == RETIRED)
    return rows.annotate(people=Count("known_of", filter=known))


def table_of() -> Table:
    fields = (
        Field(_("Name in Finnish"), lambda row: row.name_fi),
        Field(_("Name in Swedish"), lambda row: row.name_sv),
        Field(_("Name in English"), lambda row: row.name_en),
        Field(_("Kind"), lambda row: str(row.get_kind_display())),
        Field(_("Known of"), lambda row: row.people),
        Field(_("In forms"), lambda row: _("no longer offered") if row.retired else _("offered")),
    )
    return Table(_("Skills"), fields)


@require_http_methods(["GET", "HEAD", "POST"])
def new_competence(request: PageRequest, code: str) -> HttpResponse:
    access.require("people.keep_competences", request.viewer, request.network)
    by, now = acting(request.viewer), timezone.now()
    form = CompetenceForm(typed(request))
    page = Edited(
        title=_("Add a skill to the list"),
        heading=_("Skill"),
        back=reverse("people:competences", args=[code]),
        back_label=_("Skills"),
        note=_("A professional skill can be necessary for a group; a strength or interest is always a plus."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: add_competence(by=by, network=request.network, now=now, plan=form.plan()),
        read=lambda: request.network,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_competence(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    def read() -> Competence:
        rows = Competence.objects.visible_to(request.viewer).of(request.network).select_related("network")
        found: Competence = get_object_or_404(rows, public_id=public_id)
        return found

    found = read()
    access.require("people.keep_competences", request.viewer, found)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    form = CompetenceForm(CompetenceForm.choose_kept(data, found) if data else None, row=found)
    page = Edited(
        title=str(found),
        heading=_("Correct"),
        back=reverse("people:competences", args=[code]),
        back_label=_("Skills"),
        note=_("A new name holds everywhere at once: in profiles, needs and proposals."),
        removal=_("A word that nothing refers to can be removed; one in use is taken out of forms instead."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_competence(
            by=by, competence=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=read,
        remove=lambda: remove_competence(by=by, competence=found, now=now),
    )
