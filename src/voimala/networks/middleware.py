"""Finds the network of an address once, before the view: `request.network`, or None without a code."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from voimala.core.errors import NotAllowed
from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.networks.parts import has_view


class PageRequest(HttpRequest):
    """A request as views under /v/<code>/ get it, for annotations: who looks, and at which network."""

    viewer: Viewer
    network: Network


class NetworkMiddleware:
    """Addresses under /v/<code>/ belong to one network.

    Public views (those marked login_not_required) show published networks to everybody; all others
    exist for the network's own people only: a stranger gets 404, never a hint. Pages of a part that the
    network does not use exist for nobody.
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
        if not has_view(found, request.resolver_match.view_name):
            raise Http404
        request.network = found


class RefusalMiddleware:
    """A deed refused by the permission table becomes the 403 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return permission_denied(request, PermissionDenied(str(exception)))
        return None
