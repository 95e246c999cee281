"""Pages of needs and briefs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from voimala.phenomena.models import Phenomenon


def needs(request: Any, code: str) -> HttpResponse:
    found = Phenomenon.objects.visible_to(request.viewer).of(request.network)
    return HttpResponse(", ".join(str(each) for each in found))


def new_need(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse()


def need(request: Any, code: str, public_id: str) -> HttpResponse:
    found = Phenomenon.objects.visible_to(request.viewer).of(request.network)
    return HttpResponse(str(get_object_or_404(found, public_id=public_id)))


def edit_need(request: Any, code: str, public_id: str) -> HttpResponse:
    return need(request, code, public_id)


def brief(request: Any, code: str, public_id: str) -> HttpResponse:
    return need(request, code, public_id)
