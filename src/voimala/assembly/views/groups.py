"""The groups of a network, and one of them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from voimala.assembly import services
from voimala.assembly.models import Group, Proposal, Seat
from voimala.assembly.models.agreeing import Order
from voimala.assembly.models.naming import unit_of
from voimala.assembly.models.seat_words import chip_of, next_step, progress_title, seat_heading
from voimala.assembly.models.wording import figures, seat_label, seat_name, seats_title, wish_name
from voimala.assembly.services.asking import was_asked
from voimala.assembly.services.seats import NOBODY_ASKED, order_for
from voimala.assembly.views.seat_cards import place_of, without_the_gone
from voimala.assembly.views.seats import Step
from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people.models.reaching import address_of
from voimala.people.services import note_reading

PER_PAGE = 20
PEOPLE = (
    "network",
    "organisation",
    "person__organisation",
    "person__unit__lead",
    "person__user",
    "person__contact",
)


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
        .filter(state=Proposal.State.OPEN, way=1)
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
    found = _group_or_404(request, public_id)
    seats = without_the_gone(found.seats.all())
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[seat.person for seat in seats if seat.person],
        now=timezone.now(),
        purpose="group",
    )
    may_ask = access.allowed("assembly.ask", request.viewer, found)
    asked = any(seat.state not in NOBODY_ASKED for seat in seats)
    shown = {
        "group": found,
        "brief": found.brief,
        "need": found.brief.phenomenon,
        "heading": progress_title(seats),
        "lead": _lead(seats),
        "seats": [_shown(seat, found, may_ask=may_ask) for seat in seats],
        "to_ask": sum(can_be_asked(seat) for seat in seats) if may_ask else 0,
        "may_undo": may_ask and not asked and not was_asked(found),
        "may_ask": may_ask,
    }
    return render(request, "assembly/group.html", shown)


def _group_or_404(request: PageRequest, public_id: str) -> Group:
    groups = Group.objects.visible_to(request.viewer).of(request.network)
    related = ("brief__phenomenon__host_unit__lead", "brief__period", "proposal", "network")
    with_people = Prefetch("seats", Seat.objects.visible_to(request.viewer).select_related(*PEOPLE))
    found: Group = get_object_or_404(
        groups.select_related(*related).prefetch_related(with_people), public_id=public_id
    )
    return found


@require_POST
def ask(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Ask everybody who is proposed; who could not be asked is told with the reason."""
    found = _group_or_404(request, public_id)
    done = services.ask_group(by=acting(request.viewer), group=found, now=timezone.now())
    tell_of_asking(request, done)
    return HttpResponseRedirect(reverse("assembly:group", args=[code, public_id]))


def tell_of_asking(request: PageRequest, done: services.AskedGroup) -> None:
    """What became of asking a group, at the top of the next page."""
    count = len(done.asked)
    if count:
        told = ngettext("One message is on its way.", "%(count)s messages are on their way.", count)
        messages.success(request, told % {"count": count})
    for left in done.not_asked:
        unit = left.seat.group.brief.phenomenon.host_unit
        name = {"name": seat_name(left.seat, unit), "why": left.why}
        messages.warning(request, _("%(name)s was not asked: %(why)s") % name)


@require_POST
def undo(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Take the decision back, while nobody has been asked."""
    found = _group_or_404(request, public_id)
    try:
        proposal = services.undo_decision(by=acting(request.viewer), group=found, now=timezone.now())
    except services.AlreadyAsked as refusal:
        messages.warning(request, refusal.message)
        return HttpResponseRedirect(reverse("assembly:group", args=[code, public_id]))
    messages.success(request, _("The decision is undone. The proposal is open again."))
    return HttpResponseRedirect(reverse("assembly:proposal", args=[code, proposal.public_id]))


def _lead(seats: list[Seat]) -> str:
    if all(seat.state == Seat.State.CONFIRMED for seat in seats):
        return _("Everybody has said yes. The group can begin.")
    if all(seat.state in NOBODY_ASKED for seat in seats):
        return _("Nobody has been asked or booked yet.")
    return _("Each seat says what it waits for.")


def _shown(seat: Seat, group: Group, *, may_ask: bool) -> dict[str, Any]:
    seat.group = group
    unit = group.brief.phenomenon.host_unit
    return {
        "number": seat.position,
        "name": seat_heading(seat, unit),
        "label": seat_label(seat),
        "sector": seat.sector,
        "mark": _mark_of(seat),
        "task": wish_name(seat) if seat.wish else "",
        "place": place_of(seat),
        "chip": chip_of(seat),
        "next": next_step(seat),
        "person": seat.person,
        "seen": seat.as_seen,
        "step": main_step(seat) if may_ask else None,
        "url": reverse("assembly:seat", args=[group.network.code, group.public_id, seat.position]),
    }


def _mark_of(seat: Seat) -> str:
    """Filled where somebody sits or is thought of, an outline where nobody is, dashed where others name."""
    if seat.state in (Seat.State.OPEN, Seat.State.CALLED):
        return "open"
    if seat.state == Seat.State.CONFIRMED or (seat.person is not None and seat.state != Seat.State.NAMING):
        return "filled"
    return "dashed"


def can_be_asked(seat: Seat) -> bool:
    """By a message, as far as the row itself tells: the deed looks further, and says what is missing."""
    if seat.state != Seat.State.PROPOSED:
        return False
    order = order_for(seat)
    if order == Order.PERSON_FIRST:
        return seat.person is not None and bool(address_of(seat.person))
    return seat.person is not None or (order == Order.UNIT_NAMES and unit_of(seat) is not None)


def main_step(seat: Seat) -> Step:
    """The one button of a row. Without a code it opens the seat, where the rest is."""
    state = Seat.State(seat.state)
    if can_be_asked(seat):
        return Step("ask", pgettext("button", "Ask"))
    if state == Seat.State.WILLING and _lead_is_known(seat):
        return Step("supervisor", _("Ask the supervisor"))
    words = {
        Seat.State.OPEN: _("Choose somebody"),
        Seat.State.ASKED: _("Note the answer"),
        Seat.State.TALK: _("Note the answer"),
        Seat.State.WILLING: _("Confirm"),
        Seat.State.SUPERVISOR: _("Note the supervisor's answer"),
    }
    return Step("", words.get(state, pgettext("button", "Open the seat")))


def _lead_is_known(seat: Seat) -> bool:
    unit = seat.person.unit if seat.person is not None else None
    return unit is not None and unit.lead is not None and bool(unit.lead.email)
