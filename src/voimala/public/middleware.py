"""Pages for visitors travel compressed. What those who have signed in read does not: see decision 28."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TEXTS = ("text/", "application/xml", "application/atom+xml", "image/svg+xml")


class VisitorCompressionMiddleware(GZipMiddleware):
    """Compresses text that is read by somebody without a session, where nothing secret stands beside it.

    Django's own middleware does the work and lengthens each answer by a random number of bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not is_for_everybody(request, response):
            return response
        patch_vary_headers(response, ("Cookie",))
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not response.cookies
        and response.get("Content-Type", "").startswith(TEXTS)
    )
