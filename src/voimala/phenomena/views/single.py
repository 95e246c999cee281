"""Pages of one need: framing it, reading it, changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.core import access
from voimala.core.panels import panels_on
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Part
from voimala.phenomena import services
from voimala.phenomena.forms import NeedForm, choose_kept
from voimala.phenomena.forms.need_form import sent_values
from voimala.phenomena.models import Phenomenon, StairStep, ToldNeed
from voimala.phenomena.views.finding import address, find_brief, find_need
from voimala.phenomena.views.words import chain_of, reached_steps, seats_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def new_need(request: PageRequest, code: str) -> HttpResponse:
    access.require("phenomena.frame_need", request.viewer, request.network)
    form = NeedForm(request.POST or None, network=request.network, viewer=request.viewer)
    context: dict[str, Any] = {"form": form, "steps": steps_of(form)}
    if request.method == "POST" and form.is_valid():
        try:
            need = services.open_need(
                by=acting(request.viewer),
                network=request.network,
                now=timezone.now(),
                form_key=form.cleaned_data["form_key"],
                plan=form.plan(),
            )
        except services.Refused as refused:
            form.show_problems(refused.problems)
        except services.AlreadyFramed as already:
            form.look_at(already.need.version)
            differences = form.differences(already.need)
            context |= {"need": already.need, "conflict": already.message, "differences": differences}
        else:
            messages.success(request, _("The need is saved. Check what its pilot would ask for."))
            return redirect(address(need, "brief"))
    return render(request, "phenomena/need_form.html", context)


@require_safe
def need(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_need(request, public_id)
    brief = find_brief(request, found, timezone.now())
    steps = reached_steps([found], request.viewer).get(found.pk, [])
    may_brief = access.allowed("phenomena.edit_brief", request.viewer, found)
    brief_url = address(found, "brief") if may_brief else ""
    context = {
        "need": found,
        "brief": brief,
        "seats": seats_in_words(brief) if brief else [],
        "requirements": brief.requirements.all() if brief else [],
        "told": ToldNeed.objects.visible_to(request.viewer).filter(phenomenon=found).first(),
        "panels": panels_on(found, request),
        "chain": chain_of(brief_url, brief is not None, steps, request.network.uses(Part.GROUPS)),
        "may_edit": access.allowed("phenomena.edit_need", request.viewer, found),
        "may_brief": may_brief,
    }
    return render(request, "phenomena/need.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_need(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = find_need(request, public_id)
    access.require("phenomena.edit_need", request.viewer, found)
    form = NeedForm(network=request.network, viewer=request.viewer, need=found)
    context: dict[str, Any] = {"need": found, "steps": steps_of(form)}
    if request.method == "POST":
        kept = choose_kept(request.POST, sent_values(found), form.parts)
        form = NeedForm(kept, network=request.network, viewer=request.viewer, need=found)
        if form.is_valid():
            saved = save(request, form, found, context)
            if saved is not None:
                return redirect(address(saved))
    return render(request, "phenomena/need_form.html", {**context, "form": form})


def save(
    request: PageRequest, form: NeedForm, found: Phenomenon, context: dict[str, Any]
) -> Phenomenon | None:
    """The saved need, or None when the form or `context` now tells why not."""
    try:
        need = services.revise_need(
            by=acting(request.viewer),
            phenomenon=found,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            plan=form.plan(),
        )
    except services.Refused as refused:
        form.show_problems(refused.problems)
        return None
    except ChangedByAnother as changed:
        current = find_need(request, found.public_id)
        form.look_at(current.version)
        context |= {"conflict": changed.message, "differences": form.differences(current)}
        return None
    messages.success(request, _("Saved."))
    return need


def steps_of(form: NeedForm) -> list[StairStep]:
    """The steps of the stairs, for the explanation beside the choice."""
    offered: Any = form.fields["step"]
    return list(offered.queryset)
