"""Derives a whole accent from one stored colour and refuses colours nobody could read.

Lightness, chroma and hue are those of OKLCH; contrast is the ratio of WCAG 2.2. It must not grow into
a general colour library, nor learn which pages use which token (the style sheet names those).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields

LIGHT_GROUNDS = ("F7F4ED", "FFFEFB", "EDE7DA")
DARK_GROUNDS = ("171614", "211F1B", "2B2824")
HERO_TEXT_LIGHT = "FBF6EA"
HERO_TEXT_DARK = "F5EEDF"
LEAST_CONTRAST = 4.5

# Dark partners chosen by eye for tested accents; every other accent gets a computed one.
TUNED_DARK = {
    "0B5C5A": "7CCFC3",
    "9C3416": "F2A184",
    "2F4B9B": "A3B9F5",
    "7A2650": "E9A3C4",
    "4C5A12": "C3D27A",
}


class UnreadableAccentError(ValueError):
    """The stored colour is not a colour, or gives text weaker than 4.5 : 1 on some ground.

    `ratio` is the weakest contrast, None when it is not a colour at all.
    """

    def __init__(self, message: str, *, ratio: float | None = None) -> None:
        super().__init__(message)
        self.ratio = ratio


@dataclass(frozen=True)
class Oklch:
    """Lightness 0–1, chroma 0–0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True)
class Tones:
    """The accent tokens of one mode, each six hexadecimal digits without the hash."""

    accent: str
    accent_deep: str
    accent_tint: str
    on_accent: str
    hero: str
    hero_text: str
    hero_lead: str


@dataclass(frozen=True)
class Accent:
    light: Tones
    dark: Tones


VOIMALA = Accent(
    light=Tones("0B5C5A", "06403F", "DDEBE6", "FFFFFF", "0A4A49", HERO_TEXT_LIGHT, "CFE3DC"),
    dark=Tones("7CCFC3", "A6E2D8", "16332F", "0C1F1E", "0B3635", HERO_TEXT_DARK, "B9D2CA"),
)


