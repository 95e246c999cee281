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
    "The part that an address, or a whole app, belongs to, by view name: "
    '{"public:news": Part.NEWS, "people:": Part.PEOPLE}. In a network without the part it is not there.',
)
