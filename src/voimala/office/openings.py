"""The slots of the office: what upper apps let it do for them, without the office knowing them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from voimala.core.references import Reference
from voimala.core.slots import Slot
from voimala.core.viewer import Actor, Viewer

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


class Progress(Protocol):
    """What a running job is given: whose it is, what the time is, and where to tell how far it has come."""

    @property
    def by(self) -> Actor: ...
    @property
    def network(self) -> Any: ...
    @property
    def arguments(self) -> dict[str, Any]: ...
    @property
    def done(self) -> int:
        """How far an earlier attempt came: where to go on."""

    def now(self) -> dt.datetime: ...
    def step(self, done: int, total: int) -> None:
        """Tell how far it is, and that it lives. Raises when the job must not go on: let it pass.

        Called first thing in the transaction of a portion of work, that portion and its step are kept
        together or not at all, and a worker that has lost the job to another one cannot write.
        """


@dataclass(frozen=True)
class Moment:
    """A time of day in the network's own time zone, on one weekday (Monday is 0) or on every day."""

    at: dt.time
    weekday: int | None = None

    def latest(self, now: dt.datetime, zone: str) -> dt.datetime:
        """The last such moment at `now` or before it."""
        local = now.astimezone(ZoneInfo(zone))
        back = 0 if self.weekday is None else (local.weekday() - self.weekday) % 7
        found = self._on(local.date() - back * DAY, zone)
        return found if found <= now else self._on(found.date() - self._pause, zone)

    def next(self, now: dt.datetime, zone: str) -> dt.datetime:
        """The first such moment after `now`."""
        return self._on(self.latest(now, zone).date() + self._pause, zone)

    def _on(self, day: dt.date, zone: str) -> dt.datetime:
        return dt.datetime.combine(day, self.at, ZoneInfo(zone))

    @property
    def _pause(self) -> dt.timedelta:
        return DAY if self.weekday is None else WEEK


