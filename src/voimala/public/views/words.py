"""Small counts as words. Larger ones stay figures."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NUMBERS: tuple[str | Promise, ...] = (
    pgettext_lazy("a count", "two"),
    pgettext_lazy("a count", "three"),
    pgettext_lazy("a count", "four"),
    pgettext_lazy("a count", "five"),
    pgettext_lazy("a count", "six"),
    pgettext_lazy("a count", "seven"),
    pgettext_lazy("a count", "eight"),
    pgettext_lazy("a count", "nine"),
    pgettext_lazy("a count", "ten"),
    pgettext_lazy("a count", "eleven"),
    pgettext_lazy("a count", "twelve"),
)


def in_words(count: int) -> str:
    """ "three" for 3; one has no word of its own, because its form depends on what is counted."""
    return str(NUMBERS[count - 2]) if 2 <= count <= len(NUMBERS) + 1 else str(count)


def counted(pattern: str, count: int) -> str:
    """Fill %(count)s of an already chosen plural form with the count in words."""
    return pattern % {"count": in_words(count)}
