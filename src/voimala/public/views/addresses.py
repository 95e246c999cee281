"""Which page stands at "/": the network of the host, the only published network, or all of them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from voimala.networks.middleware import PageRequest
from voimala.networks.models import Host, Network
from voimala.public.views.front import front_page
from voimala.public.views.national import national_page


@require_safe
@login_not_required
def front(request: PageRequest) -> HttpResponse:
    """The address "/": always a page, never a redirect."""
    published = Network.objects.visible_to(request.viewer).filter(published=True).select_related("region")
    networks = list(published)
    only = networks[0] if len(networks) == 1 else None
    shown = published.filter(hosts__in=Host.objects.named(request.get_host())).first() or only
    if shown is None:
        return render(request, "public/networks.html", national_page(networks))
    request.network = shown
    return show(request)


@require_safe
@login_not_required
def network(request: PageRequest, code: str) -> HttpResponse:
    """The front page of one network."""
    return show(request)


def show(request: PageRequest) -> HttpResponse:
    page = front_page(request.network, request.viewer, timezone.now())
    return render(request, "public/front.html", page)
