"""Amounts of the ledger as people write and read them: "1 250,50 €", "7 h 30 min", "7,5", "3"."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from voimala.core.text import NBSP
from voimala.partners.models.ledger import Measure

HOUR, EURO = 60, 100
MOST = {Measure.HOURS: 100_000 * HOUR, Measure.EUROS: 100_000_000 * EURO}
MOST_PIECES = 1_000_000

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?")
_CLOCK = re.compile(r"(?:(?P<hours>\d{1,6})(?:h|t|tuntia|timmar|hours|:))?(?:(?P<minutes>\d{1,3})(?:min)?)?")
_BLANK = re.compile(r"\s+")
_EURO_SIGNS = re.compile(r"(€|euroa|euro|eur)$")
_HOUR_SIGNS = re.compile(r"(h|t|tuntia|tunti|timmar|timme|hours|hour)$")


def parse_amount(measure: str, text: str) -> int:
    """Cents, minutes or pieces, always more than nothing.

    Raises:
        ValueError: the text is no such amount; its sentence says how to write one.
    """
    written = _BLANK.sub("", text.replace(NBSP, "")).casefold()
    read = {Measure.HOURS.value: _minutes, Measure.EUROS.value: _cents}.get(str(measure), _pieces)
    amount = read(written)
    if amount is None or amount <= 0:
        raise ValueError(_how_to_write(measure) % {"value": text.strip()})
    if amount > MOST.get(Measure(measure), MOST_PIECES):
        raise ValueError(_("“%(value)s” is more than one row can hold.") % {"value": text.strip()})
    return amount


def _minutes(written: str) -> int | None:
    """ "7,5" and "7 h" are hours; "7:30", "7 h 30 min" and "30 min" tell their minutes."""
    plain = _HOUR_SIGNS.sub("", written)
    if _NUMBER.fullmatch(plain):
        return round(float(plain.replace(",", ".")) * HOUR)
    found = _CLOCK.fullmatch(written)
    if found is None or not written:
        return None
    rest = int(found["minutes"] or 0)
    if found["hours"] and rest >= HOUR:
        return None
    return int(found["hours"] or 0) * HOUR + rest


def _cents(written: str) -> int | None:
    plain = _EURO_SIGNS.sub("", written)
    return round(float(plain.replace(",", ".")) * EURO) if _NUMBER.fullmatch(plain) else None


def _pieces(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None


def _how_to_write(measure: str) -> str:
    if measure == Measure.HOURS:
        return _("“%(value)s” is not an amount of hours: write 7,5 or 7 h 30 min.")
    if measure == Measure.EUROS:
        return _("“%(value)s” is not an amount of euros: write 1250 or 1 250,50.")
    return _("“%(value)s” is not a number of times: write a whole number, such as 3.")


def amount_words(measure: str, amount: int) -> str:
    """With its unit, on one line: "7 h 30 min", "1 250,50 €", "3"."""
    sign, size = ("−", -amount) if amount < 0 else ("", amount)
    if measure == Measure.HOURS:
        whole, rest = divmod(size, HOUR)
        told = [f"{spaced(whole)}{NBSP}h"] if whole or not rest else []
        return sign + NBSP.join([*told, *([f"{rest}{NBSP}min"] if rest else [])])
    if measure == Measure.EUROS:
        return f"{sign}{euros_plain(size)}{NBSP}€"
    return f"{sign}{spaced(size)}"


def typed_amount(measure: str, amount: int) -> str:
    """As one would type it, for a form that is filled in beforehand."""
    words = amount_words(measure, amount).replace(NBSP, " ")
    return words.removesuffix(" €")


def euros_plain(cents: int) -> str:
    whole, rest = divmod(cents, EURO)
    separator = number_format(0.5, decimal_pos=1)[1]
    return f"{spaced(whole)}{separator}{rest:02}" if rest else spaced(whole)


def spaced(number: int) -> str:
    """Thousands apart."""
    return f"{number:,}".replace(",", NBSP)
