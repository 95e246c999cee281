"""The groups of a network, and one of them."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from voimala.assembly.models import Group, Proposal, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.wording import figures, inside, seat_label, seat_name, seats_title, wish_name
from voimala.assembly.views.showing import CHIPS, place_of, without_the_gone
from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people.services import note_reading

PER_PAGE = 20


@require_safe
def groups(request: PageRequest, code: str) -> HttpResponse:
    """Groups with the fills of their seats, and before them proposals that wait for a decision."""
    if not access.allowed("assembly.read_groups", request.viewer, request.network):
        raise Http404
    found = (
        Group.objects.visible_to(request.viewer)
        .of(request.network)
        .select_related("brief__phenomenon__municipality", "brief__period")
        .prefetch_related("seats")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = (
        Proposal.objects.visible_to(request.viewer)
        .of(request.network)
        .filter(state=Proposal.State.OPEN)
        .select_related("run__brief__phenomenon")
    )
    proposals = list(waiting[:PER_PAGE])
    shown = {
        "synthetic": any(row.synthetic for row in (*page.object_list, *proposals)),
        "page": page,
        "rows": [(row, seats_title(list(row.seats.all()))) for row in page.object_list],
        "heading": _heading(page.paginator.count),
        "waiting": [(proposal, figures(proposal)) for proposal in proposals],
    }
    return render(request, "assembly/groups.html", shown)


def _heading(count: int) -> str:
    if not count:
        return _("No group has been decided on yet")
    return ngettext("One group has been decided on", "%(count)s groups have been decided on", count) % {
        "count": count
    }


@require_safe
def group(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = get_object_or_404(
        Group.objects.visible_to(request.viewer)
        .of(request.network)
        .select_related("brief__phenomenon__host_unit", "brief__period", "proposal")
        .prefetch_related(
            Prefetch("seats", Seat.objects.select_related("person__organisation", "person__unit"))
        ),
        public_id=public_id,
    )
    seats = without_the_gone(found.seats.all())
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[seat.person for seat in seats if seat.person],
        now=timezone.now(),
        purpose="group",
    )
    shown = {
        "group": found,
        "brief": found.brief,
        "need": found.brief.phenomenon,
        "heading": seats_title(seats),
        "to_name": _to_name(seats),
        "seats": [_shown(seat, found) for seat in seats],
    }
    return render(request, "assembly/group.html", shown)


def _to_name(seats: list[Seat]) -> str:
    waiting = [inside(wish_name(seat)) for seat in seats if seat.person is None]
    told = ngettext(
        "One seat still waits for a name.", "%(count)s seats still wait for a name.", len(waiting)
    )
    return told % {"count": len(waiting)} if waiting else ""


def _shown(seat: Seat, group: Group) -> dict[str, Any]:
    by_person = seat.kind == SeatKind.PERSON
    return {
        "number": seat.position,
        "name": seat_name(seat, group.brief.phenomenon.host_unit),
        "label": seat_label(seat),
        "sector": seat.sector,
        "mark": "filled" if by_person else "dashed",
        "task": wish_name(seat) if seat.wish else "",
        "place": place_of(seat),
        "fill": seat.state,
        "chip": seat.state if by_person else CHIPS[SeatKind(seat.kind)],
        "person": seat.person,
    }
