"""The register of partners: who takes part, on what ground, with what units and promises."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period, Source
from voimala.networks.models.record import mark_order
from voimala.partners.forms.register import AskingOrderForm
from voimala.partners.models import Commitment, Contact, Membership, Organisation, Term, Unit
from voimala.partners.services import set_asking_order
from voimala.partners.services.reading import note_contacts_read


@dataclass(frozen=True)
class Listed:
    """One line of the register. `memberships` are those in force, or all when none is."""

    organisation: Organisation
    memberships: list[Membership]
    in_force: bool
    commitment: Commitment | None

    @property
    def by_agreement(self) -> bool:
        agreement = Membership.Ground.AGREEMENT
        return self.in_force and any(each.ground == agreement for each in self.memberships)


@require_safe
def partners(request: PageRequest, code: str) -> HttpResponse:
    today = request.network.today(timezone.now())
    period = Period.objects.visible_to(request.viewer).of(request.network).planned_on(today)
    promised = commitments_by_organisation(request, period)
    rows = [line_of(row, today, promised.get(row.pk)) for row in listed_organisations(request)]
    members = [row for row in rows if row.in_force]
    context = {
        "rows": rows,
        "members": sorted(members, key=lambda row: not row.by_agreement),
        "agreed": sum(row.by_agreement for row in members),
        "earlier": [row for row in rows if row.memberships and not row.in_force],
        "others": [row for row in rows if not row.memberships],
        "any_synthetic": any(row.organisation.synthetic for row in rows),
        "sees_promises": sees_promises(request, promised),
        "period": period,
        "may_add": access.allowed("partners.add_organisations", request.viewer, request.network),
        "shared": Organisation.objects.shared_into(request.network, request.viewer).select_related("network"),
    }
    return render(request, "partners/partners.html", context)


def listed_organisations(request: PageRequest) -> Iterable[Organisation]:
    memberships = Membership.objects.visible_to(request.viewer).order_by("since", "pk")
    rows: Iterable[Organisation] = (
        Organisation.objects.visible_to(request.viewer)
        .of(request.network)
        .annotate(unit_count=Count("units"))
        .prefetch_related(Prefetch("memberships", memberships))
        .order_by("sort_key", "pk")
    )
    return rows


def line_of(organisation: Organisation, today: dt.date, commitment: Commitment | None) -> Listed:
    known = list(organisation.memberships.all())
    current = [each for each in known if each.in_force(today)]
    return Listed(organisation, current or known, bool(current), commitment)


def commitments_by_organisation(request: PageRequest, period: Period | None) -> dict[int, Commitment]:
    visible = Commitment.objects.visible_to(request.viewer).of(request.network).filter(period=period)
    return {row.organisation_id: row for row in visible}


def sees_promises(request: PageRequest, promised: dict[int, Commitment]) -> bool:
    """Overseers see the column even when nothing is agreed; a partner's contact when its own is there."""
    return bool(promised) or Commitment.objects.oversees(request.viewer, request.network.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The page of one organisation; its one form sets the order in which its people are asked."""
    rows = Organisation.objects.visible_to(request.viewer).of(request.network).select_related("network")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        return shared_organisation(request, public_id)
    if request.method == "POST":
        access.require("partners.set_asking_order", request.viewer, found)
        form = AskingOrderForm(request.POST, organisation=found)
        if form.is_valid():
            order = form.chosen()
            set_asking_order(by=acting(request.viewer), organisation=found, order=order, now=timezone.now())
            messages.success(request, _("The order of asking is saved."))
            return HttpResponseRedirect(reverse("partners:organisation", args=[code, public_id]))
        return organisation_page(request, found, form)
    may_set = access.allowed("partners.set_asking_order", request.viewer, found)
    return organisation_page(request, found, AskingOrderForm(None, organisation=found) if may_set else None)


def shared_organisation(request: PageRequest, public_id: str) -> HttpResponse:
    """An organisation of a neighbour that shares it: name, kind and units, no contacts and no promises."""
    if request.method == "POST":
        raise Http404
    rows = Organisation.objects.shared_into(request.network, request.viewer).select_related("network")
    found = get_object_or_404(rows, public_id=public_id)
    units = found.units.select_related("municipality")
    context = {"organisation": found, "home": found.network, "units": units}
    return render(request, "partners/shared_organisation.html", context)


def organisation_page(
    request: PageRequest, found: Organisation, form: AskingOrderForm | None
) -> HttpResponse:
    memberships = list(
        Membership.objects.visible_to(request.viewer).filter(organisation=found).order_by("since")
    )
    terms = list(Term.objects.visible_to(request.viewer).filter(organisation=found))
    leads = Unit.objects.visible_to(request.viewer).select_related("municipality", "lead")
    units = list(leads.filter(organisation=found))
    contacts = contacts_of(request, found)
    note_contacts_read(
        by=acting(request.viewer),
        network=request.network,
        contacts=[*(unit.lead for unit in units if unit.lead), *(contacts or ())],
        now=timezone.now(),
        purpose="organisation",
    )
    commitments = Commitment.objects.visible_to(request.viewer).filter(organisation=found)
    today = request.network.today(timezone.now())
    context = {
        "organisation": found,
        "memberships": memberships,
        "terms": terms,
        "current": [each for each in memberships if each.in_force(today)],
        "duties": [each for each in terms if each.in_force(today)],
        "units": units,
        "commitments": commitments.select_related("period").order_by("-period__starts"),
        "sees_promises": Commitment.objects.sees_of(request.viewer, found),
        "form": form,
        "contacts": contacts,
        "may_keep": access.allowed("partners.keep_register", request.viewer, found),
        "may_keep_contacts": contacts is not None,
        "sources": sources_of(found, *memberships, *terms),
        "panels": panels_on(found, request),
    }
    status = 422 if form and form.errors else 200
    return render(request, "partners/organisation.html", context, status=status)


def contacts_of(request: PageRequest, organisation: Organisation) -> list[Contact] | None:
    """Its contacts, for those who keep them; None for others."""
    if not access.allowed("partners.keep_contacts", request.viewer, organisation):
        return None
    rows = Contact.objects.visible_to(request.viewer).filter(organisation=organisation)
    return list(rows.order_by("name", "pk"))


def sources_of(*facts: Any) -> Iterable[Source]:
    """What the facts' marks stand for, each once."""
    marks = {mark for fact in facts for mark in fact.sources}
    return sorted(Source.objects.filter(mark__in=marks), key=lambda source: mark_order(source.mark))
