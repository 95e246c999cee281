"""What one can do about another: hint at a skill one has seen, ask her to tell of herself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from voimala.core import access
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.people import services
from voimala.people.forms import HintForm
from voimala.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def hint(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    people = Person.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(people, public_id=public_id)
    access.require("people.give_hint", request.viewer, found)
    form = HintForm(request.POST or None, network=request.network, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        services.give_hint(
            by=acting(request.viewer),
            person=found,
            competence=form.cleaned_data["competence"],
            level=form.cleaned_data["level"],
            now=timezone.now(),
        )
        messages.success(request, _("The hint waits for the person. Nobody else sees it."))
        return redirect("people:person", request.network.code, found.public_id)
    return render(request, "people/hint.html", {"person": found, "form": form})


@require_POST
def invite(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """Send the person the link to her own profile."""
    people = Person.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(people.select_related("network", "contact", "user"), public_id=public_id)
    try:
        sent = services.invite_to_profile(by=acting(request.viewer), person=found, now=timezone.now())
    except NotAllowed:
        raise
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        if sent:
            messages.success(request, _("The link to the person's own profile is on its way."))
        else:
            messages.info(request, _("The link was sent today already."))
    return redirect("people:person", request.network.code, found.public_id)
