"""The network's own style sheet, and the page that shows the building blocks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from voimala.core.colour import theme_css
from voimala.networks.middleware import PageRequest


@require_safe
@login_not_required
def theme(request: PageRequest, code: str) -> HttpResponse:
    """The colours derived from the network's one stored accent colour."""
    response = HttpResponse(theme_css(request.network.accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
@login_not_required
def blocks(request: HttpRequest, code: str) -> HttpResponse:
    """Every building block of the look on one page, for those who build pages."""
    return render(request, "networks/blocks.html")
