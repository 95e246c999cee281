"""The way to one's own calendar, beside signing out."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def frame(request: HttpRequest) -> dict[str, Any]:
    """`own_calendar_url`: "" for whoever has no role in the network of the page."""
    network, viewer = getattr(request, "network", None), getattr(request, "viewer", None)
    if network is None or viewer is None or network.pk not in viewer.network_ids:
        return {"own_calendar_url": ""}
    return {"own_calendar_url": reverse("office:own_calendar", args=[network.code])}