@dataclass(frozen=True)
class JobKind:
    """A kind of work, and when it starts by itself: at a `moment`, or `every` so often; neither: when asked.

    Args:
        kind: its code, kept in rows: choose once.
        run: does it. It may be started again after it was cut off anywhere, so it must be idempotent: it
            tells a step at least every few minutes, and does each portion once (`Progress.step`).
        per_network: one job for each network, else one for the installation.
        patience: how late it still makes sense to start, after the server has been off.
    """

    kind: str
    label: str | Promise
    run: Callable[[Progress], None]
    moment: Moment | None = None
    every: dt.timedelta | None = None
    per_network: bool = False
    patience: dt.timedelta = DAY

    def __call__(self) -> "JobKind":
        """A filling of the slot is the kind itself."""
        return self

    def latest(self, now: dt.datetime, zone: str) -> dt.datetime | None:
        """When it last was due by itself; None for what starts only when asked."""
        if self.moment is not None:
            return self.moment.latest(now, zone)
        if self.every is not None:
            return dt.datetime.fromtimestamp(now.timestamp() // self._seconds * self._seconds, dt.UTC)
        return None

    def next(self, now: dt.datetime, zone: str) -> dt.datetime | None:
        if self.moment is not None:
            return self.moment.next(now, zone)
        latest = self.latest(now, zone)
        return latest + self.every if latest and self.every else None

    @property
    def _seconds(self) -> float:
        return self.every.total_seconds() if self.every else 1.0


jobs: Slot[[], JobKind] = Slot("jobs", "A kind of work that goes on in the background.")


@dataclass(frozen=True)
class LinkAction:
    """What a link does: `show` for a look, which must write nothing, and `do` for an answer.

    Both get (request, link) with `request.network` and the link's own actor as `request.viewer`. `do`
    calls one service with `by=link.actor` and leads back to `request.path`, or shows the form anew.
    """

    action: str
    show: Callable[[HttpRequest, Any], HttpResponse]
    do: Callable[[HttpRequest, Any], HttpResponse]

    def __call__(self, request: HttpRequest, link: Any) -> HttpResponse:
        return self.do(request, link) if request.method == "POST" else self.show(request, link)


link_actions: Slot[[HttpRequest, Any], HttpResponse] = Slot(
    "link_actions", "A LinkAction: the page of (request, link), and what happens when it is answered."
)
purposes: Slot[[], Mapping[str, Any]] = Slot(
    "purposes", "What messages are about, by the code that their sender gives: translated lazily."
)

sent: Slot[[Any, dt.datetime], None] = Slot(
    "sent", "Nothing: takes (message, now) in the transaction that notes that a message has left."
)


def action_named(code: str) -> LinkAction | None:
    """The filling for the links of this action; None when no app knows it any more."""
    known = (one for one in link_actions if isinstance(one, LinkAction))
    return next((one for one in known if one.action == code), None)


def purpose_named(code: str) -> str:
    """What a message is about, in the language of the page; "" when nobody has words for it."""
    words = (named[code] for named in purposes.gather() if code in named)
    return str(next(words, ""))


class Circle(StrEnum):
    """For whom an object is worth looking up; who may really see it, its `visible_to` says afterwards."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    OVERSEERS = "overseers"


@dataclass(frozen=True)
class Found:
    """What the index keeps of one object. Titles by language; `terms` is everything it is found by.

    Args:
        circle: whom the search looks it up for.
        also: keys of others for whom it is looked up too, as `SearchSource.keys_of` gives them.
        members_terms: words that only the home network's members find it by.
        overseers_terms: words that only its coordinators and auditors find it by.
    """

    network_id: int
    public_id: str
    title: Mapping[str, str]
    terms: str
    circle: Circle = Circle.OVERSEERS
    also: tuple[str, ...] = ()
    members_terms: str = ""
    overseers_terms: str = ""


def no_keys(viewer: Viewer) -> Sequence[str]:
    """Whoever looks has no keys beside the roles."""
    return ()


@dataclass(frozen=True)
class Card:
    """An answer that can be copied into a mail: a title, where it leads, and lines of (label, words).

    A line without a label is a sentence.
    """

    title: str
    url: str
    lines: tuple[tuple[str, str], ...] = ()
    synthetic: bool = False


@dataclass(frozen=True)
class SearchSource:
    """A kind of object that the search finds.

    Args:
        kind: the kind of its references; who may see it, `core.references` knows.
        label: the heading of its answers, in the plural.
        order: place of the heading on the page.
        rows: all of them, for the whole index made anew.
        entry: what the index keeps of one; None for one that nobody is to find.
        card: what the page of (row, viewer, network) tells of one. It must not read the database.
        joins: what the card needs beside the row itself, for `select_related`.
        keys_of: what opens entries to this viewer beside the roles, such as the organisations she stands for.
    """

    kind: str
    label: str | Promise
    order: int
    rows: Callable[[], Any]
    entry: Callable[[Any], Found | None]
    card: Callable[[Any, Viewer, Any], Card]
    joins: tuple[str, ...] = ()
    keys_of: Callable[[Viewer], Sequence[str]] = no_keys

    def __call__(self) -> "SearchSource":
        """A filling of the slot is the source itself."""
        return self


search_sources: Slot[[], SearchSource] = Slot(
    "search_sources", "A kind of object that the search finds, and how it is told."
)


@dataclass(frozen=True)
class CalendarEntry:
    """One thing in somebody's own calendar: what, when, where, and the page that tells the rest.

    Args:
        uid: the same for as long as it is the same thing, whatever changes in it; unique in its network.
        starts: a moment, or a day when the hour is not known.
        path: the page's address inside this site.
        changed_at: when it was last written.
        version: grows with every change, so that calendar programs take the new time.
    """

    uid: str
    title: str
    starts: dt.datetime | dt.date
    path: str
    changed_at: dt.datetime
    ends: dt.datetime | dt.date | None = None
    place: str = ""
    version: int = 1
    cancelled: bool = False


calendar_sources: Slot[[Viewer, Any, Reference | None, dt.date], Sequence[CalendarEntry]] = Slot(
    "calendar_sources",
    "Entries for (viewer, network, subject, since): her own, or those of the one subject that she sees.",
)


@dataclass(frozen=True)
class ImportColumn:
    """A column that an import takes. `words` are headings that it goes by, small letters."""

    code: str
    label: str | Promise
    words: frozenset[str]
    longest: int = 200


@dataclass(frozen=True)
class GivenRow:
    """A row as somebody wrote it: where it stands and its cells. `anyway`: it comes in though alike."""

    number: int
    told: Mapping[str, str]
    anyway: bool = False


class Fate(StrEnum):
    """What becomes of a row: it comes in, somebody chooses, or it is left out."""

    NEW = "new"
    ALIKE = "alike"
    FAULTY = "faulty"


@dataclass(frozen=True)
class LookedRow:
    """A row looked over.

    Args:
        name: what the row is about, as pages call it.
        column: the code of the column that is wrong.
        why: what is wrong, or what the row is like; `remedy`: what to do.
        details: what else is taken of it, in words.
        brings: what is not in the register yet and comes along.
        left_out: what it says that cannot be taken.
    """

    number: int
    fate: Fate
    name: str
    column: str = ""
    why: str = ""
    remedy: str = ""
    details: str = ""
    brings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A row that an import made, by the kind of its references."""

    kind: str
    row: Any


def nothing_else(kind: str, rows: Sequence[Any]) -> frozenset[Any]:
    return frozenset()


@dataclass(frozen=True)
class ImportTarget:
    """A register that takes rows from a file.

    Args:
        target: its code, kept in rows.
        deed: who may do it, asked on the network beside the office's own deed.
        part: the part of the platform that the register belongs to.
        look: what becomes of each row of (network, rows), in their order; writes nothing, however many rows
            at the same number of queries.
        make: a service of (by, network, rows, now) that adds those that `look` would let in.
        models: of what it makes, in the order in which undoing removes them.
        touched: the keys of those rows of (kind, rows) that undoing must keep, beside what their versions,
            the rows that point at them and the trail tell.
        url: where the rows are found afterwards.
        after: of (viewer, network), what follows: (a sentence, words of a link, its address).
    """

    target: str
    label: str | Promise
    order: int
    deed: str
    part: str
    columns: tuple[ImportColumn, ...]
    look: Callable[[Any, Sequence[GivenRow]], list[LookedRow]]
    make: Callable[..., list[Made]]
    models: Mapping[str, Any]
    url: Callable[[Any], str]
    touched: Callable[[str, Sequence[Any]], frozenset[Any]] = nothing_else
    after: Callable[[Viewer, Any], tuple[str, str, str] | None] | None = None

    def __call__(self) -> "ImportTarget":
        """A filling of the slot is the target itself."""
        return self


import_targets: Slot[[], ImportTarget] = Slot(
    "import_targets", "A register that takes rows from a file: its columns, checks, writing and undoing."
)


@dataclass(frozen=True)
class Attachable:
    """A kind of object that files belong to. Their panel stands on its page.

    Args:
        kind: of its references.
        model: whose rows these objects are.
        add: the deed of the permission table that lets somebody add and remove files, asked on the object.
        read: the deed that lets the network's own people open them; None lets everybody of the network
            who sees the object. A visitor never opens any.
    """

    kind: str
    model: type
    add: str
    read: str | None = None

    def __call__(self) -> "Attachable":
        """A filling of the slot is the kind itself."""
        return self


attachables: Slot[[], Attachable] = Slot("attachables", "A kind of object that files can be attached to.")


def attachable_named(kind: str) -> Attachable | None:
    return next((one for one in attachables.gather() if one.kind == kind), None)


def attachable_of(thing: Any) -> Attachable | None:
    """What is known of this object's kind; None when nobody attaches files to it."""
    return next((one for one in attachables.gather() if isinstance(thing, one.model)), None)
