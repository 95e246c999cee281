"""Pages of proposals and groups."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def propose(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    raise Http404


run = proposal = decide = leave = group = propose


def groups(request: Any, code: str) -> HttpResponse:
    raise Http404
