"""The small menus that the settings pages of a network share, and its registers. They know no page."""

from itertools import chain
from typing import Any

from django import template

from voimala.core.slots import MenuItem, Slot
from voimala.networks.openings import register_pages, settings_pages
from voimala.networks.parts import has_page

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_menu(context: Any) -> list[dict[str, Any]]:
    """The settings pages that the viewer may open."""
    return _menu(context["request"], settings_pages)


@register.simple_tag(takes_context=True)
def registers_menu(context: Any) -> list[dict[str, Any]]:
    """The registers that the viewer may open."""
    return _menu(context["request"], register_pages)


def _menu(request: Any, slot: Slot[[Any, Any], list[MenuItem]]) -> list[dict[str, Any]]:
    """In their order; the page that is open is `current`."""
    found = chain.from_iterable(slot.gather(request.viewer, request.network))
    items = sorted(
        (item for item in found if has_page(request.network, item.url)), key=lambda item: item.order
    )
    best = max((item.reach(request.path) for item in items), default=0)
    return [
        {"label": item.label, "url": item.url, "current": 0 < best == item.reach(request.path)}
        for item in items
    ]
