"""Template filters for the registers: hours and euros from minutes and cents, names that do not break.

They must not fetch data.
"""

import re

from django import template
from django.utils.formats import number_format

register = template.Library()

HOUR, EURO = 60, 100
SPACE = "\u00a0"
_NUMBERED = re.compile(r"\([^() ]+ [0-9]+\)")


@register.filter
def hours(minutes: int) -> str:
    """Hours, thousands apart, with one decimal when not whole: 74400 is "1 240", 90 is "1,5" in Finnish."""
    return _spaced(minutes / HOUR, 0 if minutes % HOUR == 0 else 1)


@register.filter
def euros(cents: int) -> str:
    """Euros, thousands apart, cents only when there are some: 400000 is "4 000"."""
    return _spaced(cents / EURO, 0 if cents % EURO == 0 else 2)


@register.filter
def unbroken(name: object) -> str:
    """The name, whose "(malli 3)" stays on one line."""
    return _NUMBERED.sub(lambda found: found.group().replace(" ", SPACE), str(name))


def _spaced(value: float, decimals: int) -> str:
    whole, _, rest = f"{value:,.{decimals}f}".partition(".")
    spaced = whole.replace(",", SPACE)
    separator = number_format(0.5, decimal_pos=1)[1]
    return f"{spaced}{separator}{rest}" if rest else spaced
