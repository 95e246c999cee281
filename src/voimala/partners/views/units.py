"""The list of units, and the pages on which one is added or corrected."""

from typing import Any

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
from voimala.networks.models import Municipality, Sector
from voimala.networks.views.editing import Edited, edit_page, typed
from voimala.office.spreadsheets import Field, Table
from voimala.office.views.exporting import as_file, asked_format
from voimala.partners.forms.registers import UnitForm, organisation_choices
from voimala.partners.models import Unit
from voimala.partners.services.reading import note_contacts_read
from voimala.partners.services.units import add_unit, change_unit, remove_unit
from voimala.partners.views.organisations import found_organisation, page_of, sample_word

COLUMNS = (
    Column("name", gettext_lazy("Unit"), ("sort_key",)),
    Column("organisation", gettext_lazy("Organisation"), ("organisation__sort_key", "sort_key")),
    Column("sector", gettext_lazy("Sector"), ("sector", "sort_key")),
    Column("municipality", gettext_lazy("Municipality"), ("municipality__sort_key", "sort_key")),
    Column("lead", gettext_lazy("Lead")),
)


@require_safe
def units(request: PageRequest, code: str) -> HttpResponse:
    """Units of every organisation, as a page or as a file."""
    listing = Listing(request.GET, COLUMNS, filters_of(request))
    rows = narrowed(request, listing)
    by, now = acting(request.viewer), timezone.now()
    if form := asked_format(request):
        told = list(listing.ordered(rows))
        leads = [row.lead for row in told if row.lead]
        note_contacts_read(by=by, network=request.network, contacts=leads, now=now, purpose="export")
        return as_file(table_of(), told, form, _("units"))
    page = listing.page(rows)
    leads = [row.lead for row in page if row.lead]
    note_contacts_read(by=by, network=request.network, contacts=leads, now=now, purpose="units")
    context = {
        "listing": listing,
        "page": page,
        "all_url": reverse("partners:units", args=[code]),
        "may_keep": access.allowed("partners.keep_register", request.viewer, request.network),
    }
    return render(request, "partners/registers/units.html", context)


def filters_of(request: PageRequest) -> tuple[Filter, ...]:
    places = Municipality.objects.filter(region=request.network.region_id)
    return (
        Filter("organisation", _("Organisation"), organisation_choices(request.viewer, request.network)),
        Filter("sector", _("Sector"), Sector.choices),
        Filter("municipality", _("Municipality"), [(row.code, str(row)) for row in places]),
    )


def narrowed(request: PageRequest, listing: Listing) -> Any:
    rows = Unit.objects.visible_to(request.viewer).of(request.network)
    rows = rows.filter(holds_words(listing.words, "name_fi", "name_sv", "name_en"))
    chosen = {
        "organisation__public_id": listing["organisation"],
        "sector": listing["sector"],
        "municipality__code": listing["municipality"],
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    return rows.select_related("organisation__network", "municipality", "lead")


def table_of() -> Table:
    fields = (
        Field(_("Name in Finnish"), lambda row: row.name_fi),
        Field(_("Name in Swedish"), lambda row: row.name_sv),
        Field(_("Name in English"), lambda row: row.name_en),
        Field(_("Organisation"), lambda row: str(row.organisation)),
        Field(_("Sector"), lambda row: str(row.get_sector_display())),
        Field(_("Municipality"), lambda row: str(row.municipality or "")),
        Field(_("Lead"), lambda row: str(row.lead or "")),
        Field(_("Sample"), sample_word),
    )
    return Table(_("Units"), fields)


def found_unit(request: PageRequest, public_id: str) -> Unit:
    rows = Unit.objects.visible_to(request.viewer).of(request.network)
    joins = ("organisation__network", "municipality", "lead")
    found: Unit = get_object_or_404(rows.select_related(*joins), public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def new_unit(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    home = found_organisation(request, public_id)
    access.require("partners.keep_register", request.viewer, home)
    by, now = acting(request.viewer), timezone.now()
    form = UnitForm(typed(request), organisation=home, viewer=request.viewer)
    page = Edited(
        title=_("Add a unit"),
        heading=_("Unit"),
        back=page_of(home),
        back_label=str(home),
        note=_("Where pilots happen. The unit names its own worker and its lead releases the hours."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: add_unit(by=by, organisation=home, now=now, plan=form.plan()),
        read=lambda: home,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_unit(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = found_unit(request, public_id)
    access.require("partners.keep_register", request.viewer, found)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    form = UnitForm(
        UnitForm.choose_kept(data, found) if data else None,
        organisation=found.organisation,
        viewer=request.viewer,
        row=found,
    )
    page = Edited(
        title=str(found),
        heading=_("Correct"),
        back=page_of(found.organisation),
        back_label=str(found.organisation),
        removal=_("A unit that nothing refers to can be taken out of the register."),
        synthetic=found.synthetic,
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_unit(
            by=by, unit=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=lambda: found_unit(request, public_id),
        remove=lambda: remove_unit(by=by, unit=found, now=now),
    )
