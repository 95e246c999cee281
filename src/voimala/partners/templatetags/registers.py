"""Template filters for the registers: hours and euros from minutes and cents, names that do not break.

They must not fetch data.
"""

from django import template
from django.utils.formats import number_format

from voimala.core.text import NBSP, counted, unbroken

register = template.Library()
register.filter(unbroken)
register.filter(counted)

HOUR, EURO = 60, 100


@register.filter
def hours(minutes: int) -> str:
    """Hours, thousands apart, with one decimal when not whole: 74400 is "1 240", 90 is "1,5" in Finnish."""
    return _spaced(minutes / HOUR, 0 if minutes % HOUR == 0 else 1)


@register.filter
def euros(cents: int) -> str:
    """Euros, thousands apart, cents only when there are some: 400000 is "4 000"."""
    return _spaced(cents / EURO, 0 if cents % EURO == 0 else 2)


def _spaced(value: float, decimals: int) -> str:
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    spaced = whole.replace(",", NBSP)
    separator = number_format(0.5, decimal_pos=1)[1]
    return f"{spaced}{separator}{rest}" if rest else spaced
