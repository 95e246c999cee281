"""Pages of those who name: the unit, the association, and the expert herself."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from voimala.assembly.forms.naming import NamingForm, OwnNameForm
from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.invitation import facts_of
from voimala.assembly.models.naming import unit_of
from voimala.assembly.services import naming
from voimala.assembly.views.asked import Asked, add_pages, asker_of, is_over, over
from voimala.assembly.views.outcome import done_or_refused
from voimala.office.models import ActionLink
from voimala.office.openings import LinkAction, link_actions

FIELDS = ("person", "name", "work_role", "email")
ANSWERS_OF_ASSOCIATION: dict[str, Callable[..., Seat]] = {
    Asking.State.YES: naming.name_expert,
    Asking.State.NO: naming.decline_naming,
}


def unit_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The unit's lead names one of the unit, somebody new, or nobody."""
    seat = asked.seat_shown
    unit = unit_of(seat)
    if is_over(asked.asking) or unit is None:
        return over(request, asked)
    form, refusal = NamingForm(request.POST if "name" in request.POST else None, seat=seat, unit=unit), ""
    if request.method == "POST":
        outcome = _answer_unit(request, asked, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusal = outcome
    waits = asked.asking.state == Asking.State.WAITING
    shown = {**_shown(asked, seat, refusal), "unit": unit, "form": form if waits else None}
    return render(request, "assembly/asking/unit.html", shown, status=_status(form, refusal))


def _answer_unit(request: HttpRequest, asked: Asked, form: NamingForm) -> HttpResponse | str:
    told: dict[str, Any] = {"by": asked.by, "asking": asked.asking, "told": asked.told, "now": timezone.now()}
    if request.POST.get("answer") == Asking.State.NO:
        return done_or_refused(lambda: naming.decline_naming(**told), asked.url)
    if not form.is_valid():
        return ""
    return done_or_refused(
        lambda: naming.name_for_seat(named=form.named(), **told), asked.url, form=form, fields=FIELDS
    )


def association_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The association says that one expert joins, or that nobody can now."""
    seat = asked.seat_shown
    if is_over(asked.asking):
        return over(request, asked)
    refusal = ""
    if request.method == "POST":
        deed = ANSWERS_OF_ASSOCIATION.get(request.POST.get("answer", ""))
        if deed is None:
            return HttpResponseRedirect(asked.url)
        outcome = done_or_refused(
            lambda: deed(by=asked.by, asking=asked.asking, told=asked.told, now=timezone.now()), asked.url
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        refusal = outcome
    shown = _shown(asked, seat, refusal)
    return render(request, "assembly/asking/association.html", shown, status=409 if refusal else 200)


def own_name_page(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """The expert sees what was agreed, and writes or removes her own name."""
    seats = Seat.objects.visible_to(link.actor).select_related(
        "network",
        "group__brief__period",
        "group__brief__municipality",
        "group__brief__phenomenon__host_unit",
    )
    seat = seats.first()
    if seat is None:
        raise Http404
    form, refusal = OwnNameForm(request.POST if "name" in request.POST else None), ""
    if request.method == "POST":
        outcome = _write_own_name(request, link, seat, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        refusal = outcome
    shown = {
        "seat": seat,
        "facts": facts_of(seat),
        "form": form,
        "refusal": refusal,
        "is_hers": seat.state == Seat.State.CONFIRMED,
        "until": seat.group.brief.period.ends,
        "asker": asker_of(seat.network),
        "synthetic": seat.group.synthetic,
    }
    return render(request, "assembly/asking/own_name.html", shown, status=_status(form, refusal))


def _write_own_name(
    request: HttpRequest, link: ActionLink, seat: Seat, form: OwnNameForm
) -> HttpResponse | str:
    told: dict[str, Any] = {"by": link.actor, "seat": seat, "now": timezone.now()}
    if "remove" in request.POST:
        return done_or_refused(lambda: naming.remove_own_name(**told), request.path)
    if not form.is_valid():
        return ""
    name = form.cleaned_data["name"]
    return done_or_refused(
        lambda: naming.give_own_name(name=name, **told), request.path, form=form, fields=("name",)
    )


def _shown(asked: Asked, seat: Seat, refusal: str) -> dict[str, Any]:
    return {
        "asked": asked,
        "asking": asked.asking,
        "seat": seat,
        "facts": facts_of(seat),
        "asker": asker_of(asked.asking.network),
        "refusal": refusal,
        "written_down": asked.told == Asking.Told.COORDINATOR,
        "synthetic": seat.group.synthetic,
    }


def _status(form: Any, refusal: str) -> int:
    if refusal:
        return 409
    return 422 if form.is_bound and form.errors else 200


def fill() -> None:
    """Called when the app is ready."""
    add_pages(Asking.Part.UNIT, unit_page, unit_page)
    add_pages(Asking.Part.ASSOCIATION, association_page, association_page)
    link_actions.fill(LinkAction("own_name", own_name_page, own_name_page))
