"""The search field in every page's header."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse


def frame(request: HttpRequest) -> dict[str, Any]:
    """`find_url`: where the header's search leads; "" on pages without a network."""
    network = getattr(request, "network", None)
    return {"find_url": reverse("desk:find", args=[network.code]) if network else ""}
