"""Two deeds that bring the same new words in opposite orders: neither waits for the other for ever."""

from collections.abc import Sequence
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests.apps.together import apart, at_once
from voimala.office.models import SearchWord
from voimala.office.services.indexing import learn_words

pytestmark = pytest.mark.usefixtures("installed_database")


def test_race_of_two_deeds_with_the_same_new_words_in_opposite_orders() -> None:
    """A deed tells several events, so its words come in several portions, each sorted only in itself."""
    between = Barrier(2)

    def deed(words: Sequence[str]) -> None:
        with transaction.atomic():
            learn_words(words[:1])
            if connection.vendor == "postgresql":  # SQLite lets one deed write at a time
                between.wait()
            learn_words(words[1:])

    at_once([lambda: deed(["alkusoitto", "loppusoitto"]), lambda: deed(["loppusoitto", "alkusoitto"])])
    kept = apart(lambda: set(SearchWord.objects.values_list("word", flat=True)))
    assert {"alkusoitto", "loppusoitto"} <= kept
