"""Template tags of the contributions: samples of the bars for a legend."""

from django import template
from django.utils.safestring import SafeString

from voimala.core.drawing.bars import draw_sample

register = template.Library()


@register.simple_tag
def bar_sample(kind: str) -> SafeString:
    """`{% bar_sample "outline" %}`: outline, solid or hatched."""
    return draw_sample(kind)
