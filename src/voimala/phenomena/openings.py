"""What upper apps may do on the pages of needs and briefs.

Rows are passed as Any: this is the lowest layer of the app.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voimala.core.slots import Slot
from voimala.core.viewer import Actor, Viewer


@dataclass(frozen=True)
class Step:
    """One step that a need has taken after its brief: what it is called, where it stands, its page.

    `state` is a short sentence for the list of needs ("A group has been proposed").
    """

    label: str
    state: str
    url: str
    order: int = 0


propose: Slot[[Any, Actor, dt.datetime], str] = Slot(
    "phenomena.propose",
    "Computes a proposal for (brief, actor, now) and returns the address of its page.",
)
steps: Slot[[Sequence[Any], Viewer], dict[int, list[Step]]] = Slot(
    "phenomena.steps",
    "Steps taken after the brief, by the primary key of each need of (needs, viewer); few queries for all.",
)
