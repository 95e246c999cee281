"""The list of organisations, and what is corrected of one: itself, its place in the network."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch
from django.http import HttpResponse
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
from voimala.partners.forms.registers import MembershipForm, OrganisationForm
from voimala.partners.models import Membership, Organisation, Place
from voimala.partners.services.memberships import add_membership, change_membership, remove_membership
from voimala.partners.services.organisations import change_organisation, remove_organisation

COLUMNS = (
    Column("name", gettext_lazy("Organisation"), ("sort_key",)),
    Column("kind", gettext_lazy("Kind"), ("kind", "sort_key")),
    Column("place", gettext_lazy("In the network")),
    Column("units", gettext_lazy("Units"), ("unit_count", "sort_key"), css="number"),
)
FILTERS = (
    Filter("kind", gettext_lazy("Kind"), Organisation.Kind.choices),
    Filter("place", gettext_lazy("In the network"), Place.choices),
)
SAMPLE = gettext_lazy("Sample")


@require_safe
def organisations(request: PageRequest, code: str) -> HttpResponse:
    """Organisations by kind and by their place in the network, as a page or as a file."""
    listing = Listing(request.GET, COLUMNS, FILTERS)
    rows = narrowed(request, listing)
    if form := asked_format(request):
        return as_file(table_of(), listing.ordered(rows), form, _("organisations"))
    context = {
        "listing": listing,
        "page": listing.page(rows),
        "all_url": reverse("partners:organisations", args=[code]),
        "may_keep": access.allowed("partners.keep_register", request.viewer, request.network),
    }
    return render(request, "partners/registers/organisations.html", context)


def narrowed(request: PageRequest, listing: Listing) -> Any:
    memberships = Membership.objects.visible_to(request.viewer).order_by("since", "pk")
    rows = Organisation.objects.visible_to(request.viewer).of(request.network)
    rows = rows.filter(holds_words(listing.words, "name_fi", "name_sv", "name_en", "business_id"))
    if kind := listing["kind"]:
        rows = rows.filter(kind=kind)
    if place := listing["place"]:
        rows = rows.placed(place, request.network.today(timezone.now()))
    return rows.annotate(unit_count=Count("units")).prefetch_related(Prefetch("memberships", memberships))


def table_of() -> Table:
    fields = (
        Field(_("Name in Finnish"), lambda row: row.name_fi),
        Field(_("Name in Swedish"), lambda row: row.name_sv),
        Field(_("Name in English"), lambda row: row.name_en),
        Field(_("Kind"), lambda row: str(row.get_kind_display())),
        Field(_("Business ID"), lambda row: row.business_id),
        Field(_("In the network"), lambda row: places_in_words(row.memberships.all())),
        Field(_("Units"), lambda row: row.unit_count),
        Field(_("Order of asking"), lambda row: str(row.get_asking_order_display())),
        Field(_("Sample"), sample_word),
    )
    return Table(_("Organisations"), fields)


def places_in_words(memberships: Iterable[Membership]) -> str:
    return "; ".join(f"{each.get_ground_display()}, {each.in_words}" for each in memberships)


def sample_word(row: Any) -> str:
    """Invented rows say so in files too."""
    return str(SAMPLE) if row.synthetic else ""


def found_organisation(request: PageRequest, public_id: str) -> Organisation:
    rows = Organisation.objects.visible_to(request.viewer).of(request.network).select_related("network")
    found: Organisation = get_object_or_404(rows, public_id=public_id)
    return found


def page_of(organisation: Organisation) -> str:
    return reverse("partners:organisation", args=[organisation.network.code, organisation.public_id])


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = found_organisation(request, public_id)
    access.require("partners.keep_register", request.viewer, found)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    form = OrganisationForm(OrganisationForm.choose_kept(data, found) if data else None, row=found)
    page = Edited(
        title=str(found),
        heading=_("Correct"),
        back=page_of(found),
        back_label=str(found),
        note=_("Agreements, people and files that name the organisation follow the new name."),
        removal=_("An organisation that nothing refers to can be taken out of the register."),
        after_removal=reverse("partners:organisations", args=[code]),
        synthetic=found.synthetic,
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_organisation(
            by=by, organisation=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=lambda: found_organisation(request, public_id),
        remove=lambda: remove_organisation(by=by, organisation=found, now=now),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_membership(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    home = found_organisation(request, public_id)
    access.require("partners.keep_register", request.viewer, home)
    by, now = acting(request.viewer), timezone.now()
    form = MembershipForm(typed(request))
    page = Edited(
        title=_("How does the organisation take part?"),
        heading=_("Membership"),
        back=page_of(home),
        back_label=str(home),
        note=_("Dates may be as rough as they are known."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: add_membership(by=by, organisation=home, now=now, plan=form.plan()),
        read=lambda: home,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_membership(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    def read() -> Membership:
        rows = Membership.objects.visible_to(request.viewer).of(request.network)
        found: Membership = get_object_or_404(
            rows.select_related("organisation__network"), public_id=public_id
        )
        return found

    found = read()
    access.require("partners.keep_register", request.viewer, found)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    form = MembershipForm(MembershipForm.choose_kept(data, found) if data else None, row=found)
    page = Edited(
        title=f"{found.organisation}: {found.get_ground_display()}",
        heading=_("End or correct"),
        back=page_of(found.organisation),
        back_label=str(found.organisation),
        lead=found.in_words,
        note=_("To end it, write its last day, month or year."),
        removal=_("Remove only what was written by mistake: what was and ended is ended by its last day."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_membership(
            by=by, membership=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=read,
        remove=lambda: remove_membership(by=by, membership=found, now=now),
    )
