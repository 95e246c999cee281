"""Finnish numerals inside sentences: "6:sta" is read "kuudesta", so the ending follows the spoken word."""

import pytest
from django.utils import translation

from voimala.assembly.models import wording

UNITS = (
    "nollasta",
    "yhdestä",
    "kahdesta",
    "kolmesta",
    "neljästä",
    "viidestä",
    "kuudesta",
    "seitsemästä",
    "kahdeksasta",
    "yhdeksästä",
)


def spoken(number: int) -> str:
    """0–1000 in the elative, as it is read aloud."""
    if number == 1000:
        return "tuhannesta"
    hundreds, rest = divmod(number, 100)
    words = ("" if hundreds == 1 else UNITS[hundreds]) + "sadasta" if hundreds else ""
    if rest == 0:
        return words or UNITS[0]
    tens, unit = divmod(rest, 10)
    if rest == 10:
        return words + "kymmenestä"
    if tens == 1:
        return words + UNITS[unit] + "toista"
    words += UNITS[tens] + "kymmenestä" if tens else ""
    return words + UNITS[unit] if unit else words


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "nollasta"),
        (6, "kuudesta"),
        (11, "yhdestätoista"),
        (20, "kahdestakymmenestä"),
        (100, "sadasta"),
        (412, "neljästäsadastakahdestatoista"),
        (999, "yhdeksästäsadastayhdeksästäkymmenestäyhdeksästä"),
    ],
)
def test_numerals_are_spoken_so(number: int, word: str) -> None:
    assert spoken(number) == word


def test_every_total_to_a_thousand_has_the_ending_of_its_spoken_numeral() -> None:
    with translation.override("fi"):
        for number in range(1001):
            ending = spoken(number).removesuffix("toista")[-3:]
            assert wording.out_of(number) == f"{wording.number(number)}:{ending}"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_other_languages_do_not_inflect_numerals(language: str) -> None:
    with translation.override(language):
        assert [wording.out_of(number) for number in (0, 6, 412)] == ["0", "6", "412"]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", ("", "Yksi tarve on kysyttävä.", "2 tarvetta on kysyttävä.")),
        ("sv", ("", "Ett behov återstår att fråga om.", "2 behov återstår att fråga om.")),
        ("en", ("", "One need is still to be asked about.", "2 needs are still to be asked about.")),
    ],
)
def test_none_one_and_two_needs_to_ask(language: str, texts: tuple[str, ...]) -> None:
    with translation.override(language):
        assert tuple(wording.asked_needs(count) for count in range(3)) == texts
