"""Finds what is published, by its kind and its id in the address: 404 for those who may not see it."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from voimala.networks.middleware import PageRequest
from voimala.public.models import Published
from voimala.public.models.kinds import PARTS, rows_of


def require_part(request: PageRequest, kind: str) -> None:
    """Raises Http404 in a network that publishes nothing of the kind."""
    if kind not in PARTS or not request.network.uses(PARTS[kind]):
        raise Http404


def find_item(request: PageRequest, kind: str, public_id: str) -> Any:
    """What is out; a coordinator finds also drafts and what is to come."""
    require_part(request, kind)
    return get_object_or_404(_with_what_it_shows(visible(request, kind), kind), public_id=public_id)


def find_withdrawn(request: PageRequest, kind: str, public_id: str) -> Published:
    """What has been taken away, for the coordinators."""
    require_part(request, kind)
    withdrawn = rows_of(kind).withdrawn_to(request.viewer).of(request.network)
    found: Published = get_object_or_404(withdrawn, public_id=public_id)
    return found


def visible(request: PageRequest, kind: str) -> Any:
    return rows_of(kind).visible_to(request.viewer).of(request.network)


def _with_what_it_shows(rows: Any, kind: str) -> Any:
    return rows.select_related("picture", "network", *(["municipality"] if kind == "happening" else []))
