"""The line of steps that a starting network has on top of the pages on which they are taken."""

from typing import Any

from django import template

from voimala.networks.openings import StartStep, steps_of_starting

register = template.Library()


def _steps(context: Any) -> list[StartStep]:
    request = context["request"]
    network = getattr(request, "network", None)
    return steps_of_starting(request.viewer, network) if network is not None else []


@register.inclusion_tag("networks/blocks/start_line.html", takes_context=True)
def start_line(context: Any) -> dict[str, Any]:
    """The steps, and the one whose page this is."""
    path = context["request"].path
    steps = _steps(context)
    return {"steps": steps, "here": next((step for step in steps if step.url == path), None)}


@register.simple_tag(takes_context=True)
def next_step(context: Any) -> StartStep | None:
    """The first step that is not done and can be taken now, of another page than this."""
    path = context["request"].path
    return next((step for step in _steps(context) if not step.done and step.url not in ("", path)), None)
