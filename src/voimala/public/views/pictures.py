"""Serves pictures: to everybody those of a published network, others to the network's own people."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from voimala.networks.middleware import PageRequest
from voimala.public.models import Picture

KEPT = 365 * 24 * 3600
"""Seconds that a browser may keep a file: a changed picture has another address."""


@require_safe
@login_not_required
def picture(request: PageRequest, code: str, public_id: str, width: int) -> HttpResponse:
    """The file of one width; other widths than those made are not there."""
    rows = Picture.objects.visible_to(request.viewer).of(request.network)
    found = get_object_or_404(rows, public_id=public_id)
    name = found.file_name(width)
    storage = found.file.storage
    if name is None or not storage.exists(name):
        raise Http404
    with storage.open(name) as file:
        response = HttpResponse(file.read(), content_type="image/webp")
    reach = "public" if request.network.published else "private"
    response["Cache-Control"] = f"{reach}, max-age={KEPT}, immutable"
    return response
