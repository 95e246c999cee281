"""What upper apps do for a network; they fill these slots, nobody here knows them."""

from typing import Any

from voimala.core.slots import MenuItem, Slot
from voimala.core.viewer import Viewer

standard_words: Slot[[Any], None] = Slot(
    "standard_words", "Gives a new network its own copy of an app's standard words, inside the transaction."
)
settings_pages: Slot[[Viewer, Any], list[MenuItem]] = Slot(
    "settings_pages",
    "The settings pages of a network that the viewer may open: the shared small menu on them.",
)
part_addresses: Slot[[], dict[str, str]] = Slot(
    "part_addresses",
    'Which part of the platform an address belongs to: {"public:news": Part.NEWS}, or a whole app as "people:".'
    " In a network without the part the address is not there.",
)
