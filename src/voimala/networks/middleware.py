"""Finds the network of an address once, before the view: `request.network`, or None without a code."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from voimala.networks.models import Network


class NetworkMiddleware:
    """Addresses under /v/<code>/ belong to one network.

    Public views (those marked login_not_required) show published networks to everybody; all others
    exist for the network's own people only: a stranger gets 404, never a hint.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.network = None  # type: ignore[attr-defined]  # set here for every request
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        code = kwargs.get("code")
        if code is None:
            return
        found = Network.objects.visible_to(request.viewer).select_related("region").filter(code=code).first()
        public = not getattr(view, "login_required", True)
        if found is None or not (public or found.pk in request.viewer.network_ids):
            raise Http404
        request.network = found
