"""The tags that give the network's words their looks."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from voimala.assembly.models import ProposalPair
from voimala.assembly.models import Seat as SeatOfGroup
from voimala.core.drawing.shapes import SHAPES
from voimala.networks.models import Sector
from voimala.networks.templatetags.look import SECTORS, STATUSES


@dataclass(frozen=True)
class SeatShown:
    label: str
    sector: str
    state: str


@dataclass(frozen=True)
class PairShown:
    a: int
    b: int
    kind: str


def render(source: str, language: str = "fi", **context: object) -> str:
    with translation.override(language):
        return Template("{% load look draw %}" + source).render(Context(context))


def group(count: int) -> list[SeatShown]:
    codes = list(SECTORS)
    return [SeatShown(f"Ihminen {at}", codes[at % 7], "proposed") for at in range(count)]


def test_every_sector_has_its_own_shape() -> None:
    assert set(SECTORS) == set(Sector.values)
    assert {look.shape for look in SECTORS.values()} == set(SHAPES)


def test_a_sector_is_drawn_and_named() -> None:
    drawn = render('{% sector_mark "culture" state="open" size=36 %} {% sector_name "culture" %}')
    assert 'class="mark culture"' in drawn
    assert "mark-open" in drawn
    assert drawn.endswith("Kulttuuri")


def test_a_seat_without_a_sector_is_a_plain_dashed_ring() -> None:
    drawn = render('{% sector_mark "" "confirmed" %} {% sector_name "" %}')
    assert 'class="mark unknown-sector"' in drawn
    assert "mark-dashed" in drawn
    assert drawn.endswith("Sektori ei tiedossa")


@pytest.mark.parametrize("tag", ['sector_mark "weather"', 'status_chip "perhaps"'])
def test_an_unknown_word_is_refused(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="Unknown"):
        render("{% " + tag + " %}")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("proposed", ("ehdotettu", "föreslagen", "proposed")),
        ("willing", ("lähtee mukaan", "är med", "willing to join")),
        ("to_ask", ("kysyttävä", "att fråga", "to be asked")),
        ("unit", ("yksikkö nimeää", "enheten utser", "named by the unit")),
        ("late", ("myöhässä", "försenad", "late")),
    ],
)
def test_a_chip_has_a_glyph_and_a_word_in_each_language(code: str, words: tuple[str, str, str]) -> None:
    for language, word in zip(("fi", "sv", "en"), words, strict=True):
        chip = render("{% status_chip code %}", language, code=code)
        assert word in chip
        assert ("<svg" in chip) != ("chip-glyph" in chip)


def test_the_states_of_seats_all_have_a_chip() -> None:
    assert set(SeatOfGroup.State.values) <= set(STATUSES)


def test_the_kinds_of_pairs_can_all_be_drawn() -> None:
    for kind in ProposalPair.Kind.values:
        assert f"pair-{kind}" in render("{% pair_line kind %}", kind=kind)


def test_seats_named_by_others_are_dashed() -> None:
    seats = [*group(2), SeatShown("Yksikön oma työntekijä", "health", "unit")]
    drawn = render("{% group_drawing seats pairs %}", seats=seats, pairs=[])
    assert drawn.count("mark-dashed") == 2  # once in the wide and once in the narrow drawing
    assert drawn.count("mark-filled") == 4


def test_the_group_drawing_says_what_it_shows() -> None:
    pairs = [PairShown(0, 1, "new"), PairShown(1, 2, "known"), PairShown(0, 2, "open")]
    drawn = render("{% group_drawing seats pairs %}", seats=group(3), pairs=pairs)
    assert (
        drawn.count("Ryhmä piirroksena: 3 paikkaa. Uusia pareja 1, tuttuja pareja 1, vielä avoimia 1.") == 2
    )
    assert "uusi pari yli sektorirajojen (1)" in drawn
    assert "tuttu pari (1)" in drawn


def test_the_legend_names_only_what_is_there() -> None:
    drawn = render("{% group_drawing seats pairs %}", seats=group(2), pairs=[PairShown(0, 1, "new")])
    assert "uusi pari" in drawn
    assert "tuttu pari (" not in drawn


@pytest.mark.parametrize("count", [0, 1, 10])
def test_a_group_that_cannot_be_drawn_leaves_the_page_whole(count: int) -> None:
    assert "<svg" not in render("{% group_drawing seats pairs %}", seats=group(count), pairs=[])


def test_a_large_group_lists_its_numbers() -> None:
    assert "<li>Ihminen 8</li>" in render("{% group_drawing seats pairs %}", seats=group(9), pairs=[])
    assert "<li>Ihminen 5</li>" not in render("{% group_drawing seats pairs %}", seats=group(6), pairs=[])


def test_the_ornament_follows_the_network() -> None:
    assert render('{% ornament "voimala" %}') != render('{% ornament "pirkanmaa" %}')
    assert render("{% ornament %}") == render('{% ornament "voimala" %}')
    assert 'aria-hidden="true"' in render('{% band "voimala" %}')
