"""Slots: the way back up. A lower app opens a slot, upper apps fill it in AppConfig.ready().

The general slots stand here; a slot of one app stands in that app's `openings.py`. A filling is a
plain callable, kept in the order of the installed apps, so the page is the same at every start.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from voimala.core.references import Reference

if TYPE_CHECKING:
    from voimala.core.viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")


class Slot(Generic[P, R]):
    """A named place for callables of one signature.

    Args:
        name: shown in errors and in docs/architecture.md.
        meaning: one sentence that says what a filling must return.
    """

    def __init__(self, name: str, meaning: str) -> None:
        self.name = name
        self.meaning = meaning
        self._fillings: list[Callable[P, R]] = []

    def fill(self, filling: Callable[P, R]) -> None:
        """Add a filling; the same one twice counts once (ready() may run twice in tests)."""
        if filling not in self._fillings:
            self._fillings.append(filling)

    def __iter__(self) -> Iterator[Callable[P, R]]:
        return iter(self._fillings)

    def __len__(self) -> int:
        return len(self._fillings)

    def gather(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Call every filling and return the answers in order."""
        return [filling(*args, **kwargs) for filling in self._fillings]


@dataclass(frozen=True)
class MenuItem:
    """One line of the main menu. `order` follows the two tracks; pages at `url` and below it, and below the
    addresses in `also`, belong to it."""

    label: str
    url: str
    order: int
    also: tuple[str, ...] = ()

    def reach(self, path: str) -> int:
        """How many characters of the page's address this item explains; 0 when the page is not its own."""
        return max((len(start) for start in (self.url, *self.also) if path.startswith(start)), default=0)


@dataclass(frozen=True)
class Panel:
    """A block on another app's page: a template and what it shows. At most `queries` database queries."""

    template: str
    context: dict[str, Any]
    queries: int
    order: int = 100


@dataclass(frozen=True)
class DeskItem:
    """One thing that waits for somebody: what, why, how many minutes, one button.

    `due` is the day it should be done by, None when it has none; items sort by it, undated last.
    `link_action` is the action and subject of a link that does it without signing in, for the weekly mail;
    None where the deed needs a look at the page.
    """

    title: str
    detail: str
    minutes: int
    button: str
    url: str
    due: dt.date | None = None
    late: bool = False
    link_action: tuple[str, Reference] | None = None


menu: Slot[["Viewer", Any], list[MenuItem]] = Slot(
    "menu", "Items of the main menu that (viewer, network) should see."
)
panels: Slot[[Any, "Viewer"], Panel | None] = Slot(
    "panels", "A block for the page of (object, viewer), or None where it has nothing to say."
)
desk_items: Slot[["Viewer", Any, dt.datetime], list[DeskItem]] = Slot(
    "desk_items", "What waits for (viewer, network, now)."
)
going_on: Slot[["Viewer", Any, dt.datetime], list[str]] = Slot(
    "going_on", "Sentences on what goes on by itself, for (viewer, network, now)."
)
personal_data: Slot[[dt.datetime], int] = Slot(
    "personal_data", "Deletes the rows about people that are past their time at `now`, and counts them."
)
told: Slot[[str, list[Reference], dt.datetime], None] = Slot(
    "told",
    "Nothing: takes (deed, subjects, now) of an event in the deed's own transaction, after its writes.",
)
