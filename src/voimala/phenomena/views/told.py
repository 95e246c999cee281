"""Needs told by others, as the coordinator reads and answers them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.partners.models import Unit
from voimala.phenomena import services
from voimala.phenomena.forms.told_form import AnswerForm, TakeUpForm
from voimala.phenomena.models import ToldNeed
from voimala.phenomena.models.told import KEPT_AFTER_END
from voimala.phenomena.views.finding import address

ON_A_PAGE = 20


@require_safe
def told_list(request: PageRequest, code: str) -> HttpResponse:
    """Those that wait first, then the newest; and the address of the form to send to a unit."""
    access.require("phenomena.answer_told_need", request.viewer, request.network)
    everything = ToldNeed.objects.visible_to(request.viewer).of(request.network)
    page = Paginator(everything.select_related("unit").order_by("-waits", "-told_at", "-pk"), ON_A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    units = Unit.objects.visible_to(request.viewer).of(request.network).select_related("organisation")
    asked = units.filter(public_id=request.GET.get("unit", "")[:12]).first()
    form_address = settings.ADDRESS + reverse("phenomena:tell", args=[code])
    context = {
        "page": shown,
        "waiting": everything.filter(waits=True).count(),
        "units": units,
        "asked": asked,
        "form_address": f"{form_address}?unit={asked.public_id}" if asked else form_address,
        "any_synthetic": any(told.synthetic for told in shown),
    }
    return render(request, "phenomena/told_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def told(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    access.require("phenomena.answer_told_need", request.viewer, request.network)
    found = find_told(request, public_id)
    deed = request.POST.get("deed", "")
    answering = AnswerForm(request.POST if deed in ANSWERS else None, told=found)
    taking_up = TakeUpForm(
        request.POST if deed == "take_up" else None,
        network=request.network,
        viewer=request.viewer,
        told=found,
    )
    if request.method == "POST":
        done = _do(request, deed, found, answering, taking_up)
        if done is not None:
            return done
    context = {
        "told": found,
        "additions": found.additions.visible_to(request.viewer),
        "answering": answering,
        "taking_up": taking_up,
        "kept_days": KEPT_AFTER_END.days,
    }
    return render(request, "phenomena/told.html", context, status=422 if request.method == "POST" else 200)


def find_told(request: PageRequest, public_id: str) -> ToldNeed:
    rows = ToldNeed.objects.visible_to(request.viewer).of(request.network)
    related = ("network", "unit__organisation", "unit__municipality", "phenomenon")
    found: ToldNeed = get_object_or_404(rows.select_related(*related), public_id=public_id)
    return found


def _do(
    request: PageRequest, deed: str, found: ToldNeed, answering: AnswerForm, taking_up: TakeUpForm
) -> HttpResponse | None:
    """The deed of the button that was pressed; None when a form now tells why it was not done."""
    by, now = acting(request.viewer), timezone.now()
    try:
        if deed == "read":
            services.read_told_need(by=by, told=found, now=now)
        elif deed == "take_up":
            if not taking_up.is_valid():
                return None
            need = services.take_up_told_need(by=by, told=found, plan=taking_up.plan(), now=now)
            messages.success(request, _("The need is saved. Check what its pilot would ask for."))
            return redirect(address(need, "brief"))
        elif deed in ANSWERS:
            if not answering.is_valid():
                return None
            ANSWERS[deed](by=by, told=found, answer=answering.cleaned_data["answer"], now=now)
            messages.success(request, _("Saved. The sender sees your words."))
    except services.Refused as refused:
        shown: Any = taking_up if deed == "take_up" else answering
        if not shown.is_bound:
            return redirect("phenomena:told_need", request.network.code, found.public_id)
        for where, message in refused.problems.items():
            shown.add_error(where if where in shown.fields else None, message)
        return None
    return redirect("phenomena:told_need", request.network.code, found.public_id)


ANSWERS: dict[str, Callable[..., ToldNeed]] = {
    "answer": services.answer_told_need,
    "not_now": services.put_off_told_need,
}
