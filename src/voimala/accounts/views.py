"""Pages after a form that could not be taken. The other pages of signing in are the library's."""

import re
import sys
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

KEPT_BACK = ("password", "token", "key")
CODE = re.compile(r"[a-z0-9_.,:-]{0,20}")
"""A choice, a number or a day as forms send them: one short word in small letters."""
RETRY_AFTER = 30  # seconds


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was refused: explains, leads back, shows what was typed so that it can be copied."""
    return form_not_taken(request, signed_out=False)


def form_not_taken(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """What was typed is shown only when the form was on a page of ours."""
    page = _own_page(request)
    context = {"signed_out": signed_out, "back": page, "typed": _typed(request) if page else []}
    return render(request, "accounts/form_not_taken.html", context, status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """The page of our own faults, with what was typed. It asks neither the database nor the session.

    503 when the database does not answer or the disk is full: trying again may help.
    """
    typed = _typed_if_readable(request) if request.method == "POST" and _own_page(request) else []
    may_pass = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response = HttpResponse(render_to_string("500.html", {"typed": typed}), status=503 if may_pass else 500)
    response["Cache-Control"] = "private, no-store"
    if may_pass:
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def _typed_if_readable(request: HttpRequest) -> list[str]:
    """Nothing when the form itself is what could not be read."""
    try:
        return _typed(request)
    except (OSError, BadRequest, SuspiciousOperation, MultiPartParserError):
        return []


def _own_page(request: HttpRequest) -> str:
    """The path of the page the form was on; "" when it was not ours, or nobody knows."""
    page = urlsplit(request.headers.get("Referer", ""))
    ours = page.netloc and page.netloc == request.get_host() and not page.path.startswith("//")
    return page.path if ours else ""


def _typed(request: HttpRequest) -> list[str]:
    """What was written, without choices, numbers and anything secret."""
    open_fields = (name for name in request.POST if not any(secret in name.lower() for secret in KEPT_BACK))
    texts = (text.strip() for name in open_fields for text in request.POST.getlist(name))
    return [text for text in texts if not CODE.fullmatch(text)]
