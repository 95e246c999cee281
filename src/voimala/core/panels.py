"""The blocks that upper apps put on the page of an object, ready to show. It must not know any of them."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from voimala.core.slots import panels


def panels_on(thing: Any, request: Any) -> list[SafeString]:
    """The panels that this viewer gets on the page of `thing`, in their order."""
    given = [panel for panel in panels.gather(thing, request.viewer) if panel is not None]
    return [
        render_to_string(panel.template, panel.context, request=request)
        for panel in sorted(given, key=lambda panel: panel.order)
    ]
