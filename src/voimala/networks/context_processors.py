"""What every page's frame shows: network, menu, languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from voimala.core.slots import MenuItem, menu

LANGUAGE_LABELS = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The names that base.html documents."""
    network = getattr(request, "network", None)
    return {
        "network": network,
        "menu_items": _menu(request, network) if network is not None else [],
        "language_links": _languages(request),
        "demo": settings.DEMO,
    }


def _menu(request: HttpRequest, network: Any) -> list[dict[str, Any]]:
    items: list[MenuItem] = sorted(sum(menu.gather(request.viewer, network), []), key=lambda item: item.order)  # type: ignore[attr-defined]  # set by accounts.middleware
    best = max((item.url for item in items if request.path.startswith(item.url)), key=len, default="")
    return [{"label": item.label, "url": item.url, "current": item.url == best} for item in items]


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    asked = get_language()
    return [
        {
            "code": code,
            "label": LANGUAGE_LABELS[code],
            "url": translate_url(request.get_full_path(), code),
            "current": code == asked,
        }
        for code, _name in settings.LANGUAGES
    ]
