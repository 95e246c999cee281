"""Which written words meet: measured on a labelled list, and held by properties."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from voimala.office.lemmas import (
    LONGEST_WORD,
    asked,
    asked_words,
    finnish,
    is_word,
    keys,
    plain,
    swedish,
    words,
)

FILE = Path(__file__).resolve().parents[2] / "data" / "search_words.yaml"
LABELLED: dict[str, list[list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))

# The most that may be missed, or met in vain. Better figures go here and into docs/algorithms/search.md.
MOST_MISSED = {"must": 1, "unseen_must": 6}
MOST_IN_VAIN = {"must_not": 8, "unseen_must_not": 5}


def meet(question: str, text: str) -> bool:
    known = {key for word in words(text) for key in keys(word)}
    return all(
        any(key in known or (goes_on and any(one.startswith(key) for one in known)) for key, goes_on in group)
        for group in map(asked, asked_words(question))
    )


@pytest.mark.parametrize("group", MOST_MISSED)
def test_forms_and_parts_of_a_word_meet(group: str) -> None:
    missed = [pair for pair in LABELLED[group] if not meet(*pair)]
    assert len(missed) == MOST_MISSED[group], missed


@pytest.mark.parametrize("group", MOST_IN_VAIN)
def test_other_words_do_not(group: str) -> None:
    met = [pair for pair in LABELLED[group] if meet(*pair)]
    assert len(met) == MOST_IN_VAIN[group], met


def test_the_list_is_long_enough() -> None:
    assert len(LABELLED["must"]) >= 120
    assert len(LABELLED["must_not"]) >= 60


def test_snowball_alone_finds_hardly_half() -> None:
    """Why there are rules of our own: compounds, and grades that change inside the word."""
    together = LABELLED["must"] + LABELLED["unseen_must"]
    found = [
        (question, word)
        for question, word in together
        if {finnish(plain(question)), swedish(plain(question))} & {finnish(plain(word)), swedish(plain(word))}
    ]
    assert len(found) < len(together) * 0.5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ÄITI äiti", ["äiti", "äiti"]),
        ("Čarli Ångström-Öhman", ["carli", "ångströmöhman", "ångström", "öhman"]),
        ("(malli 3)", ["malli", "3"]),
        ("a_b", ["a", "b"]),
        ("A\u0308iti", ["äiti"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_small_words_are_not_asked_for_unless_they_are_all_there_is() -> None:
    assert asked_words("taide ja terveys") == ["taide", "terveys"]
    assert asked_words("ja") == ["ja"]
    assert asked_words("musiikki musiikki") == ["musiikki"]


def test_numbers_are_found_as_they_are_written() -> None:
    assert meet("malli 3", "Muusikko (malli 3)")
    assert not meet("malli 3", "Muusikko (malli 31)")


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=80)


@given(TEXTS)
def test_a_word_meets_itself(text: str) -> None:
    for word in words(text):
        assert meet(word, word), word


@given(TEXTS)
def test_keys_hold_no_blanks_and_no_marks_of_others(text: str) -> None:
    """A key is one token for both databases, and a word of a question is never taken for a mark."""
    for word in words(text):
        assert len(word) <= LONGEST_WORD
        assert "_" not in word
        assert word == word.strip()
        assert word
        for key in keys(word):
            assert not set(key) & set(" '\"\\")
    for word in asked_words(text):
        assert "_" not in word


@given(st.text(alphabet="abdehijklmnoprstuvyäö", min_size=2, max_size=60))
def test_the_keys_of_a_word_are_bounded(word: str) -> None:
    for one in words(word):
        assert len(keys(one)) <= 900
        assert len(asked(one)) <= 80
        assert is_word(one) or keys(one) == (one,)
