"""The page after a refused form token. All other sign-in pages are the library's, with our templates."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

KEPT_BACK = ("password", "token", "key")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explains, leads back to the form, and shows what was typed so that it can be copied."""
    origin = _own_page(request)
    context = {"back": origin, "typed": _typed(request) if origin else []}
    return render(request, "accounts/csrf_failure.html", context, status=403)


def _own_page(request: HttpRequest) -> str:
    """The path of the page the form was on; "" when it was not ours, or nobody knows."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc and page.netloc == request.get_host() else ""


def _typed(request: HttpRequest) -> list[str]:
    """Texts longer than a choice or a number, without anything secret."""
    open_fields = (name for name in request.POST if not any(secret in name.lower() for secret in KEPT_BACK))
    texts = (text.strip() for name in open_fields for text in request.POST.getlist(name))
    return [text for text in texts if len(text) > 20]
