"""Sets `request.viewer`, and stops at the door those who are not signed in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from voimala.accounts.views import form_not_taken
from voimala.core.viewer import Visitor


class ViewerMiddleware:
    """The signed-in user with the roles of this moment, or the visitor.

    Computers at work are shared: no copy of a signed-in page stays behind for the "back" of the next user.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.viewer = user.at(timezone.now()) if user.is_authenticated else Visitor()  # type: ignore[attr-defined]  # the attribute is made here
        response = self.get_response(request)
        if user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in page; a form that comes after the session has ended does not vanish on the way."""

    def handle_no_permission(  # type: ignore[override]  # Django takes any response here
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        if request.method == "POST":
            return form_not_taken(request, signed_out=True)
        return super().handle_no_permission(request, view_func)
