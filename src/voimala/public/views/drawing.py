"""Geometry of the timeline: lanes, bars and marks with their labels, in whole drawing units.

Pure arithmetic over the rows of the page. It must not fetch anything; the template writes the SVG.
"""

from dataclasses import dataclass, field, replace
from math import ceil

from django.utils.translation import gettext as _

from voimala.core.dates import PartialDate
from voimala.public.views.facts import span

WIDTH, LEFT, HEAD = 1200, 148, 36
ROW, PAD = 28, 14
LEAST_LANE = 40
LETTER, BOLD_LETTER = 6.3, 7.2
LEAST_ROOM = 120
DOT, GAP = 7, 9
MOST_YEARS_NAMED = 12


@dataclass(frozen=True)
class Moment:
    """A dated thing. `since` and `until` are None where no source tells them; `ongoing`: it goes on."""

    title: str
    detail: str
    since: PartialDate | None
    until: PartialDate | None
    kind: str
    sources: list[str]

    ongoing: bool = False
    tells_detail: bool = False

    @property
    def is_dated(self) -> bool:
        return self.since is not None

    @property
    def label(self) -> str:
        """The name on the figure; a grant also tells what it was for."""
        if self.tells_detail and self.detail:
            return _("%(what)s: %(detail)s") % {"what": self.title, "detail": self.detail}
        return self.title

    @property
    def when(self) -> str:
        return span(self.since, self.until, continues=self.ongoing)


@dataclass(frozen=True)
class Lane:
    """Moments of one sort. `phases`: they follow each other on one row; `bars`: each has a length and a row.

    `tone` is the css class.
    """

    title: str
    note: str
    moments: tuple[Moment, ...]
    phases: bool = False
    bars: bool = False
    tone: str = "plain"

    @property
    def dated(self) -> list[Moment]:
        return [moment for moment in self.moments if moment.is_dated]

    @property
    def undated(self) -> list[Moment]:
        return [moment for moment in self.moments if not moment.is_dated]

    @property
    def letter(self) -> float:
        """The estimated width of one letter of a label: those of bars are semibold."""
        return BOLD_LETTER if self.bars else LETTER

    @property
    def ends_known(self) -> bool:
        """Of the undated ones every end is known, so that only their beginning is missing."""
        return all(moment.until for moment in self.undated)


@dataclass(frozen=True)
class Placed:
    """A moment on the figure: a bar (`width` > 0) or a mark, and where its label stands."""

    label: str
    lang: str
    x: int
    width: int
    y: int
    label_x: int
    anchor: str
    inside: bool = False
    tall: bool = False
    arrow: bool = False

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class DrawnLane:
    lane: Lane
    top: int
    bottom: int
    placed: list[Placed]
    undated_y: int


@dataclass(frozen=True)
class Figure:
    width: int
    height: int
    left: int
    stripes: list[tuple[int, int]]
    years: list[tuple[int, int]]
    lanes: list[DrawnLane] = field(default_factory=list)


@dataclass(frozen=True)
class Scale:
    """Years to drawing units; `first` is the year at the left edge, `last` the last one shown."""

    first: int
    last: int

    @property
    def unit(self) -> float:
        return (WIDTH - LEFT) / (self.last - self.first + 1)

    def at(self, year: float) -> int:
        return round(LEFT + (year - self.first) * self.unit)

    def start(self, date: PartialDate) -> int:
        return self.at(date.first.year + (date.first.month - 1) / 12)

    def end(self, date: PartialDate) -> int:
        return self.at(date.last.year + date.last.month / 12)

    def centre(self, date: PartialDate) -> int:
        return (self.start(date) + self.end(date)) // 2


