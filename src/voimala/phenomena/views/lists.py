"""The list of needs and phenomena."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.networks.middleware import PageRequest
from voimala.networks.models import TargetGroup
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.views.words import reached_steps, state_of

ON_A_PAGE = 12


@require_safe
def needs(request: PageRequest, code: str) -> HttpResponse:
    words, group = asked_for(request, "q"), asked_for(request, "group")
    everything = Phenomenon.objects.visible_to(request.viewer).of(request.network)
    briefs = Brief.objects.visible_to(request.viewer).filter(phenomenon=OuterRef("pk"))
    found = everything.searched(words).annotate(has_brief=Exists(briefs))
    if group:
        found = found.filter(target_group__code=group)
    joined = found.select_related("target_group", "setting", "municipality")
    page = Paginator(joined, ON_A_PAGE).get_page(request.GET.get("page"))
    filters = {name: value for name, value in (("q", words), ("group", group)) if value}
    context = {
        "page": page,
        "rows": rows_of(page, request.viewer),
        "total": everything.count(),
        "waiting": everything.annotate(has_brief=Exists(briefs)).filter(has_brief=False).count(),
        "words": words,
        "group": group,
        "groups": TargetGroup.objects.visible_to(request.viewer).of(request.network),
        "query": f"{urlencode(filters)}&" if filters else "",
        "filtered": bool(filters),
        "may_frame": access.allowed("phenomena.frame_need", request.viewer, request.network),
        "any_synthetic": any(need.synthetic for need in page),
    }
    return render(request, "phenomena/needs.html", context)


def asked_for(request: PageRequest, name: str) -> str:
    """A search word as typed, at most 100 characters of it."""
    return str(request.GET.get(name, "")).strip()[:100]


def rows_of(page: "Page[Any]", viewer: Any) -> list[dict[str, Any]]:
    steps = reached_steps(list(page), viewer)
    return [{"need": need, "state": state_of(need.has_brief, steps.get(need.pk, []))} for need in page]
