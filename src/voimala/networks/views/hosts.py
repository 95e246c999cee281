"""The addresses of a network: its own page here and the host names that show it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.request import validate_host
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.forms import HostForm
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Host
from voimala.networks.services.hosts import HostRefused, add_host, remove_host


@dataclass(frozen=True)
class Address:
    """One host name; `answered` when the server takes requests for it."""

    name: str
    answered: bool


@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: PageRequest, code: str) -> HttpResponse:
    access.require("networks.read_hosts", request.viewer, request.network)
    form = HostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        access.require("networks.change_hosts", request.viewer, request.network)
        if form.is_valid() and added(request, form):
            return redirect("networks:addresses", code)
    hosts = Host.objects.filter(network=request.network).order_by("name")
    context = {
        "form": form,
        "hosts": [Address(host.name, is_answered(host.name)) for host in hosts],
        "own_address": f"{settings.ADDRESS}/v/{code}/",
        "may_change": access.allowed("networks.change_hosts", request.viewer, request.network),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "networks/settings/addresses.html", context, status=status)


def added(request: PageRequest, form: HostForm) -> bool:
    try:
        host = add_host(
            by=acting(request.viewer),
            network=request.network,
            now=timezone.now(),
            name=form.cleaned_data["name"],
        )
    except HostRefused as refused:
        form.add_error("name", refused.message)
        return False
    messages.success(request, _("%(host)s now shows this network.") % {"host": host.name})
    return True


@require_POST
def remove_address(request: PageRequest, code: str) -> HttpResponse:
    name = request.POST.get("name", "")
    remove_host(by=acting(request.viewer), network=request.network, now=timezone.now(), name=name)
    messages.success(request, _("The host no longer shows this network. You can add it again."))
    return redirect("networks:addresses", code)


def is_answered(host: str) -> bool:
    """Does the server take requests for the host, by its setting?"""
    return validate_host(host, settings.ALLOWED_HOSTS)
