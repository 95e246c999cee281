"""The register of people: what is known, known absent and not known of each. Read-only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from voimala.people.models import Person


@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    found = Person.objects.visible_to(request.viewer).of(request.network)
    return render(request, "people/people.html", {"people": found})


@require_safe
def person(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    found = get_object_or_404(
        Person.objects.visible_to(request.viewer).of(request.network), public_id=public_id
    )
    return render(request, "people/person.html", {"person": found})
