"""The one page behind every link in a message. What it shows and does is the business of an app above."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from voimala.accounts.adapters import client_address
from voimala.core.reading import writing_nothing
from voimala.office.openings import action_named
from voimala.office.services.links import link_of
from voimala.office.services.tries import count_answer, count_unknown

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    # The path is told to nobody. Not "no-referrer": with it browsers send the form's Origin as "null",
    # which the protection against forged forms refuses.
    "Referrer-Policy": "strict-origin",
}

View = Callable[[HttpRequest, str], HttpResponse]


def kept_to_itself(view: View) -> View:
    """No copy, no search engine, and no other site learns the address."""

    @wraps(view)
    def discreet(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return discreet


@login_not_required
@require_http_methods(METHODS)
@kept_to_itself
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link asks, or do what was answered. Whoever is signed in does not matter.

    Only a POST does anything: programs that open every link of a mail to look for harm do none.
    """
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
    now = timezone.now()
    request.standalone = True  # type: ignore[attr-defined]  # whoever comes by a link needs no menu
    found = link_of(token)
    if found is None:
        return _unknown(request, now)
    request.network = found.network  # type: ignore[attr-defined]  # as the middleware does for /v/<code>/
    request.viewer = found.actor  # type: ignore[attr-defined]  # instead of whoever is signed in
    action = action_named(found.action)
    if action is None or not found.holds_at(now):
        expired_on = found.network.today(found.expires_at) if found.expires_at <= now else None
        return render(request, "office/link_ended.html", {"expired_on": expired_on}, status=410)
    if request.method != "POST":
        with writing_nothing():
            return action(request, found)
    if not count_answer(link=found, now=now):
        return _too_often(request)
    return action(request, found)


def _unknown(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    if not count_unknown(address=client_address(request), now=now):
        return _too_often(request)
    return render(request, "office/link_unknown.html", status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "office/link_too_often.html", status=429)
    response["Retry-After"] = "3600"
    return response
