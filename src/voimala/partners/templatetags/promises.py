"""Template filters for promised hours and euros: stored as minutes and cents. They must not fetch data."""

from django import template
from django.utils.formats import number_format

register = template.Library()

HOUR, EURO = 60, 100
SPACE = "\u00a0"


@register.filter
def hours(minutes: int) -> str:
    """Hours, thousands apart: 74400 is "1 240"."""
    return _spaced(minutes / HOUR, 0 if minutes % HOUR == 0 else 1)


@register.filter
def euros(cents: int) -> str:
    """Euros, thousands apart, cents only when there are some: 400000 is "4 000"."""
    return _spaced(cents / EURO, 0 if cents % EURO == 0 else 2)


def _spaced(value: float, decimals: int) -> str:
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    spaced = whole.replace(",", SPACE)
    separator = number_format(0.5, decimal_pos=1)[1]
    return f"{spaced}{separator}{rest}" if rest else spaced
