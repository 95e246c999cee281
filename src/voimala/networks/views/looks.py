"""The network's own style sheet and logo, and the page that shows the building blocks."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voimala.core.colour import theme_css
from voimala.networks.middleware import PageRequest

KINDS = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}


@require_safe
@login_not_required
def theme(request: PageRequest, code: str) -> HttpResponse:
    """The colours derived from the network's one stored accent colour."""
    response = HttpResponse(theme_css(request.network.accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
@login_not_required
def logo(request: PageRequest, code: str) -> HttpResponse:
    """The network's logo. Its address changes with the picture, so a browser may keep it for a day."""
    network = request.network
    if not network.logo:
        raise Http404
    kind = KINDS.get(Path(str(network.logo.name)).suffix, "application/octet-stream")
    with network.logo.open("rb") as picture:
        response = HttpResponse(picture.read(), content_type=kind)
    scope = "public" if network.published else "private"
    response["Cache-Control"] = f"{scope}, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@login_not_required
def blocks(request: HttpRequest, code: str) -> HttpResponse:
    """Every building block of the look on one page, for those who build pages."""
    return render(request, "networks/blocks.html")
