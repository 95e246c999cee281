"""The page of a brief: started from a template, checked, and given to the search."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.localized import pick
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Part, Period
from voimala.networks.services import season, season_around
from voimala.phenomena import openings, services
from voimala.phenomena.forms import BriefForm, TemplateForm, choose_kept
from voimala.phenomena.forms.brief_form import sent_values
from voimala.phenomena.models import Brief, Phenomenon
from voimala.phenomena.models.templates import template_for
from voimala.phenomena.views.finding import address, find_brief, find_need
from voimala.phenomena.views.words import heading_of, seats_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    need, now = find_need(request, public_id), timezone.now()
    access.require("phenomena.edit_brief", request.viewer, need)
    found = find_brief(request, need, now)
    if found is None:
        return begin(request, need, now)
    if request.method != "POST":
        return show(request, BriefForm(brief=found, viewer=request.viewer))
    if "more" in request.POST:
        form = BriefForm(brief=found, viewer=request.viewer, typed=request.POST, more=True)
        return show(request, form, adding=True)
    return keep(request, found, now)


def begin(request: PageRequest, need: Phenomenon, now: dt.datetime) -> HttpResponse:
    """Choosing a template for the planned period; the setting's own is ready."""
    today = request.network.today(now)
    planned = Period.objects.visible_to(request.viewer).of(request.network).planned_on(today)
    period = planned or pick(season(season_around(today)[0]))
    usual = template_for(need.setting.code)
    form = TemplateForm(request.POST or None, initial={"template": usual.code})
    if request.method == "POST" and form.is_valid():
        services.start_brief(
            by=acting(request.viewer),
            phenomenon=need,
            now=now,
            template=form.cleaned_data["template"],
        )
        return redirect(address(need, "brief"))
    return render(request, "phenomena/brief_start.html", {"need": need, "period": period, "form": form})


def keep(request: PageRequest, found: Brief, now: dt.datetime) -> HttpResponse:
    """Save what was written; with "propose" also let the search propose a group."""
    parts = BriefForm(brief=found, viewer=request.viewer).parts
    kept = choose_kept(request.POST, sent_values(found), parts)
    form = BriefForm(kept, brief=found, viewer=request.viewer)
    if not form.is_valid():
        return show(request, form)
    try:
        saved = services.revise_brief(
            by=acting(request.viewer),
            brief=found,
            seen=form.cleaned_data["seen"] or 0,
            now=now,
            plan=form.plan(),
        )
    except services.Refused as refused:
        form.show_problems(refused.problems)
        return show(request, form)
    except ChangedByAnother as changed:
        current = find_brief(request, found.phenomenon, now) or found
        form.look_at(current.version)
        return show(request, form, conflict=changed.message, differences=form.differences(current))
    if "propose" in request.POST and may_propose(request):
        return ask_for_proposal(request, form, saved, now)
    messages.success(request, _("The brief is saved."))
    return redirect(address(found.phenomenon))


def may_propose(request: PageRequest) -> bool:
    """Is there a search for groups here, and does the network use it?"""
    return bool(openings.propose) and request.network.uses(Part.GROUPS)


def ask_for_proposal(request: PageRequest, form: BriefForm, saved: Brief, now: dt.datetime) -> HttpResponse:
    propose = next(iter(openings.propose))
    try:
        return redirect(propose(saved, acting(request.viewer), now))
    except DomainError as refused:
        form.look_at(saved.version)
        form.add_error(None, refused.message)
        return show(request, form)


def show(request: PageRequest, form: BriefForm, **more: Any) -> HttpResponse:
    found = form.brief
    context = {
        "form": form,
        "brief": found,
        "need": found.phenomenon,
        "template": template_for(found.template),
        "seats": seats_in_words(found),
        "heading": heading_of(found),
        "may_propose": may_propose(request),
        **more,
    }
    return render(request, "phenomena/brief.html", context)
