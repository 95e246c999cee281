"""Template filter for hours: they are stored as minutes. It must not fetch data."""

from django import template
from django.utils.formats import number_format

register = template.Library()

HOUR = 60


@register.filter
def hours(minutes: int) -> str:
    """Whole hours without decimals, others with one: 1440 is "24", 90 is "1,5" in Finnish."""
    whole = minutes % HOUR == 0
    return number_format(minutes / HOUR, decimal_pos=0 if whole else 1)
