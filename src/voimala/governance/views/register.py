"""The bodies of the network: their list, and one of them with its seats, meetings and decisions."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.governance.models import Body, Decision, Meeting, Seat
from voimala.governance.models.wording import rule_in_words, time_in_words
from voimala.governance.views.finding import find_body
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Source

MOST_LISTED = 20


@dataclass(frozen=True)
class Row:
    """A body, and its next meeting for those who may know of it."""

    body: Body
    holds: bool
    next: Meeting | None
    when: str


@require_safe
@login_not_required
def bodies(request: PageRequest, code: str) -> HttpResponse:
    """Those in force first; a word of the name or the task narrows the list."""
    words = request.GET.get("q", "").strip()[:100]
    rows = Body.objects.visible_to(request.viewer).of(request.network)
    total = rows.count()
    for word in words.split():
        rows = rows.filter(any_column(word))
    today = request.network.today(timezone.now())
    coming = next_meetings(request)
    listed = [row_of(body, body.in_force(today), coming.get(body.pk)) for body in rows]
    context = {
        "rows": sorted(listed, key=lambda row: not row.holds),
        "total": total,
        "words": words,
        "any_synthetic": any(row.body.synthetic for row in listed),
        "may_add": access.allowed("governance.keep_bodies", request.viewer, request.network),
        "sees_decisions": Decision.objects.visible_to(request.viewer).of(request.network).exists(),
    }
    return render(request, "governance/bodies.html", context)


def any_column(word: str) -> Q:
    found = Q()
    for name in ("name", "task"):
        for language in ("fi", "sv", "en"):
            found |= Q(**{f"{name}_{language}__icontains": word})
    return found


def next_meetings(request: PageRequest) -> dict[int, Meeting]:
    """The next open meeting of each body that the viewer may see, by the key of the body."""
    states = (Meeting.State.PLANNED, Meeting.State.CALLED)
    rows = Meeting.objects.visible_to(request.viewer).of(request.network).filter(state__in=states)
    coming = rows.filter(starts_at__gte=timezone.now()).select_related("network").order_by("-starts_at")
    return {meeting.body_id: meeting for meeting in coming}


def row_of(body: Body, holds: bool, coming: Meeting | None) -> Row:
    return Row(body, holds, coming, when_of(coming) if coming else "")


def when_of(meeting: Meeting) -> str:
    zone = meeting.network.timezone
    return time_in_words(meeting.starts_at, meeting.ends_at, zone, time_known=meeting.time_known)


@require_safe
@login_not_required
def body(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """What it is for is public; who sits there and when it meets is for those who may know."""
    found = find_body(request, public_id)
    today = request.network.today(timezone.now())
    seats = Seat.objects.visible_to(request.viewer).filter(body=found)
    lines = list(seats.select_related("organisation", "deputy_of", "user").order_by("since", "pk"))
    meetings = Meeting.objects.visible_to(request.viewer).filter(body=found).select_related("network", "body")
    decisions = Decision.objects.visible_to(request.viewer).filter(body=found).select_related("meeting")
    holding = [seat for seat in lines if seat.in_force(today)]
    context: dict[str, Any] = {
        "body": found,
        "rule": rule_in_words(found.quorum),
        "projects": found.steers.all(),
        "seats": in_order(holding),
        "coming_seats": [seat for seat in lines if seat.since > today],
        "earlier": [seat for seat in lines if seat.until and seat.until <= today],
        "sees_seats": sees_inside(request, found),
        "meetings": [(meeting, when_of(meeting)) for meeting in meetings[:MOST_LISTED]],
        "decisions": decisions[:MOST_LISTED],
        "sources": Source.objects.filter(mark__in=found.sources),
        "may_keep": access.allowed("governance.keep_bodies", request.viewer, found),
        "may_meet": access.allowed("governance.keep_meetings", request.viewer, found),
        "panels": panels_on(found, request),
    }
    return render(request, "governance/body.html", context)


def in_order(seats: list[Seat]) -> list[Seat]:
    """By task, each deputy after the seat that she stands in for."""
    order = [task.value for task in Seat.Task]
    by_task = sorted(seats, key=lambda seat: order.index(seat.task))
    deputies = [seat for seat in by_task if seat.deputy_of_id]
    found: list[Seat] = []
    for seat in by_task:
        if not seat.deputy_of_id:
            found += [seat, *(each for each in deputies if each.deputy_of_id == seat.pk)]
    return found + [seat for seat in deputies if seat not in found]


def sees_inside(request: PageRequest, body: Body) -> bool:
    """May the viewer know who sits there: asked of the body's own rows, so that an empty one says so too."""
    if not request.viewer.roles_in(body.network_id):
        return False
    overseen = access.allowed("governance.keep_bodies", request.viewer, body)
    return overseen or Seat.objects.visible_to(request.viewer).filter(body=body).exists()
