"""Telling a need without an account, and the page behind the link at which it is followed."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from voimala.accounts.adapters import client_address
from voimala.core.viewer import Visitor, system, visiting
from voimala.networks.middleware import PageRequest
from voimala.office.models import ActionLink
from voimala.office.openings import LinkAction, link_actions
from voimala.office.services.tries import count_sending
from voimala.partners.models import Unit
from voimala.phenomena import services
from voimala.phenomena.forms.told_form import AdditionForm, TellForm
from voimala.phenomena.models import Brief, Phenomenon, ToldNeed
from voimala.phenomena.services.told_letters import LINK_ACTION
from voimala.phenomena.views.words import reached_steps, state_of

UNIT_NAMER = system("tell a need", purpose="the link names the unit that was asked")
STAGE_TELLER = system("follow a told need", purpose="how far a published need has come")
SENDING = "told_need"
SENT = "sent"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True)
def tell(request: PageRequest, code: str) -> HttpResponse:
    """The form, and thanks for what a machine has sent: people are led to the page of their own need.

    Private: a copy kept for others would give two senders the same key.
    """
    if SENT in request.GET and request.method != "POST":
        return render(request, "phenomena/tell_thanks.html")
    form = TellForm(request.POST or None, unit=unit_of(request))
    if request.method != "POST":
        return render(request, "phenomena/tell.html", {"form": form})
    if form.is_trapped:
        return HttpResponseRedirect(f"{reverse('phenomena:tell', args=[code])}?{SENT}=yes")
    if not form.is_valid():
        return render(request, "phenomena/tell.html", {"form": form}, status=422)
    now = timezone.now()
    if not count_sending(what=SENDING, address=client_address(request), now=now):
        form.add_error(None, _("Too many have been sent from this connection. Try again in an hour."))
        return render(request, "phenomena/tell.html", {"form": form}, status=429)
    try:
        _told, address = services.tell_need(
            by=visiting(),
            network=request.network,
            now=now,
            words=form.words(),
            language=(get_language() or "fi")[:2],
            form_key=form.cleaned_data["form_key"],
        )
    except services.Refused as refused:
        form.show_problems(refused.problems)
        return render(request, "phenomena/tell.html", {"form": form}, status=422)
    return HttpResponseRedirect(f"{urlsplit(address).path}?{SENT}=yes")


def unit_of(request: PageRequest) -> Unit | None:
    """The unit that the link names, of this network; an unknown one is as none."""
    named = request.GET.get("unit", "")[:12]
    if not named:
        return None
    units = Unit.objects.visible_to(UNIT_NAMER).of(request.network)
    found: Unit | None = units.select_related("organisation").filter(public_id=named).first()
    return found


def show(request: HttpRequest, link: ActionLink) -> HttpResponse:
    return _page(request, link, told_by(link), AdditionForm())


def do(request: HttpRequest, link: ActionLink) -> HttpResponse:
    told, now = told_by(link), timezone.now()
    if request.POST.get("deed") == "withdraw":
        services.withdraw_told_need(by=link.actor, told=told, now=now)
        return HttpResponseRedirect(request.path)
    form = AdditionForm(request.POST)
    if not form.is_valid():
        return _page(request, link, told, form, status=422)
    typed = form.cleaned_data
    try:
        services.add_to_told_need(
            by=link.actor, told=told, text=typed["text"], now=now, form_key=typed["form_key"]
        )
    except services.Refused as refused:
        form.add_error("text", refused.message)
        return _page(request, link, told, form, status=422)
    return HttpResponseRedirect(f"{request.path}#additions")


def told_by(link: ActionLink) -> ToldNeed:
    related = ("network", "phenomenon", "unit")
    told: ToldNeed | None = ToldNeed.objects.visible_to(link.actor).select_related(*related).first()
    if told is None:
        raise Http404
    return told


def _page(
    request: HttpRequest, link: ActionLink, told: ToldNeed, form: AdditionForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "told": told,
        "form": form,
        "additions": told.additions.visible_to(link.actor),
        "stage": public_stage(told),
        "thanks": SENT in request.GET and told.state == ToldNeed.State.RECEIVED,
        "own_address": request.build_absolute_uri(request.path),
        "until": link.expires_at,
    }
    return render(request, "phenomena/told_followed.html", context, status=status)


def public_stage(told: ToldNeed) -> dict[str, Any] | None:
    """The need that came of it and how far it is, when everybody may see that; else None."""
    needs = Phenomenon.objects.visible_to(Visitor()).filter(pk=told.phenomenon_id)
    need = needs.select_related("network").first()
    if need is None:
        return None
    has_brief = Brief.objects.visible_to(STAGE_TELLER).filter(phenomenon=need).exists()
    steps = reached_steps([need], Visitor()).get(need.pk, [])
    return {"need": need, "state": state_of(has_brief, steps)}


def fill() -> None:
    """Called when the app is ready: a link's page is a view, which the app's slots cannot reach."""
    link_actions.fill(LinkAction(LINK_ACTION, show, do))