def draw(lanes: list[Lane], this_year: int) -> Figure | None:
    """The figure, or None when nothing has a year."""
    years = [
        date.year
        for lane in lanes
        for moment in lane.moments
        for date in (moment.since, moment.until)
        if date
    ]
    if not any(lane.dated for lane in lanes):
        return None
    going_on = any(lane.phases and moment.until is None for lane in lanes for moment in lane.dated)
    last = max(years)
    scale = Scale(min(years), max(last, min(this_year, last + 2)) if going_on else last)
    drawn: list[DrawnLane] = []
    top = HEAD
    for lane in lanes:
        drawn.append(draw_lane(lane, scale, top))
        top = drawn[-1].bottom
    step = ceil((scale.last - scale.first + 1) / MOST_YEARS_NAMED)
    return Figure(
        WIDTH,
        top,
        LEFT,
        [(scale.at(year), round(scale.unit)) for year in range(scale.first, scale.last + 1, 2)],
        [(year, scale.at(year + 0.5)) for year in range(scale.first, scale.last + 1, step)],
        drawn,
    )


def draw_lane(lane: Lane, scale: Scale, top: int) -> DrawnLane:
    """Each moment on the first row that has room for it; phases share one row, projects have a row each."""
    rows: list[int] = []
    placed: list[Placed] = []
    for moment in lane.dated:
        if lane.phases:
            placed.append(phase_bar(moment, scale, top + PAD))
            rows = [WIDTH]
            continue
        spot = place(moment, lane, scale)
        row = first_free(rows, spot, lane)
        placed.append(replace(spot, y=top + PAD + row * ROW))
    lines = max(len(rows), 1)
    undated_y = top + PAD + len(rows) * ROW + 14
    bottom = top + 2 * PAD + max((lines + (1 if lane.undated else 0)) * ROW, LEAST_LANE if lane.note else 0)
    return DrawnLane(lane, top, bottom, placed, undated_y)


def phase_bar(moment: Moment, scale: Scale, y: int) -> Placed:
    """A bar that holds its own name; an open end runs to the edge as an arrow."""
    since = moment.since or PartialDate(str(scale.first))
    start = scale.start(since)
    end = scale.end(moment.until) - 2 if moment.until else WIDTH
    label = moment.title if moment.until else _("%(phase)s continues") % {"phase": moment.title}
    label = shortened(label, (end - start - 24) / BOLD_LETTER)
    return Placed(
        label,
        language(moment),
        start,
        end - start,
        y,
        start + 12,
        "start",
        inside=True,
        tall=True,
        arrow=moment.until is None,
    )


def place(moment: Moment, lane: Lane, scale: Scale) -> Placed:
    """The bar or mark with its label to the left, else to the right, else on the bar itself."""
    since = moment.since or PartialDate(str(scale.first))
    if lane.bars and moment.until:
        x, width = scale.start(since), max(scale.end(moment.until) - scale.start(since), 8)
    else:
        x, width = scale.centre(since), 0
    reach = 0 if width else DOT
    room_left, room_right = x - reach - GAP - LEFT, WIDTH - (x + width + reach + GAP)
    if max(room_left, room_right) < LEAST_ROOM:
        label = shortened(moment.label, (width - 2 * GAP) / lane.letter)
        return Placed(label, language(moment), x, width, 0, x + GAP, "start", inside=True)
    label = shortened(moment.label, max(room_left, room_right) / lane.letter)
    if len(label) * lane.letter <= room_left:
        return Placed(label, language(moment), x, width, 0, x - reach - GAP, "end")
    return Placed(label, language(moment), x, width, 0, x + width + reach + GAP, "start")


def first_free(rows: list[int], spot: Placed, lane: Lane) -> int:
    """The row that the spot takes; `rows` keeps how far each is used."""
    text = round(len(spot.label) * lane.letter)
    left = spot.label_x - text if spot.anchor == "end" else spot.x - DOT
    right = max(spot.right + DOT, spot.label_x + text if spot.anchor == "start" else 0)
    free = None if lane.bars else next((at for at, used in enumerate(rows) if used + 24 <= left), None)
    if free is None:
        rows.append(right)
        return len(rows) - 1
    rows[free] = right
    return free


def shortened(text: str, letters: float) -> str:
    """The text, cut at `letters` with an ellipsis; the table under the figure has all of it."""
    most = max(int(letters), 4)
    return str(text) if len(text) <= most else str(text)[: most - 1].rstrip() + "…"


def language(moment: Moment) -> str:
    return getattr(moment.title, "lang", "")
