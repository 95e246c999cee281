"""The register of partners: who takes part, on what ground, with what units and promises. Read-only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from voimala.partners.models import Organisation


@require_safe
def partners(request: HttpRequest, code: str) -> HttpResponse:
    found = Organisation.objects.visible_to(request.viewer).of(request.network)
    return render(request, "partners/partners.html", {"organisations": found})


@require_safe
def organisation(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    found = get_object_or_404(
        Organisation.objects.visible_to(request.viewer).of(request.network), public_id=public_id
    )
    return render(request, "partners/organisation.html", {"organisation": found})
