"""The register of people: what is known, known absent and not known of each. Read-only."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period, Sector, language_name
from voimala.partners.models import Organisation
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
from voimala.people.views.shared import shared_people, shared_person
from voimala.people.views.skills import Skill, Skills

PAGE = 25


@require_safe
def people(request: PageRequest, code: str) -> HttpResponse:
    if not access.allowed("people.read_register", request.viewer, request.network):
        raise Http404
    seen = Person.objects.visible_to(request.viewer).of(request.network).told()
    wanted = wanted_of(request)
    found = wanted.narrow(seen)
    listed = with_knowledge(found, request.viewer).with_minutes(current_period(request))
    page = Paginator(listed.select_related("unit", "municipality", "organisation"), PAGE).get_page(
        request.GET.get("page")
    )
    note_reading(by=acting(request.viewer), network=request.network, people=page, now=timezone.now())
    totals = with_knowledge(seen, request.viewer).aggregate(
        everybody=Count("pk"),
        told=Count("pk", filter=Q(known=True)),
        invented=Count("pk", filter=Q(synthetic=True)),
    )
    context = {
        "page": page,
        "people": list(page),
        "totals": totals,
        "unknown": totals["everybody"] - totals["told"],
        "wanted": wanted,
        "query": wanted.query(),
        "sectors": Sector.choices,
        "may_add": access.allowed("people.add_people", request.viewer, request.network),
        "untold": untold_for(request),
        "shared": shared_people(request) if page.number == 1 and not wanted.narrows else (),
    }
    return render(request, "people/people.html", context)


def untold_for(request: PageRequest) -> int:
    """How many the coordinator still has to tell: they are not in the register yet."""
    if not access.allowed("people.tell_of_storing", request.viewer, request.network):
        return 0
    count: int = Person.objects.visible_to(request.viewer).of(request.network).to_be_told().count()
    return count


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for. A sector or an organisation that does not exist narrows nothing."""

    words: str = ""
    sector: str = ""
    organisation: Organisation | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.sector or self.organisation)

    def narrow(self, people: Any) -> Any:
        found = people.searched(self.words) if self.words else people
        found = found.in_sector(self.sector) if self.sector else found
        return found.filter(organisation=self.organisation) if self.organisation else found

    def query(self) -> str:
        """The parameters for the links of other pages, ending in & when there are any."""
        organisation = self.organisation.public_id if self.organisation else ""
        given = {"q": self.words, "sector": self.sector, "organisation": organisation}
        text = urlencode({name: value for name, value in given.items() if value})
        return f"{text}&" if text else ""


def wanted_of(request: PageRequest) -> Wanted:
    sector = request.GET.get("sector", "")
    organisation = request.GET.get("organisation", "")
    organisations = Organisation.objects.visible_to(request.viewer).of(request.network)
    return Wanted(
        words=request.GET.get("q", "").strip()[:100],
        sector=sector if sector in Sector.values else "",
        organisation=organisations.filter(public_id=organisation).first() if organisation else None,
    )


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
