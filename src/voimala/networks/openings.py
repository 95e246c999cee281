"""What upper apps do for a network; they fill these slots, nobody here knows them."""

from voimala.core.slots import Slot
from voimala.networks.models import Network

standard_words: Slot[[Network], None] = Slot(
    "standard_words", "Gives a new network its own copy of an app's standard words, inside the transaction."
)
