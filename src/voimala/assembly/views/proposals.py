"""Proposing, looking at a proposal or at why there is none, deciding and leaving."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import formats, timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voimala.assembly import services
from voimala.assembly.forms import DECIDING, LEAVING, ReasonForm
from voimala.assembly.models import Choice, Group, Proposal, Run
from voimala.assembly.models.asking_first import ask_first
from voimala.assembly.models.conflicts import reasons
from voimala.assembly.models.easing import easings, seeking
from voimala.assembly.models.wording import ask_label, asked_needs, knowledge, proposal_title
from voimala.assembly.views.groups import tell_of_asking
from voimala.assembly.views.outcome import proposed
from voimala.assembly.views.seat_cards import SUGGESTABLE
from voimala.assembly.views.showing import Showing, near, summary, with_everything
from voimala.assembly.views.ways import Around
from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people.services import note_reading
from voimala.phenomena.models import Brief


@require_POST
def propose(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Compute, then go to the page that says what came out."""
    briefs = (
        Brief.objects.visible_to(request.viewer).of(request.network).select_related("network", "phenomenon")
    )
    brief = get_object_or_404(briefs, public_id=public_id)
    return proposed(request, brief)


def _proposal_or_404(request: PageRequest, public_id: str) -> Proposal:
    proposals = Proposal.objects.visible_to(request.viewer).of(request.network)
    found: Proposal = get_object_or_404(with_everything(proposals), public_id=public_id)
    return found


@require_safe
def proposal(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    rows = near(Proposal.objects.visible_to(request.viewer).of(request.network), public_id)
    found = next((row for row in rows if row.public_id == public_id), None)
    if found is None:
        raise Http404
    showing = Showing(found, code)
    around = Around(found, rows, request.viewer, code)
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[*showing.people(), *around.people()],
        now=timezone.now(),
        purpose="proposal",
    )
    return render(request, "assembly/proposal.html", _page(request, found, showing, around))


def _page(request: PageRequest, found: Proposal, showing: Showing, around: Around) -> dict[str, Any]:
    run = found.run
    rows = showing.need_rows()
    return _changing(request, found, around) | {
        "ways": around.ways(),
        "tabs": around.tabs(),
        "asked": around.questions(),
        "has_answer": around.may_improve(),
        "proposal": found,
        "run": run,
        "brief": run.brief,
        "need": run.brief.phenomenon,
        "heading": proposal_title(found),
        "lead": " ".join(filter(None, (knowledge(run), asked_needs(found.needs_to_ask)))),
        "reasons": showing.reasons(),
        "seats": showing.seats,
        "pairs": showing.pairs,
        "rows": rows,
        "rows_note": summary(rows, found.needs_met, found.needs_to_ask),
        "needs_to_ask": showing.questions(),
        "gaps": showing.gaps(),
        "unknown_people": showing.unknown_people(),
        "may_decide": access.allowed("assembly.decide", request.viewer, found),
        "is_open": found.state == Proposal.State.OPEN,
        "is_decided": found.state == Proposal.State.DECIDED,
        "gap": percent(run),
        "is_passed": found.state == Proposal.State.PASSED,
        "is_left": found.state == Proposal.State.LEFT,
    }


def _changing(request: PageRequest, found: Proposal, around: Around) -> dict[str, Any]:
    """What was changed by hand, and whether more may be."""
    is_open = found.state == Proposal.State.OPEN
    return {
        "changed": around.changed() if is_open else [],
        "before": around.before,
        "choices": around.choices,
        "may_choose": is_open
        and not found.run.is_stale
        and access.allowed("assembly.choose", request.viewer, found),
        "ask_label": ask_label(found.people),
        "losses": around.losses(),
    }


