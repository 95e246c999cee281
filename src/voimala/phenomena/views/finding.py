"""The object of a page and the right to it, together: 404 for a stranger, 403 for another role."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse

from voimala.core import access
from voimala.core.errors import NotAllowed
from voimala.networks.models import Period
from voimala.phenomena.models import Brief, Phenomenon, Requirement


def must(deed: str, request: Any, on: Any) -> None:
    """Raises PermissionDenied, with the sentence that says why, unless the viewer may do the deed."""
    try:
        access.require(deed, request.viewer, on)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused


def find_need(request: Any, public_id: str) -> Phenomenon:
    found = Phenomenon.objects.visible_to(request.viewer).of(request.network)
    joined = found.select_related(
        "network", "target_group", "setting", "municipality", "host_unit__organisation", "step"
    )
    need: Phenomenon = get_object_or_404(joined, public_id=public_id)
    return need


def find_brief(request: Any, need: Phenomenon, now: dt.datetime) -> Brief | None:
    """The need's brief for the period that is planned now; without such a period its newest one."""
    period = Period.objects.of(request.network).planned_on(request.network.today(now))
    requirements = Prefetch("requirements", Requirement.objects.select_related("competence"))
    briefs = (
        Brief.objects.visible_to(request.viewer)
        .filter(phenomenon=need, **({"period": period} if period else {}))
        .select_related("municipality", "period", "network")
        .prefetch_related("seat_wishes", requirements)
        .order_by("-period__starts")
    )
    brief: Brief | None = briefs.first()
    if brief is not None:
        brief.phenomenon = need
    return brief


def address(need: Phenomenon, page: str = "need") -> str:
    return reverse(f"phenomena:{page}", args=[need.network.code, need.public_id])
