"""Which page stands at "/": the network of the host, the only published network, or all of them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.networks.models import Network
from voimala.public.views.front import front_page


@require_safe
@login_not_required
def front(request: Any) -> HttpResponse:
    """The address "/": always a page, never a redirect."""
    published = list(
        Network.objects.filter(published=True).select_related("region").prefetch_related("hosts")
    )
    shown = network_of_host(published, request.get_host()) or (published[0] if len(published) == 1 else None)
    if shown is None:
        return render(request, "public/networks.html", {"networks": published})
    request.network = shown
    return show(request)


@require_safe
@login_not_required
def network(request: Any, code: str) -> HttpResponse:
    """The front page of one network."""
    return show(request)


def show(request: Any) -> HttpResponse:
    page = front_page(request.network, request.viewer, timezone.localdate())
    return render(request, "public/front.html", page)


def network_of_host(published: list[Network], address: str) -> Network | None:
    """The published network that this host name (a port may follow it) is mapped to."""
    name = (
        address.lower().partition("]")[0] + "]" if address.startswith("[") else address.lower().split(":")[0]
    )
    return next(
        (network for network in published if any(host.name.lower() == name for host in network.hosts.all())),
        None,
    )
