"""One guided action: the coordination goes to somebody else. A look at what will happen, then the deed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.refusal import Refused
from voimala.core.viewer import acting
from voimala.desk.forms import HandoverForm
from voimala.desk.services.handing_over import Ahead, HandoverPlan, hand_over, look_ahead
from voimala.networks.middleware import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: PageRequest, code: str) -> HttpResponse:
    """The form, the look at what will happen (do=look), and the handover itself (do=hand)."""
    access.require("desk.hand_over", request.viewer, request.network)
    today = request.network.today(timezone.now())
    data = request.POST if request.method == "POST" else None
    form = HandoverForm(data, network=request.network, viewer=request.viewer, today=today)
    context: dict[str, Any] = {"form": form}
    if data is not None and form.is_valid() and data.get("do") != "change":
        plan = form.plan()
        if data.get("do") == "hand":
            if handed_over(request, form, plan):
                return redirect(*after(request, plan))
        elif (ahead := looked_ahead(request, form, plan)) is not None:
            return render(request, "desk/handover_look.html", {**context, "plan": plan, "ahead": ahead})
    return render(request, "desk/handover.html", context, status=422 if form.errors else 200)


def looked_ahead(request: PageRequest, form: HandoverForm, plan: HandoverPlan) -> Ahead | None:
    try:
        return look_ahead(viewer=request.viewer, plan=plan, now=timezone.now())
    except Refused as refused:
        form.show_problems(refused.problems)
        return None


def handed_over(request: PageRequest, form: HandoverForm, plan: HandoverPlan) -> bool:
    try:
        hand_over(by=acting(request.viewer), plan=plan, now=timezone.now())
    except Refused as refused:
        form.show_problems(refused.problems)
        return False
    messages.success(request, _("The coordination is handed over. Both have been written to."))
    return True


def after(request: PageRequest, plan: HandoverPlan) -> tuple[str, ...]:
    """Whoever has just lost the last role is led where everybody may be."""
    stopped = plan.outgoing.user_id == request.viewer.pk
    today = request.network.today(timezone.now())
    if stopped and plan.last_day < today:
        return ("public:network", request.network.code)
    return ("partners:duties", request.network.code)
