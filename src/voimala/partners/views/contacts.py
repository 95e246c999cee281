"""The list of contacts, and the pages on which one is added or corrected."""

from typing import Any

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
from voimala.partners.forms.registers import ContactForm, organisation_choices
from voimala.partners.models import Contact
from voimala.partners.models.organisation import organisations_of
from voimala.partners.services.contacts import add_contact, change_contact, remove_contact
from voimala.partners.services.reading import note_contacts_read
from voimala.partners.views.organisations import found_organisation, page_of, sample_word

COLUMNS = (
    Column("name", gettext_lazy("Name"), ("name",)),
    Column("organisation", gettext_lazy("Organisation"), ("organisation__sort_key", "name")),
    Column("work_role", gettext_lazy("Work role"), ("work_role", "name")),
    Column("email", gettext_lazy("Work e-mail")),
    Column("phone", gettext_lazy("Work phone")),
)


@require_safe
def contacts(request: PageRequest, code: str) -> HttpResponse:
    """Contacts of the organisations, for those who keep the register; a partner's contact sees its own."""
    if not access.allowed("partners.read_contacts", request.viewer, request.network):
        raise Http404
    choices = organisation_choices(request.viewer, request.network)
    listing = Listing(request.GET, COLUMNS, (Filter("organisation", _("Organisation"), choices),))
    rows = narrowed(request, listing)
    noted: dict[str, Any] = {
        "by": acting(request.viewer),
        "network": request.network,
        "now": timezone.now(),
    }
    if form := asked_format(request):
        told = list(listing.ordered(rows))
        note_contacts_read(contacts=told, purpose="export", **noted)
        return as_file(table_of(), told, form, _("contacts"))
    page = listing.page(rows)
    note_contacts_read(contacts=page, purpose="contacts", **noted)
    context = {
        "listing": listing,
        "page": page,
        "all_url": reverse("partners:contacts", args=[code]),
        "keeps_all": access.allowed("partners.keep_register", request.viewer, request.network),
        "own_organisations": set(organisations_of(request.viewer)),
    }
    return render(request, "partners/registers/contacts.html", context)


def narrowed(request: PageRequest, listing: Listing) -> Any:
    rows = Contact.objects.visible_to(request.viewer).of(request.network).listed_for(request.viewer)
    rows = rows.filter(holds_words(listing.words, "name", "work_role", "email"))
    if organisation := listing["organisation"]:
        rows = rows.filter(organisation__public_id=organisation)
    return rows.select_related("organisation")


def table_of() -> Table:
    fields = (
        Field(_("Name"), lambda row: row.name),
        Field(_("Organisation"), lambda row: str(row.organisation)),
        Field(_("Work role"), lambda row: row.work_role),
        Field(_("Work e-mail"), lambda row: row.email),
        Field(_("Work phone"), lambda row: row.phone),
        Field(_("Sample"), sample_word),
    )
    return Table(_("Contacts"), fields)


def found_contact(request: PageRequest, public_id: str) -> Contact:
    rows = Contact.objects.visible_to(request.viewer).of(request.network)
    found: Contact = get_object_or_404(rows.select_related("organisation__network"), public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def new_contact(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    home = found_organisation(request, public_id)
    access.require("partners.keep_contacts", request.viewer, home)
    by, now = acting(request.viewer), timezone.now()
    form = ContactForm(typed(request))
    page = Edited(
        title=_("Add a contact"),
        heading=_("How the organisation is reached"),
        back=page_of(home),
        back_label=str(home),
        note=_("Of a human being only the name, the work role and the work contact."),
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: add_contact(by=by, organisation=home, now=now, plan=form.plan()),
        read=lambda: home,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = found_contact(request, public_id)
    access.require("partners.keep_contacts", request.viewer, found.organisation)
    by, now, data = acting(request.viewer), timezone.now(), typed(request)
    if request.method != "POST":
        note_contacts_read(by=by, network=request.network, contacts=[found], now=now, purpose="contact")
    form = ContactForm(ContactForm.choose_kept(data, found) if data else None, row=found)
    page = Edited(
        title=found.name,
        heading=_("Correct"),
        back=page_of(found.organisation),
        back_label=str(found.organisation),
        note=_("Of a human being only the name, the work role and the work contact."),
        removal=_("The units that the contact leads are then without a lead."),
        synthetic=found.synthetic,
    )
    return edit_page(
        request,
        page,
        form,
        save=lambda: change_contact(
            by=by, contact=found, seen=form.cleaned_data["seen"] or 0, now=now, plan=form.plan()
        ),
        read=lambda: found_contact(request, public_id),
        remove=lambda: remove_contact(by=by, contact=found, now=now),
    )
