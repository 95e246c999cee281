"""One stored colour gives a readable accent in both modes, or is refused with a reason."""

import pytest

from voimala.core.colour import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    TUNED_DARK,
    VOIMALA,
    UnreadableAccentError,
    _dark_tones,
    _light_tones,
    contrast,
    derive_accent,
    from_oklch,
    read_hex,
    theme_css,
    to_oklch,
)


def far(one: str, other: str) -> float:
    """The largest difference of a channel, 0–255."""
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))


def test_contrast_is_the_ratio_of_the_guidelines() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("0B5C5A", "EDE7DA") == contrast("EDE7DA", "0B5C5A") == pytest.approx(6.33, abs=0.01)


@pytest.mark.parametrize("colour", ["0B5C5A", "F2A184", "2F4B9B", "171614", "FFFEFB"])
def test_a_colour_survives_the_way_to_oklch_and_back(colour: str) -> None:
    assert from_oklch(to_oklch(colour)) == colour


@pytest.mark.parametrize(("light", "dark"), TUNED_DARK.items())
def test_tested_accents_keep_their_dark_partner(light: str, dark: str) -> None:
    accent = derive_accent(f"#{light.lower()}")
    assert accent.light.accent == light
    assert accent.dark.accent == dark


def test_the_rule_finds_what_was_chosen_by_eye() -> None:
    """Derived tones of the first accent are within a few steps of its hand-made tokens."""
    for derived, chosen in (
        (_light_tones("0B5C5A"), VOIMALA.light),
        (_dark_tones("0B5C5A"), VOIMALA.dark),
    ):
        assert far(derived.accent_deep, chosen.accent_deep) <= 1
        assert far(derived.on_accent, chosen.on_accent) <= 1
        assert far(derived.hero, chosen.hero) <= 1
        assert far(derived.accent_tint, chosen.accent_tint) <= 4
        assert far(derived.hero_lead, chosen.hero_lead) <= 6


@pytest.mark.parametrize("colour", [*TUNED_DARK, "A81E2C", "111133", "000000", "00573F", "5B2A86"])
def test_every_pair_of_an_accepted_accent_is_readable(colour: str) -> None:
    accent = derive_accent(colour)
    for tones, grounds in ((accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)):
        assert min(contrast(tones.accent, ground) for ground in (*grounds, tones.accent_tint)) >= 4.5
        assert contrast(tones.on_accent, tones.accent) >= 4.5
        assert contrast(tones.hero_text, tones.hero) >= 4.5
        assert contrast(tones.hero_lead, tones.hero) >= 4.5


@pytest.mark.parametrize("colour", ["808080", "FFAA00", "946000", "C2452B", "FFFFFF"])
def test_a_weak_accent_is_refused_with_its_ratio(colour: str) -> None:
    with pytest.raises(UnreadableAccentError, match=rf"#{colour} on #.* has contrast \d\.\d\d, under 4.5"):
        derive_accent(colour)


@pytest.mark.parametrize("text", ["", "teal", "#0B5C5", "0B5C5A00", "0B5C5G", "red;}body{display:none"])
def test_what_is_not_a_colour_never_reaches_the_style_sheet(text: str) -> None:
    with pytest.raises(UnreadableAccentError, match="is not a colour"):
        theme_css(text)


def test_hash_and_case_do_not_matter() -> None:
    assert read_hex(" #0b5c5a ") == "0B5C5A"
    assert theme_css("#9c3416") == theme_css("9C3416")


def test_the_style_sheet_overrides_the_accent_in_both_modes() -> None:
    light, dark = theme_css("2F4B9B").split("@media screen and (prefers-color-scheme:dark)")
    assert "--accent:#2F4B9B;" in light
    assert "--on-accent:#FFFFFF;" in light
    assert "--accent:#A3B9F5;" in dark
    for name in ("accent-deep", "accent-tint", "hero", "hero-text", "hero-lead"):
        assert f"--{name}:#" in light
        assert f"--{name}:#" in dark
