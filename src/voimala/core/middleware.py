"""What no page could use ends here: addresses that no database column can hold, forms of no known letters."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from voimala.core.pictures import LARGEST


class PlainAddressMiddleware:
    """An address with a NUL sign is not found. PostgreSQL refuses such text, SQLite would look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "\0" in unquote(request.META.get("QUERY_STRING", "")):
            raise Http404
        return self.get_response(request)


class PlainBodyMiddleware:
    """A form is UTF-8, small and without NUL signs; one too large or in another codec is refused unread.

    Django would read a form in any codec that its header names, and write files of any size to the disk.
    Files are taken from those who have signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced_size(request) > largest_body(request):
            return render(request, "400.html", status=413)
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            return render(request, "400.html", status=400)
        if request.method == "POST" and has_nul(request):
            return render(request, "400.html", status=400)
        return self.get_response(request)


def largest_body(request: HttpRequest) -> int:
    """Bytes of the largest form: with files twice the largest picture, which its form refuses in words."""
    viewer = getattr(request, "viewer", None)
    sends_files = request.content_type == "multipart/form-data"
    if sends_files and viewer is not None and viewer.is_authenticated:
        return 2 * LARGEST
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def has_nul(request: HttpRequest) -> bool:
    """A NUL sign in a form, which no keyboard writes, and no column of PostgreSQL holds or is asked for."""
    return any("\0" in value for _name, values in request.POST.lists() for value in values)


def announced_size(request: HttpRequest) -> int:
    """Bytes of the body by its header, which is all that is read of it; 0 when there is no such number."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() and len(text) < 20 else 0
