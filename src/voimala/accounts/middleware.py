"""Sets `request.viewer`: the signed-in user with the roles of this moment, or the visitor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from voimala.core.viewer import Visitor


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.viewer = user.at(timezone.now()) if user.is_authenticated else Visitor()  # type: ignore[attr-defined]  # the attribute is made here
        return self.get_response(request)
