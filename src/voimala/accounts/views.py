"""The page after a form that could not be taken. The other pages of signing in are the library's."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEPT_BACK = ("password", "token", "key")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was refused: explains, leads back, shows what was typed so that it can be copied."""
    return form_not_taken(request, signed_out=False)


def form_not_taken(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """What was typed is shown only when the form was on a page of ours."""
    page = _own_page(request)
    context = {"signed_out": signed_out, "back": page, "typed": _typed(request) if page else []}
    return render(request, "accounts/form_not_taken.html", context, status=403)


def _own_page(request: HttpRequest) -> str:
    """The path of the page the form was on; "" when it was not ours, or nobody knows."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc and page.netloc == request.get_host() else ""


def _typed(request: HttpRequest) -> list[str]:
    """Texts longer than a choice or a number, without anything secret."""
    open_fields = (name for name in request.POST if not any(secret in name.lower() for secret in KEPT_BACK))
    texts = (text.strip() for name in open_fields for text in request.POST.getlist(name))
    return [text for text in texts if len(text) > 20]
