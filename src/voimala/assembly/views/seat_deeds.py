"""The coordinator's deeds on a seat that others name or that is called for, and one question."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from voimala.assembly import services
from voimala.assembly.forms.calling import CallForm
from voimala.assembly.forms.naming import AssociationForm, FeeForm
from voimala.assembly.models import Asking, Call, Question, Seat
from voimala.assembly.views.asked import PAGES, RELATED, Asked
from voimala.assembly.views.outcome import done_or_refused
from voimala.assembly.views.seats import seat_or_404, show_seat
from voimala.core import access
from voimala.core.viewer import Actor, acting
from voimala.networks.middleware import PageRequest

Deed = Callable[[PageRequest, Seat, Actor, dt.datetime], HttpResponse | str | None]
NOTED = (Asking.Part.UNIT, Asking.Part.ASSOCIATION, Asking.Part.CALL, Asking.Part.QUESTION)


@require_POST
def seat_deed(request: PageRequest, code: str, public_id: str, position: int) -> HttpResponse:
    """One deed; back to the seat with what came of it, or the form with what is wrong in it."""
    found = seat_or_404(request, public_id, position)
    access.require("assembly.ask", request.viewer, found)
    deed = DEEDS.get(request.POST.get("do", ""))
    outcome = deed(request, found, acting(request.viewer), timezone.now()) if deed else None
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome:
        messages.warning(request, outcome)
    return HttpResponseRedirect(url_of(found))


def url_of(seat: Seat) -> str:
    return reverse("assembly:seat", args=[seat.network.code, seat.group.public_id, seat.position])


def _ask_unit(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    letter = request.POST["do"] == "name"
    return done_or_refused(
        lambda: services.ask_to_name(by=by, seat=seat, now=now, letter=letter), url_of(seat)
    )


def _ask_association(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    form = AssociationForm(request.POST, seat=seat)
    if form.is_valid():
        told = form.cleaned_data
        outcome = done_or_refused(
            lambda: services.ask_association(
                by=by,
                seat=seat,
                organisation=form.chosen(),
                fee_cents=told["fee"],
                travel_cents=told["travel"],
                now=now,
                letter=request.POST["do"] == "association",
            ),
            url_of(seat),
            form=form,
            fields=("organisation",),
        )
        if outcome:
            return outcome
    return show_seat(request, seat, status=422, bound={"association": form})


def _set_fee(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    form = FeeForm(request.POST, seat=seat)
    if not form.is_valid():
        return show_seat(request, seat, status=422, bound={"fee": form})
    fee, travel = form.cleaned_data["fee"], form.cleaned_data["travel"]
    return done_or_refused(
        lambda: services.set_fee(by=by, seat=seat, fee_cents=fee, travel_cents=travel, now=now), url_of(seat)
    )


def _remove_own_name(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    return done_or_refused(lambda: services.remove_own_name(by=by, seat=seat, now=now), url_of(seat))


def _open_call(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    form = CallForm(request.POST, network=seat.network, now=now)
    if form.is_valid():
        outcome = done_or_refused(
            lambda: services.open_call(
                by=by, seat=seat, text=form.cleaned_data["text"], ends_at=form.ends_at(), now=now
            ),
            url_of(seat),
            form=form,
            fields=("text", "ends"),
        )
        if outcome:
            return outcome
    return show_seat(request, seat, status=422, bound={"call": form})


def _close_call(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str | None:
    call = Call.objects.visible_to(request.viewer).filter(seat=seat, closed_at=None).first()
    return (
        done_or_refused(lambda: services.close_call(by=by, call=call, now=now), url_of(seat))
        if call
        else None
    )


def _take(request: PageRequest, seat: Seat, by: Actor, now: dt.datetime) -> HttpResponse | str:
    askings = Asking.objects.visible_to(request.viewer).filter(seat=seat, part=Asking.Part.CALL)
    taken = get_object_or_404(askings, public_id=request.POST.get("asking", ""))
    return done_or_refused(lambda: services.take_volunteer(by=by, asking=taken, now=now), url_of(seat))


DEEDS: dict[str, Deed] = {
    "name": _ask_unit,
    "name_told": _ask_unit,
    "association": _ask_association,
    "association_told": _ask_association,
    "fee": _set_fee,
    "remove_own_name": _remove_own_name,
    "call": _open_call,
    "close_call": _close_call,
    "take": _take,
}


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """The page of those who were asked, for the coordinator who writes down what they have told."""
    askings = Asking.objects.visible_to(request.viewer).of(request.network).filter(part__in=NOTED)
    found = get_object_or_404(askings.select_related(*RELATED), public_id=public_id)
    access.require("assembly.ask", request.viewer, found)
    asked = Asked(found, acting(request.viewer), Asking.Told.COORDINATOR, request.path)
    answer = PAGES[found.part].do(request, asked) if request.method == "POST" else None
    if answer is None:
        return PAGES[found.part].show(request, asked)
    if answer.status_code != HttpResponseRedirect.status_code:
        return answer
    messages.success(request, _("The answer is noted."))
    return HttpResponseRedirect(_where(found))


def _where(asking: Asking) -> str:
    if asking.question is not None:
        return reverse("assembly:proposal", args=[asking.network.code, asking.question.proposal.public_id])
    return url_of(asking.seat) if asking.seat is not None else ""


@require_POST
def ask_question(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Ask the one question, and back to the proposal."""
    questions = Question.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(questions.select_related("proposal", "network"), public_id=public_id)
    where: Any = reverse("assembly:proposal", args=[code, found.proposal.public_id])
    outcome = done_or_refused(
        lambda: services.ask_question(by=acting(request.viewer), question=found, now=timezone.now()), where
    )
    if isinstance(outcome, HttpResponse):
        messages.success(request, _("The question has been asked."))
        return outcome
    messages.warning(request, outcome)
    return HttpResponseRedirect(where)
