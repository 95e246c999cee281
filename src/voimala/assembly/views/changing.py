"""Changing a proposal by hand: who else could sit in a seat, choosing, taking back."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from voimala.assembly import services
from voimala.assembly.models import Alternative, Choice, Proposal, Run
from voimala.assembly.models.comparing import alternative_words
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.wording import proposal_title, seat_label, seat_name
from voimala.assembly.views.outcome import not_proposed, proposed
from voimala.assembly.views.seat_cards import SUGGESTABLE, place_of, without_the_gone
from voimala.assembly.views.showing import with_everything
from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people.models import Person
from voimala.people.services import note_reading
from voimala.phenomena.models import Brief


@require_safe
def alternatives(request: PageRequest, code: str, public_id: str, position: int) -> HttpResponse:
    """Everybody who could sit in the seat, nearest first; and the deeds about who sits there now."""
    others = Alternative.objects.filter(**SUGGESTABLE)
    found = get_object_or_404(
        with_everything(Proposal.objects.visible_to(request.viewer).of(request.network)).prefetch_related(
            Prefetch("seats__alternatives", others.select_related("person__organisation", "person__unit"))
        ),
        public_id=public_id,
    )
    is_open = found.state == Proposal.State.OPEN
    seats = without_the_gone(found.seats.all(), is_open=is_open)
    seat = next((seat for seat in seats if seat.position == position and seat.kind == SeatKind.PERSON), None)
    if seat is None or seat.person is None:
        raise Http404
    rows = list(seat.alternatives.all())
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[seat.person, *(row.person for row in rows)],
        now=timezone.now(),
        purpose="alternatives",
    )
    needs = list(found.needs.all())
    kept = Choice.objects.visible_to(request.viewer).filter(
        brief=found.run.brief_id, person=seat.person_id, undone_at=None
    )
    shown = {
        "proposal": found,
        "need": found.run.brief.phenomenon,
        "title": proposal_title(found),
        "heading": _heading(len(rows), seat_label(seat)),
        "seat": seat,
        "name": seat_name(seat, None),
        "place": place_of(seat),
        "rows": [(row, alternative_words(row, seat, needs), _place(row.person)) for row in rows],
        "is_kept": kept.exists(),
        "may_choose": is_open
        and not found.run.is_stale
        and access.allowed("assembly.choose", request.viewer, found),
        "synthetic": found.synthetic,
    }
    return render(request, "assembly/alternatives.html", shown)


def _place(person: Person) -> str:
    works = [row.name for row in (person.unit, person.organisation) if row is not None]
    return str(works[0]) if works else str(person.get_kind_display())


def _heading(count: int, label: str) -> str:
    if not count:
        return _("%(seat)s: nobody else fits this seat alone") % {"seat": label}
    told = ngettext("%(seat)s: %(count)s alternative", "%(seat)s: %(count)s alternatives", count)
    return told % {"seat": label, "count": count}


def _visible(request: PageRequest, public_id: str) -> Proposal:
    proposals = Proposal.objects.visible_to(request.viewer).of(request.network)
    found: Proposal = get_object_or_404(
        proposals.select_related("run__brief__phenomenon", "network"), public_id=public_id
    )
    return found


@require_POST
def choose(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Take in, keep in or leave out; then to the proposal that came out."""
    found = _visible(request, public_id)
    access.require("assembly.choose", request.viewer, found)
    people = Person.objects.visible_to(request.viewer).of(request.network)
    person = get_object_or_404(people, public_id=request.POST.get("person", ""))
    sitting = request.POST.get("instead_of", "")
    instead_of = get_object_or_404(people, public_id=sitting) if sitting else None
    kind = request.POST.get("kind", "")
    if kind not in Choice.Kind.values:
        raise Http404

    def deed() -> Proposal:
        return services.choose(
            by=acting(request.viewer),
            proposal=found,
            person=person,
            kind=kind,
            instead_of=instead_of,
            now=timezone.now(),
        )

    return _done(request, found, deed)


@require_POST
def undo_choice(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Take back one choice with what was made together with it; without a name, the newest."""
    found = _visible(request, public_id)
    access.require("assembly.choose", request.viewer, found)
    named = request.POST.get("choice", "")
    choices = Choice.objects.visible_to(request.viewer).filter(brief=found.run.brief_id)
    choice = get_object_or_404(choices, public_id=named) if named else None

    def deed() -> Proposal:
        return services.undo_choice(
            by=acting(request.viewer), proposal=found, choice=choice, now=timezone.now()
        )

    return _done(request, found, deed)


def _done(request: PageRequest, found: Proposal, deed: Callable[[], Proposal]) -> HttpResponse:
    try:
        newer = deed()
    except NotAllowed:
        raise
    except services.AlreadyGrouped as refusal:
        url = reverse("assembly:group", args=[request.network.code, refusal.group.public_id])
        return HttpResponseRedirect(url)
    except DomainError as refusal:
        return _not_changed(request, found, refusal)
    return HttpResponseRedirect(_url_of(newer, request.network.code))


def _url_of(proposal: Proposal, code: str) -> str:
    return reverse("assembly:proposal", args=[code, proposal.public_id])


def _not_changed(request: PageRequest, found: Proposal, refusal: DomainError) -> HttpResponse:
    """Why nothing was changed, and the way to the proposal as it is now."""
    seen = Proposal.objects.visible_to(request.viewer)
    open_ones = seen.filter(run__brief=found.run.brief_id, state=Proposal.State.OPEN)
    current = open_ones.filter(pk=found.pk).first() or open_ones.order_by("way").first() or found
    shown: dict[str, Any] = {
        "proposal": found,
        "need": found.run.brief.phenomenon,
        "refusal": refusal.message,
        "obstacles": refusal.reasons if isinstance(refusal, services.NoGroupLeft) else [],
        "newest": _url_of(current, request.network.code),
    }
    return render(request, "assembly/not_changed.html", shown, status=409)


@require_POST
def propose_afresh(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Take back everything chosen by hand for the brief, then propose."""
    briefs = Brief.objects.visible_to(request.viewer).of(request.network)
    brief = get_object_or_404(briefs.select_related("network", "phenomenon"), public_id=public_id)
    services.drop_choices(by=acting(request.viewer), brief=brief, now=timezone.now())
    return proposed(request, brief)


@require_POST
def ease(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Change the brief as one of the run's suggestions says, then propose."""
    runs = Run.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(runs.select_related("brief__phenomenon", "brief__network"), public_id=public_id)
    access.require("assembly.propose", request.viewer, found)
    option = request.POST.get("option", "")
    if not option.isdigit():
        raise Http404
    try:
        brief = services.ease_brief(
            by=acting(request.viewer), run=found, option=int(option), now=timezone.now()
        )
    except NotAllowed:
        raise
    except DomainError as refusal:
        return not_proposed(request, found.brief, refusal)
    return proposed(request, brief)
