"""Addresses that cannot name anything end here: no database column can hold what they ask for."""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse


class PlainAddressMiddleware:
    """An address with a NUL sign is not found. PostgreSQL refuses such text, SQLite would look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "\0" in unquote(request.META.get("QUERY_STRING", "")):
            raise Http404
        return self.get_response(request)
