"""A colour as the pages will use it: the pairs that people read, with their contrast in words."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from voimala.core.colour import DARK_GROUNDS, LIGHT_GROUNDS, Tones, contrast, derive_accent

READS_WELL = 7.0
"""The stricter limit of WCAG (AAA)."""


@dataclass(frozen=True)
class Pair:
    """A sample word, the class that paints it, and what its contrast is."""

    css: str
    sample: str | Promise
    told: str


@dataclass(frozen=True)
class Mode:
    css: str
    title: str | Promise
    pairs: list[Pair]


def tones_of(colour: str) -> list[Mode]:
    """On light screens and on dark ones. The colour has been found readable."""
    accent = derive_accent(colour)
    return [
        Mode("tones-light", gettext_lazy("On a light screen"), pairs_of(accent.light, LIGHT_GROUNDS[0])),
        Mode("tones-dark", gettext_lazy("On a dark screen"), pairs_of(accent.dark, DARK_GROUNDS[0])),
    ]


def pairs_of(tones: Tones, ground: str) -> list[Pair]:
    return [
        pair("tone-link", pgettext_lazy("sample", "A link"), tones.accent, ground),
        pair("tone-button", pgettext_lazy("sample", "A button"), tones.on_accent, tones.accent),
        pair("tone-tint", pgettext_lazy("sample", "On a tint"), tones.accent_deep, tones.accent_tint),
        pair("tone-hero", pgettext_lazy("sample", "Front page"), tones.hero_text, tones.hero),
    ]


def pair(css: str, sample: str | Promise, text: str, ground: str) -> Pair:
    """The ratio is cut to one decimal, so that it never promises more than there is."""
    ratio = int(contrast(text, ground) * 10) / 10
    word = _("reads well") if ratio >= READS_WELL else _("can be read")
    told = _("%(ratio)s : 1, %(word)s") % {"ratio": number_format(ratio, 1), "word": word}
    return Pair(css, sample, told)
