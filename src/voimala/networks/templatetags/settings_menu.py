"""The small menu that the settings pages of a network share. It must not know what the pages are."""

from itertools import chain
from typing import Any

from django import template

from voimala.networks.openings import settings_pages
from voimala.networks.parts import has_page

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_menu(context: Any) -> list[dict[str, Any]]:
    """The pages that the viewer may open, in their order; the page that is open is `current`."""
    request = context["request"]
    found = chain.from_iterable(settings_pages.gather(request.viewer, request.network))
    items = sorted(
        (item for item in found if has_page(request.network, item.url)), key=lambda item: item.order
    )
    best = max((item.reach(request.path) for item in items), default=0)
    return [
        {"label": item.label, "url": item.url, "current": 0 < best == item.reach(request.path)}
        for item in items
    ]