def percent(run: Run) -> str:
    """The gap in per cent with two decimals; "0" when there is none."""
    gap = round(100 * (run.gap or 0.0), 2)
    return formats.number_format(max(gap, 0.0), decimal_pos=2 if gap > 0 else 0)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The reason of the decision, the decision, and in the same deed the asking."""
    found = _proposal_or_404(request, public_id)
    access.require("assembly.decide", request.viewer, found)
    form = ReasonForm(request.POST or None, reasons=DECIDING, initial={"choice": DECIDING[0][0]})
    if form.is_valid():
        try:
            group = _decided(request, found, form.reason())
        except services.AlreadyGrouped as refusal:
            return HttpResponseRedirect(reverse("assembly:group", args=[code, refusal.group.public_id]))
        except DomainError as refusal:
            _tell(form, refusal)
        else:
            return HttpResponseRedirect(reverse("assembly:group", args=[code, group.public_id]))
    elif found.state == Proposal.State.DECIDED:
        return HttpResponseRedirect(reverse("assembly:group", args=[code, found.group.public_id]))
    return _reason_page(request, "assembly/decide.html", found, form)


def _decided(request: PageRequest, found: Proposal, reason: str) -> Group:
    """The group, asked at once when that button was pressed."""
    by, now = acting(request.viewer), timezone.now()
    if request.POST.get("do") != "ask":
        return services.decide_group(by=by, proposal=found, reason=reason, now=now)
    done = services.decide_and_ask(by=by, proposal=found, reason=reason, now=now)
    tell_of_asking(request, done)
    return done.group


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The reason why the proposal is left, and the deed."""
    found = _proposal_or_404(request, public_id)
    access.require("assembly.leave", request.viewer, found)
    form = ReasonForm(request.POST or None, reasons=LEAVING)
    if form.is_valid():
        try:
            services.leave_proposal(
                by=acting(request.viewer), proposal=found, reason=form.reason(), now=timezone.now()
            )
        except DomainError as refusal:
            _tell(form, refusal)
        else:
            return HttpResponseRedirect(reverse("assembly:proposal", args=[code, found.public_id]))
    return _reason_page(request, "assembly/leave.html", found, form)


def _tell(form: ReasonForm, refusal: DomainError) -> None:
    if isinstance(refusal, NotAllowed):
        raise refusal
    form.add_error("own" if refusal.where == "reason" else None, refusal.message)


def _reason_page(request: PageRequest, template: str, found: Proposal, form: ReasonForm) -> HttpResponse:
    shown = {
        "proposal": found,
        "run": found.run,
        "brief": found.run.brief,
        "need": found.run.brief.phenomenon,
        "title": proposal_title(found),
        "form": form,
        "is_open": found.state == Proposal.State.OPEN,
    }
    return render(request, template, shown, status=422 if form.errors else 200)


@require_safe
def run(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Why there is no group; a run that has one leads to its proposal."""
    runs = Run.objects.visible_to(request.viewer).of(request.network)
    runs = runs.select_related("brief__phenomenon__host_unit", "brief__period")
    found = get_object_or_404(runs, public_id=public_id)
    if found.proposal is not None:
        return HttpResponseRedirect(reverse("assembly:proposal", args=[code, found.proposal.public_id]))
    choices = list(
        Choice.objects.visible_to(request.viewer)
        .filter(brief=found.brief_id, undone_at=None, **SUGGESTABLE)
        .select_related("person")
    )
    first = ask_first(found, request.viewer)
    note_reading(
        by=acting(request.viewer),
        network=request.network,
        people=[*(choice.person for choice in choices), *first.people],
        now=timezone.now(),
        purpose="proposal",
    )
    shown = {
        "run": found,
        "brief": found.brief,
        "need": found.brief.phenomenon,
        "lead": knowledge(found, has_group=False),
        "obstacles": reasons(found),
        "easings": easings(found),
        "seeking": seeking(found),
        "choices": choices,
        "first": first,
        "may_add": access.allowed("people.add_people", request.viewer, request.network),
        "not_found": found.status == Run.Status.NOT_FOUND,
        "may_propose": access.allowed("assembly.propose", request.viewer, found),
    }
    return render(request, "assembly/no_group.html", shown)
