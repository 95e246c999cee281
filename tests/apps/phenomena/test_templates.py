"""Every template is whole: real words of the standard lists, and no more than two necessary seats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voimala.networks.models.standard import STANDARD_SETTINGS
from voimala.people.models import Level
from voimala.people.models.standard import PROFESSIONAL, STRENGTHS
from voimala.phenomena.models import SeatWish, Weight
from voimala.phenomena.models.templates import BY_CODE, GENERAL, TEMPLATES, Template, template_for

ARTS = {word.code for word in PROFESSIONAL if word.code.endswith("_ohjaus")} | {"taidepedagogiikka"}
STRENGTH_CODES = {word.code for word in STRENGTHS}
KNOWN_CODES = {word.code for word in PROFESSIONAL} | STRENGTH_CODES


def test_each_standard_setting_has_a_template() -> None:
    assert {word.code for word in STANDARD_SETTINGS} | {GENERAL} == set(BY_CODE)
    assert len(BY_CODE) == len(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.code)
def test_a_template_is_whole(template: Template) -> None:
    codes = [each.competence for each in template.requirements]
    assert set(codes) <= KNOWN_CODES
    assert len(set(codes)) == len(codes)
    necessary = [each for each in template.requirements if each.weight == Weight.MUST]
    assert [each.competence in ARTS for each in necessary] == [True]
    assert necessary[0].level == Level.CAN
    assert all(
        each.weight == Weight.PLUS for each in template.requirements if each.competence in STRENGTH_CODES
    )
    searched = [seat for seat in template.seats if seat.named_by == SeatWish.NamedBy.SEARCH]
    assert [seat.kind for seat in searched] == [SeatWish.Kind.ART_LEADER]
    assert all(seat.named_by in SeatWish.namers_of(seat.kind) for seat in template.seats)
    assert sum(seat.count for seat in template.seats) < template.size_max
    assert 2 <= template.size_min <= template.size_max <= 12


@pytest.mark.parametrize(
    "template", [each for each in TEMPLATES if each.code != GENERAL], ids=lambda template: template.code
)
def test_a_template_of_a_setting_says_its_sources(template: Template) -> None:
    sources = {word.code: word.sources for word in STANDARD_SETTINGS}
    assert template.sources == sources[template.code]


@given(st.text(max_size=40))
def test_any_setting_has_some_template(code: str) -> None:
    found = template_for(code)
    assert found.code == (code if code in BY_CODE else GENERAL)
