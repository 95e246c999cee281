"""What every page's frame shows: network, menu, languages."""

from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from voimala.core.slots import MenuItem, menu
from voimala.networks.parts import has_page

RARE_FROM, ROOM_FOR = 60, 6
"""A menu longer than there is room for folds what comes from this order on: pages opened once a week."""

LANGUAGE_LABELS = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The names that base.html documents. `standalone`: a page reached by its own link, without a menu."""
    network = getattr(request, "network", None)
    standalone = getattr(request, "standalone", False)
    items = _menu(request, network) if network is not None and not standalone else []
    rare = [item for item in items if item["rare"]] if len(items) > ROOM_FOR else []
    if len(rare) < 2:
        rare = []
    return {
        "network": network,
        "standalone": standalone,
        "menu_items": items,
        "menu_often": [item for item in items if item not in rare],
        "menu_rare": rare,
        "language_links": _languages(request),
        "demo": settings.DEMO,
    }


def _menu(request: HttpRequest, network: Any) -> list[dict[str, Any]]:
    found = chain.from_iterable(menu.gather(request.viewer, network))  # type: ignore[attr-defined]  # set by accounts.middleware
    standing = (item for item in found if has_page(network, item.url))
    items: list[MenuItem] = sorted(standing, key=lambda item: item.order)
    best = max((item.reach(request.path) for item in items), default=0)
    return [
        {
            "label": item.label,
            "url": item.url,
            "current": 0 < best == item.reach(request.path),
            "rare": item.order >= RARE_FROM,
        }
        for item in items
    ]


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    asked = get_language()
    return [
        {
            "code": code,
            "label": LANGUAGE_LABELS[code],
            "url": in_language(request.get_full_path(), code),
            "current": code == asked,
        }
        for code, _name in settings.LANGUAGES
    ]


def in_language(address: str, code: str) -> str:
    """The same address in another language, also when no page is there: the 404 page too has languages."""
    path = address.lstrip("/")
    first, _, rest = path.partition("/")
    bare = rest if first in LANGUAGE_LABELS and first != settings.LANGUAGE_CODE else path
    return f"/{bare}" if code == settings.LANGUAGE_CODE else f"/{code}/{bare}"
