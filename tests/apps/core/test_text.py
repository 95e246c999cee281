"""Search and sorting keys, and text in three languages."""

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.apps.factories import make_network
from voimala.core.localized import columns, pick
from voimala.core.text import search_text, sort_key
from voimala.networks.models import Municipality, Network

FINNISH_ORDER = ["Aalto", "de Luca", "Deluca", "Eerola", "Zebra", "Åberg", "Ähtäri", "Öhman"]


def test_keys_sort_as_a_finnish_dictionary() -> None:
    assert sorted(set(FINNISH_ORDER), key=sort_key) == FINNISH_ORDER
    assert sort_key("Véronique") == sort_key("VERONIQUE")
    assert sort_key("A\u0308hta\u0308ri") == sort_key("Ähtäri")


@pytest.mark.django_db
def test_the_database_sorts_as_python_does() -> None:
    region = make_network().region
    for name in reversed(FINNISH_ORDER):
        Municipality.objects.create(
            region=region, code=name, name_fi=name, latitude=62.0, longitude=27.0, sort_key=sort_key(name)
        )
    listed = Municipality.objects.exclude(code="kuopio").order_by("sort_key")
    assert [row.name_fi for row in listed] == FINNISH_ORDER


@given(st.text(max_size=300))
def test_keys_hold_nothing_that_collations_weigh_differently(text: str) -> None:
    assert set(sort_key(text)) <= set("0123456789abcdef")
    assert len(sort_key(text)) <= 200


def test_search_finds_capitals_and_composed_letters() -> None:
    assert search_text("äiti") in search_text("ÄITI", None, "Kuopio")
    assert search_text("a\u0308iti") == search_text("Äiti")
    assert search_text("  a\n b ", "", None) == "a b"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["äiti", "ÄITI", "Äiti"])
def test_both_databases_find_an_umlaut_in_capitals(typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 WHERE %s LIKE %s", [search_text("ÄITI ja lapsi"), f"%{search_text(typed)}%"])
        assert cursor.fetchone() is not None


def test_a_missing_language_falls_back_and_says_which_one_it_shows() -> None:
    texts = {"fi": "Kuopio", "sv": "", "en": ""}
    assert (pick(texts, "fi"), pick(texts, "fi").lang) == ("Kuopio", "")
    assert (pick(texts, "sv"), pick(texts, "sv").lang) == ("Kuopio", "fi")
    assert (pick({"fi": "", "sv": "Åbo", "en": "Turku"}, "fi").lang) == "sv"
    assert pick({}, "fi") == ""


def test_the_attribute_follows_the_language_of_the_page() -> None:
    network = Network(**columns("name", {"fi": "Verkosto", "sv": "Nätverk"}))
    with translation.override("sv"):
        assert (network.name, network.name.lang) == ("Nätverk", "")
    with translation.override("en"):
        assert (network.name, network.name.lang) == ("Verkosto", "fi")
    with translation.override(None):
        assert network.name == "Verkosto"


def test_assigning_names_the_languages() -> None:
    network = Network()
    network.name = {"sv": "Nätverk"}  # type: ignore[assignment]  # the setter takes a dict, the getter gives text
    assert (network.name_fi, network.name_sv) == ("", "Nätverk")
    with pytest.raises(ValueError, match="'de' is not one of fi, sv, en"):
        network.name = {"de": "Netz"}  # type: ignore[assignment]  # as above
