"""What the sign-in libraries ask of us: whose attempt, from which address, what a locked person sees."""

from collections.abc import Mapping

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LONGEST_NAME = 255
"""Characters that the register of attempts can hold of a name; no account has a longer one."""


def sign_in_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The e-mail address an attempt is counted by: allauth calls it "email", axes and the form "login"."""
    given = credentials or {}
    name = given.get("email") or given.get("login") or request.POST.get("login", "")
    return name.strip().lower()[:LONGEST_NAME]


def client_address(request: HttpRequest) -> str | None:
    """One answer for both libraries, also behind a proxy (see ALLAUTH_TRUSTED_PROXY_COUNT)."""
    address: str | None = get_client_ip(request)
    return address


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """After too many failures: why nothing helps now, and what to do."""
    return render(request, "account/locked_out.html", status=429)
