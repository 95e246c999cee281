"""Whom a neighbour shares with us: what may be seen of her, and the way to her through her home network."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people import services
from voimala.people.forms import AskHomeForm
from voimala.people.models import Level, Person
from voimala.people.views.skills import Skill, Skills


def shared_people(request: PageRequest) -> list[Person]:
    """Everybody whom neighbours share with this network, with whose they are."""
    rows = Person.objects.shared_into(request.network, request.viewer)
    return list(rows.select_related("network", "organisation"))


def shared_person(request: PageRequest, public_id: str) -> HttpResponse:
    """The page of somebody of a neighbouring network: name, work and the skills she shows, nothing else."""
    return shared_page(request, found_among_shared(request, public_id), AskHomeForm())


def found_among_shared(request: PageRequest, public_id: str) -> Person:
    rows = Person.objects.shared_into(request.network, request.viewer)
    found: Person = get_object_or_404(rows.select_related("network", "organisation"), public_id=public_id)
    return found


def shared_page(request: PageRequest, person: Person, form: AskHomeForm, status: int = 200) -> HttpResponse:
    services.note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[person],
        now=timezone.now(),
        purpose="neighbour",
    )
    context = {"person": person, "home": person.network, "skills": shown_skills(person), "form": form}
    return render(request, "people/shared_person.html", context, status=status)


def shown_skills(person: Any) -> Skills:
    rows = person.competences.shown_to_neighbours().select_related("competence")
    known = [Skill(row.competence, Level(row.level)) for row in rows.order_by("-level", "competence__order")]
    return Skills(known=known)


@require_POST
def ask_home(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Write to the home network's coordinator, who answers by mail."""
    person = found_among_shared(request, public_id)
    form = AskHomeForm(request.POST)
    if not form.is_valid():
        return shared_page(request, person, form, status=422)
    why = form.cleaned_data["why"]
    by, now = acting(request.viewer), timezone.now()
    try:
        services.ask_through_home(by=by, person=person, network=request.network, why=why, now=now)
    except NotAllowed:
        raise
    except DomainError as refused:
        form.add_error(None, refused.message)
        return shared_page(request, person, form, status=422)
    told = _("Your question is on its way to the coordinator of %(home)s, who answers you by mail.")
    messages.success(request, told % {"home": person.network})
    return redirect("people:person", code, public_id)
