"""Pages of what is published: lists of news and happenings, and the page of one thing."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.networks.middleware import PageRequest
from voimala.networks.models.part import Part
from voimala.public.models import Happening, Published
from voimala.public.models.kinds import kind_of
from voimala.public.views.comments import comments_of
from voimala.public.views.facts import Facts, span
from voimala.public.views.finding import find_item, require_part, visible
from voimala.public.views.times import when_in_words

PAGE_OF_NEWS, PAGE_OF_HAPPENINGS = 20, 30


@require_safe
@login_not_required
def news(request: PageRequest, code: str) -> HttpResponse:
    """News, newest first, and the campaigns: a network may have only the one or the other."""
    network, now = request.network, timezone.now()
    if not (network.uses(Part.NEWS) or network.uses(Part.CAMPAIGNS)):
        raise Http404
    rows = visible(request, "news").out_at(now).select_related("picture")
    campaigns = visible(request, "campaign").out_at(now) if network.uses(Part.CAMPAIGNS) else []
    today = network.today(now)
    page = Paginator(rows if network.uses(Part.NEWS) else rows.none(), PAGE_OF_NEWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "uses_news": network.uses(Part.NEWS),
        "campaigns": [
            {"item": row, "when": span(row.since, row.until, continues=True), "now": row.in_force(today)}
            for row in campaigns
        ],
        "synthetic": any(row.synthetic for row in (*page, *campaigns)),
    }
    return render(request, "public/news.html", context)


@require_safe
@login_not_required
def happenings(request: PageRequest, code: str) -> HttpResponse:
    """What is to come, the next one first; then the past, the latest first."""
    require_part(request, "happening")
    now = timezone.now()
    today = request.network.today(now)
    rows = (
        visible(request, "happening")
        .out_at(now)
        .select_related("municipality")
        .annotate(last=Coalesce("last_day", "day"))
    )
    coming = [in_row(row) for row in rows.filter(last__gte=today)]
    past = Paginator(
        rows.filter(last__lt=today).order_by("-day", "-starts_at", "-pk"), PAGE_OF_HAPPENINGS
    ).get_page(request.GET.get("page"))
    context = {
        "coming": coming,
        "page": past,
        "past": [in_row(row) for row in past],
        "synthetic": any(row["item"].synthetic for row in coming) or any(row.synthetic for row in past),
    }
    return render(request, "public/happenings.html", context)


def in_row(row: Happening) -> dict[str, Any]:
    return {"item": row, "when": when_in_words(row)}


@require_safe
@login_not_required
def news_item(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    return show(request, find_item(request, "news", public_id))


@require_safe
@login_not_required
def campaign(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    return show(request, find_item(request, "campaign", public_id))


@require_safe
@login_not_required
def happening(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    return show(request, find_item(request, "happening", public_id))


def show(request: PageRequest, item: Published) -> HttpResponse:
    now = timezone.now()
    context = page_of(item, request) | {
        "may_publish": access.allowed("public.publish", request.viewer, item),
        "out": item.is_out(now),
        "now": now,
        **comments_of(request, item),
    }
    return render(request, "public/published.html", context)


def page_of(item: Published, request: PageRequest) -> dict[str, Any]:
    """What public/parts/published.html shows; also for a preview of what is not saved."""
    kind, today = kind_of(item), request.network.today(timezone.now())
    page: dict[str, Any] = {"item": item, "kind": kind}
    page["marks"] = Facts(request.network, request.viewer).marks([item]) if item.sources else []
    if isinstance(item, Happening):
        page |= {"when": when_in_words(item), "over": item.ends < today}
    if kind == "campaign":
        since, until = getattr(item, "since", None), getattr(item, "until", None)
        page["when"] = span(since, until, continues=True) if since or until else ""
    return page
