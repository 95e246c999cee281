"""What upper apps do for a network; they fill these slots, nobody here knows them."""

from typing import Any

from voimala.core.slots import Slot

standard_words: Slot[[Any], None] = Slot(
    "standard_words", "Gives a new network its own copy of an app's standard words, inside the transaction."
)
