"""What upper apps do for a network; they fill these slots, nobody here knows them."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
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
register_pages: Slot[[Viewer, Any], list[MenuItem]] = Slot(
    "register_pages",
    "The registers of a network that the viewer may open: the shared small menu on them.",
)
part_addresses: Slot[[], dict[str, str]] = Slot(
    "part_addresses",
    "The part that an address, or a whole app, belongs to, by view name: "
    '{"public:news": Part.NEWS, "people:": Part.PEOPLE}. In a network without the part it is not there.',
)


@dataclass(frozen=True)
class StartStep:
    """One step of a network that is starting: its name, what there is to do, and whether it is done.

    `detail` is why, `minutes` how long. `url` is empty while the step cannot be taken yet. `task` is empty
    where another app's own desk item tells of it.
    """

    label: str
    task: str
    detail: str
    button: str
    url: str
    done: bool
    order: int
    minutes: int = 2


start_steps: Slot[[Viewer, Any], list[StartStep]] = Slot(
    "start_steps", "The steps that (viewer, network) takes while the network is starting; none for others."
)


def steps_of_starting(viewer: Viewer, network: Any) -> list[StartStep]:
    """In the order of the work."""
    return sorted(
        (step for steps in start_steps.gather(viewer, network) for step in steps), key=lambda step: step.order
    )


@dataclass(frozen=True)
class Told:
    """What a neighbour is told of what is offered to it: nothing more, before it has accepted."""

    title: str
    detail: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Shareable:
    """A kind of rows that a network may share with a neighbour, one by one.

    Args:
        kind: the kind of its references.
        model: of its rows; each has a home network.
        ask: asks the subject itself first, of (share, now); None where nobody needs asking.
        told: for these public ids, those that may be shared now, all in one query.
        url: where (network code, public id) is read in the neighbour.
    """

    kind: str
    model: type
    ask: Callable[[Any, dt.datetime], None] | None
    told: Callable[[Collection[str]], Mapping[str, Told]]
    url: Callable[[str, str], str]

    def __call__(self) -> "Shareable":
        """A filling of the slot is the kind itself."""
        return self


shareables: Slot[[], Shareable] = Slot("shareables", "A kind of rows that may be shared with a neighbour.")


@dataclass(frozen=True)
class Handing:
    """One coordinator stops and another begins on a day: `outgoing` and `incoming` are users."""

    network: Any
    outgoing: Any
    incoming: Any
    on: dt.date


@dataclass(frozen=True)
class Moving:
    """Something open that a coordinator holds in person: told in a sentence beforehand, moved by `move`.

    What hangs on the role (the desk, the letters) needs no moving, and history stays where it is. `move` is
    called with (by, now) inside the handover's transaction; None for what stays and should be known.
    """

    words: str
    move: Callable[[Any, dt.datetime], None] | None


handover: Slot[[Handing], list[Moving]] = Slot(
    "handover", "What the outgoing coordinator holds in person, and how it goes to the incoming one."
)