def read_hex(colour: str) -> str:
    """Six upper-case hexadecimal digits; accepts a leading hash. Raises UnreadableAccentError."""
    match = re.fullmatch(r"#?([0-9A-Fa-f]{6})", colour.strip())
    if match is None:
        raise UnreadableAccentError(f"“{colour}” is not a colour: write six digits, for example #0B5C5A.")
    return match.group(1).upper()


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two six-digit colours, 1–21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(colour: str) -> Oklch:
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _linear_rgb(tone: Oklch) -> tuple[float, float, float]:
    """Linear channels; outside 0–1 when the screen cannot show the colour."""
    a = tone.chroma * math.cos(math.radians(tone.hue))
    b = tone.chroma * math.sin(math.radians(tone.hue))
    long = (tone.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (tone.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (tone.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def from_oklch(tone: Oklch) -> str:
    """Six digits; chroma is lowered until the screen can show the colour."""
    while any(channel < -1e-4 or channel > 1 + 1e-4 for channel in _linear_rgb(tone)) and tone.chroma > 0:
        tone = Oklch(tone.lightness, max(0.0, tone.chroma - 0.002), tone.hue)
    return "".join(f"{_byte(channel):02X}" for channel in _linear_rgb(tone))


def _byte(channel: float) -> int:
    return round(255 * _gamma(min(1.0, max(0.0, channel))))


def _between(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def _light_tones(colour: str) -> Tones:
    base = to_oklch(colour)
    hero = Oklch(_between(base.lightness - 0.059, 0.2, 0.4), base.chroma * 0.845, base.hue)
    return Tones(
        accent=colour,
        accent_deep=from_oklch(Oklch(max(0.15, base.lightness - 0.093), base.chroma * 0.78, base.hue)),
        accent_tint=from_oklch(Oklch(0.928, min(0.017, base.chroma), base.hue)),
        on_accent="FFFFFF",
        hero=from_oklch(hero),
        hero_text=HERO_TEXT_LIGHT,
        hero_lead=from_oklch(Oklch(0.899, min(0.024, base.chroma), base.hue)),
    )


def _dark_accent(colour: str) -> str:
    if colour in TUNED_DARK:
        return TUNED_DARK[colour]
    base = to_oklch(colour)
    chroma = _between(base.chroma * 0.75, min(base.chroma, 0.08), 0.105)
    return from_oklch(Oklch(0.795, chroma, base.hue))


def _dark_tones(colour: str) -> Tones:
    base, accent = to_oklch(colour), _dark_accent(colour)
    lifted = to_oklch(accent)
    return Tones(
        accent=accent,
        accent_deep=from_oklch(Oklch(min(0.93, lifted.lightness + 0.071), lifted.chroma * 0.75, lifted.hue)),
        accent_tint=from_oklch(Oklch(0.297, min(0.036, base.chroma), base.hue)),
        on_accent=from_oklch(Oklch(0.223, min(0.025, base.chroma), base.hue)),
        hero=from_oklch(Oklch(0.304, base.chroma * 0.645, base.hue)),
        hero_text=HERO_TEXT_DARK,
        hero_lead=from_oklch(Oklch(0.843, min(0.03, base.chroma), base.hue)),
    )


def derive_accent(colour: str) -> Accent:
    """Both modes of an accent. Raises UnreadableAccentError when some pair stays under 4.5 : 1."""
    colour = read_hex(colour)
    accent = _tones_of(colour)
    ratio, text, ground = _weakest(accent)
    if ratio < LEAST_CONTRAST:
        raise UnreadableAccentError(
            f"#{text} on #{ground} has contrast {ratio:.2f}, under {LEAST_CONTRAST}: choose a darker colour.",
            ratio=ratio,
        )
    return accent


def _tones_of(colour: str) -> Accent:
    return VOIMALA if colour == VOIMALA.light.accent else Accent(_light_tones(colour), _dark_tones(colour))


def _weakest(accent: Accent) -> tuple[float, str, str]:
    """The lowest contrast of all pairs that are read, with its text and its ground."""
    return min((contrast(text, ground), text, ground) for text, ground in _read_pairs(accent))


def readable_shade(colour: str) -> str:
    """The same hue, darkened until every pair reaches 4.5 : 1; the colour itself when it already does.

    Raises UnreadableAccentError when it is not a colour.
    """
    colour = read_hex(colour)
    tone = to_oklch(colour)
    while _weakest(_tones_of(colour))[0] < LEAST_CONTRAST and tone.lightness > 0:
        tone = Oklch(tone.lightness - 0.01, tone.chroma, tone.hue)
        colour = from_oklch(tone)
    return colour


def _read_pairs(accent: Accent) -> list[tuple[str, str]]:
    """Every (text, ground) pair the pages set in the accent's tokens."""
    pairs = []
    for tones, grounds in ((accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)):
        pairs += [(tones.accent, ground) for ground in (*grounds, tones.accent_tint)]
        pairs += [(tones.accent_deep, ground) for ground in (*grounds, tones.accent_tint)]
        pairs += [(tones.on_accent, tones.accent), (tones.on_accent, tones.accent_deep)]
        pairs += [(tones.hero_text, tones.hero), (tones.hero_lead, tones.hero)]
    return pairs


def _declarations(tones: Tones) -> str:
    return "".join(
        f"--{field.name.replace('_', '-')}:#{getattr(tones, field.name)};" for field in fields(tones)
    )


def theme_css(colour: str) -> str:
    """A style sheet that overrides the accent's custom properties in both modes.

    Raises UnreadableAccentError like `derive_accent`.
    """
    accent = derive_accent(colour)
    return (
        f":root{{{_declarations(accent.light)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declarations(accent.dark)}}}}}\n"
    )


def sample_css(colour: str) -> str:
    """Both modes at once, for a page that shows what a colour becomes: `.tones-light` and `.tones-dark`.

    Raises UnreadableAccentError like `derive_accent`.
    """
    accent = derive_accent(colour)
    return "".join(
        f".tones-{mode}{{--ground:#{grounds[0]};{_declarations(tones)}}}\n"
        for mode, tones, grounds in (
            ("light", accent.light, LIGHT_GROUNDS),
            ("dark", accent.dark, DARK_GROUNDS),
        )
    )
