"""Settings of a network: names and look, parts, own words. Each page is one form over the network's row."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from voimala.core import access
from voimala.core.colour import UnreadableAccentError, sample_css
from voimala.core.differences import choose_kept
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import acting
from voimala.networks.forms import LogoForm, NetworkForm, PartsForm, SettingsForm, WordsForm
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network
from voimala.networks.models.network import all_parts
from voimala.networks.services.logos import put_logo, remove_logo
from voimala.networks.services.settings import change_settings, choose_parts, choose_words
from voimala.networks.views.tones import tones_of

F = TypeVar("F", bound=NetworkForm)
PREVIEW = "try"


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PageRequest, code: str) -> HttpResponse:
    """Names, texts, opening, colour. The second button only shows the colour and saves nothing."""
    form, context = opened(request, SettingsForm)
    wanted = request.method == "POST" and PREVIEW not in request.POST
    if wanted and saved(request, form, change_settings, context):
        return redirect("networks:settings", code)
    return settings_page(request, form, LogoForm(), context)


def settings_page(
    request: PageRequest, form: SettingsForm, logo_form: LogoForm, context: dict[str, Any]
) -> HttpResponse:
    colour = tried_colour(form)
    shown = {
        "form": form,
        "logo_form": logo_form,
        "colour": colour,
        "tones": tones_of(colour),
        "is_tried": colour != request.network.accent,
    }
    return page(request, "networks/settings/settings.html", {**shown, **context}, form, logo_form)


def tried_colour(form: SettingsForm) -> str:
    """The typed colour when it can be read, else the one in use."""
    if form.is_bound:
        form.is_valid()
        typed = form.cleaned_data.get("accent")
        if typed:
            return str(typed)
    return str(form.network.accent)


@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: PageRequest, code: str) -> HttpResponse:
    form, context = opened(request, PartsForm)
    if request.method == "POST" and saved(request, form, choose_parts, context):
        return redirect("networks:parts", code)
    context |= {"form": form, "count": len(request.network.parts), "total": len(all_parts())}
    return page(request, "networks/settings/parts.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PageRequest, code: str) -> HttpResponse:
    form, context = opened(request, WordsForm)
    if request.method == "POST" and saved(request, form, choose_words, context):
        return redirect("networks:words", code)
    context |= {"form": form, "count": len(request.network.words)}
    return page(request, "networks/settings/words.html", context, form)


@require_POST
def change_logo(request: PageRequest, code: str) -> HttpResponse:
    access.require("networks.change_settings", request.viewer, request.network)
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return settings_page(request, SettingsForm(network=request.network), form, {})
    put_logo(
        by=acting(request.viewer),
        network=request.network,
        now=timezone.now(),
        picture=form.cleaned_data["picture"],
    )
    messages.success(request, _("The logo is in the header of every page."))
    return redirect("networks:settings", code)


@require_POST
def take_logo_away(request: PageRequest, code: str) -> HttpResponse:
    remove_logo(by=acting(request.viewer), network=request.network, now=timezone.now())
    messages.success(request, _("The logo is gone; the drawn mark is back."))
    return redirect("networks:settings", code)


@require_safe
def tones(request: PageRequest, code: str) -> HttpResponse:
    """The style sheet of a colour that is tried on, for both modes; else of the network's own."""
    try:
        css = sample_css(request.GET.get("colour") or request.network.accent)
    except UnreadableAccentError:
        css = sample_css(request.network.accent)
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def opened(request: PageRequest, form_of: type[F]) -> tuple[F, dict[str, Any]]:
    """The form of the page with what was typed, or as the network stands; 403 for who may not change it."""
    access.require("networks.change_settings", request.viewer, request.network)
    if request.method != "POST":
        return form_of(network=request.network), {}
    blank = form_of(network=request.network)
    kept = choose_kept(request.POST, form_of.sent_values(request.network), blank.parts)
    return form_of(kept, network=request.network), {}


def saved(
    request: PageRequest, form: NetworkForm, service: Callable[..., Network], context: dict[str, Any]
) -> bool:
    """True when it is saved; otherwise the form or `context` now tells why not."""
    if not form.is_valid():
        return False
    try:
        service(
            by=acting(request.viewer),
            network=request.network,
            seen=form.cleaned_data["seen"] or 0,
            now=timezone.now(),
            **form.arguments(),
        )
    except Refused as refused:
        form.show_problems(refused.problems)
        return False
    except ChangedByAnother as changed:
        current = Network.objects.visible_to(request.viewer).get(pk=request.network.pk)
        form.look_at(current.version)
        context |= {"conflict": changed.message, "differences": form.differences(current)}
        return False
    messages.success(request, _("Saved."))
    return True


def page(request: PageRequest, template: str, context: dict[str, Any], *forms: Any) -> HttpResponse:
    wrong = any(form.is_bound and form.errors for form in forms)
    status = 422 if wrong else 409 if "conflict" in context else 200
    return render(request, template, context, status=status)
