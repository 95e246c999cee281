"""Adding partners by name: ticked from the list of the region, or written one on each line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.openings import steps_of_starting
from voimala.partners.forms.adding import PartnersForm
from voimala.partners.services import OrganisationRefused, add_organisations


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest, code: str) -> HttpResponse:
    access.require("partners.add_organisations", request.viewer, request.network)
    form = PartnersForm(request.POST if request.method == "POST" else None, network=request.network)
    if request.method != "POST" or not form.is_valid():
        return render(request, "partners/add.html", {"form": form})
    if form.needs_a_look:
        return render(request, "partners/add.html", {"form": form, "lines": form.lines()})
    try:
        added = add_organisations(
            by=acting(request.viewer),
            network=request.network,
            organisations=form.organisations(),
            take_part=True,
            now=timezone.now(),
        )
    except OrganisationRefused as refused:
        form.add_error("others", str(refused))
        return render(request, "partners/add.html", {"form": form})
    say_added(request, len(added))
    return redirect(where_next(request))


def say_added(request: PageRequest, number: int) -> None:
    if not number:
        messages.info(request, _("No new partner was chosen. Nothing was changed."))
        return
    told = ngettext("%(count)s partner was added.", "%(count)s partners were added.", number)
    messages.success(request, told % {"count": number})


def where_next(request: PageRequest) -> str:
    """The next step of a starting network, else the register."""
    steps = steps_of_starting(request.viewer, request.network)
    return next((step.url for step in steps if not step.done and step.url), "") or "../"
