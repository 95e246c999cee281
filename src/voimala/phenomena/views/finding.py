"""The need and the brief that a page is about; 404 for who may not see them."""

import datetime as dt

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse

from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period
from voimala.phenomena.models import Brief, Phenomenon, Requirement


def find_need(request: PageRequest, public_id: str) -> Phenomenon:
    found = Phenomenon.objects.visible_to(request.viewer).of(request.network)
    joined = found.select_related(
        "network", "target_group", "setting", "municipality", "host_unit__organisation", "step"
    )
    need: Phenomenon = get_object_or_404(joined, public_id=public_id)
    return need


def find_brief(request: PageRequest, need: Phenomenon, now: dt.datetime) -> Brief | None:
    """The need's brief for the period that is planned now; without such a period its newest one."""
    today = request.network.today(now)
    period = Period.objects.visible_to(request.viewer).of(request.network).planned_on(today)
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
