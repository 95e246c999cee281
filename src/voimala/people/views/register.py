"""The register of people: what is known, known absent and not known of each. Read-only."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.core.listing import MOST_COUNTED, Column, Filter, Listing
from voimala.core.panels import panels_on
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period, Sector, language_name
from voimala.office.spreadsheets import Format
from voimala.office.views.exporting import as_file, asked_format
from voimala.partners.forms.registers import organisation_choices
from voimala.partners.models import Unit
from voimala.people.models import (
    Competence,
    Knowledge,
    KnownCompetence,
    Level,
    Limit,
    Person,
    Tie,
    with_knowledge,
)
from voimala.people.services import note_reading
from voimala.people.views.exported import table_of
from voimala.people.views.shared import shared_people, shared_person
from voimala.people.views.skills import Skill, Skills

UNTOLD = "untold"
JOINS = ("unit", "municipality", "organisation")
COLUMNS = (
    Column("name", gettext_lazy("Person"), ("sort_key",)),
    Column("role", gettext_lazy("Work role"), ("work_role", "sort_key")),
    Column("organisation", gettext_lazy("Employer"), ("organisation__sort_key", "sort_key")),
    Column("sector", gettext_lazy("Sector")),
    Column("municipality", gettext_lazy("Municipality"), ("municipality__sort_key", "sort_key")),
    Column("free", gettext_lazy("Free, h"), css="number keep"),
    Column("skills", gettext_lazy("Skills")),
)


@require_safe
def people(request: PageRequest, code: str) -> HttpResponse:
    if not access.allowed("people.read_register", request.viewer, request.network):
        raise Http404
    listing = Listing(request.GET, COLUMNS, filters_of(request))
    found = with_knowledge(narrowed(request, listing), request.viewer)
    found = found.with_minutes(current_period(request)).select_related(*JOINS)
    if form := asked_format(request):
        return people_file(request, listing.ordered(found), form)
    page = listing.page(found)
    note_reading(by=acting(request.viewer), network=request.network, people=page, now=timezone.now())
    totals = totals_of(request)
    context = {
        "page": page,
        "people": list(page),
        "totals": totals,
        "unknown": totals["everybody"] - totals["told"],
        "listing": listing,
        "all_url": reverse("people:people", args=[code]),
        "may_add": access.allowed("people.add_people", request.viewer, request.network),
        "untold": untold_for(request),
        "shared": shared_people(request) if page.number == 1 and not listing.narrows else (),
    }
    return render(request, "people/people.html", context)


def totals_of(request: PageRequest) -> dict[str, int]:
    """Everybody told, and of them those of whom something is known; no further than a list is counted."""
    seen = Person.objects.visible_to(request.viewer).of(request.network).told()
    counted = with_knowledge(seen, request.viewer).order_by()[:MOST_COUNTED]
    found: dict[str, int] = counted.aggregate(
        everybody=Count("pk"),
        told=Count("pk", filter=Q(known=True)),
        invented=Count("pk", filter=Q(synthetic=True)),
    )
    return found


def untold_for(request: PageRequest) -> int:
    """How many the coordinator still has to tell: they are not in the register yet."""
    if not access.allowed("people.tell_of_storing", request.viewer, request.network):
        return 0
    count: int = Person.objects.visible_to(request.viewer).of(request.network).to_be_told().count()
    return count


def filters_of(request: PageRequest) -> list[Filter]:
    """Units once the organisation is chosen; who is still to be told, for those who tell."""
    words = Competence.objects.visible_to(request.viewer).of(request.network).offered()
    employer = request.GET.get("organisation", "")
    units = Unit.objects.visible_to(request.viewer).of(request.network)
    found = [
        Filter("sector", _("Sector"), Sector.choices),
        Filter("kind", _("Kind"), Person.Kind.choices),
        Filter("organisation", _("Employer"), organisation_choices(request.viewer, request.network)),
        Filter("skill", _("Skill"), [(word.code, str(word)) for word in words.professional()]),
    ]
    if employer:
        own = units.filter(organisation__public_id=employer)
        found.append(Filter("unit", _("Unit"), [(unit.public_id, str(unit)) for unit in own]))
    if access.allowed("people.tell_of_storing", request.viewer, request.network):
        found.append(Filter("told", _("Told of being here"), ((UNTOLD, _("not told yet")),)))
    return found


def narrowed(request: PageRequest, listing: Listing) -> Any:
    """Those who know that they are here; those who do not yet only when just they are asked for."""
    chosen = {each.filter.name: each.value for each in listing.chosen}
    seen = Person.objects.visible_to(request.viewer).of(request.network)
    found = seen.to_be_told() if chosen.get("told") == UNTOLD else seen.told()
    found = found.searched(listing.words) if listing.words else found
    found = found.in_sector(chosen["sector"]) if chosen["sector"] else found
    if chosen["skill"]:
        known = KnownCompetence.objects.visible_to(request.viewer).filter(person=OuterRef("pk"))
        found = found.filter(
            Exists(known.filter(competence__code=chosen["skill"], knowledge=Knowledge.KNOWN))
        )
    columns = {
        "kind": chosen["kind"],
        "organisation__public_id": chosen["organisation"],
        "unit__public_id": chosen.get("unit", ""),
    }
    return found.filter(**{name: value for name, value in columns.items() if value})


def people_file(request: PageRequest, rows: Any, form: Format) -> HttpResponse:
    """The rows as a file; every one of them is a subject of one read event."""
    told = list(rows)
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=told,
        now=timezone.now(),
        purpose="export",
    )
    addresses = access.allowed("people.add_people", request.viewer, request.network)
    return as_file(table_of(addresses=addresses), told, form, _("people"))


def current_period(request: PageRequest) -> Period | None:
    """The period whose hours are shown."""
    today = request.network.today(timezone.now())
    found: Period | None = Period.objects.visible_to(request.viewer).of(request.network).planned_on(today)
    return found


@require_safe
def person(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    period = current_period(request)
    related = ("unit", "municipality", "organisation", "network")
    rows = Person.objects.visible_to(request.viewer).of(request.network).with_minutes(period)
    found = rows.select_related(*related).filter(public_id=public_id).first()
    if found is None:
        return shared_person(request, public_id)
    note_reading(by=acting(request.viewer), network=request.network, people=[found], now=timezone.now())
    sees_all = access.allowed("people.read_strengths", request.viewer, found)
    context = {
        "person": found,
        "period": period,
        "languages": [language_name(each) for each in found.languages or ()],
        "skills": skills_of(found, request, Competence.Kind.PROFESSIONAL),
        "strengths": skills_of(found, request, Competence.Kind.STRENGTH) if sees_all else None,
        # Whoever sees only what is shown to the network must not read the rest as absent.
        "complete": found.profile_complete and sees_all,
        "limits": limits_of(found, request, period),
        "ties": Tie.objects.visible_to(request.viewer).filter(Q(first=found) | Q(second=found)).count(),
        "sees_register": access.allowed("people.read_register", request.viewer, request.network),
        "is_self": found.user_id == request.viewer.pk,
        "may_invite": access.allowed("people.invite_to_profile", request.viewer, found),
        "may_edit": access.allowed("people.keep_person", request.viewer, found),
        "may_hint": access.allowed("people.give_hint", request.viewer, found),
        "panels": panels_on(found, request),
    }
    return render(request, "people/person.html", context)


def skills_of(person: Person, request: PageRequest, kind: Competence.Kind) -> Skills:
    told = {
        row.competence_id: row
        for row in KnownCompetence.objects.visible_to(request.viewer).filter(
            person=person, competence__kind=kind
        )
    }
    made = Skills()
    for competence in Competence.objects.visible_to(request.viewer).of(request.network).filter(kind=kind):
        row = told.get(competence.pk)
        if row is not None and row.knowledge == Knowledge.KNOWN:
            made.known.append(Skill(competence, Level(row.level)))
        elif row is not None:
            made.absent.append(competence)
        else:
            made.unknown.append(competence)
    made.known.sort(key=lambda skill: skill.level, reverse=True)
    return made


def limits_of(person: Person, request: PageRequest, period: Period | None) -> list[Limit] | None:
    """The person's own limits of the period; None where the viewer has no business with them."""
    if not access.allowed("people.read_limits", request.viewer, person):
        return None
    limits = Limit.objects.visible_to(request.viewer).filter(person=person, period=period)
    return list(limits.select_related("other", "unit"))
