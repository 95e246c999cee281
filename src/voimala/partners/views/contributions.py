"""The contributions of all partners in one period: promised, given, received, from the kept sums only."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from voimala.core import access
from voimala.core.drawing.bars import draw_bars
from voimala.core.text import search_text
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Period
from voimala.office.spreadsheets import Cell, Field, Table
from voimala.office.views.exporting import as_file, asked_format
from voimala.partners.models import Direction, Measure, Membership, Organisation
from voimala.partners.models.amounts import EURO, HOUR
from voimala.partners.models.balancing import Kept, State, total
from voimala.partners.models.ledger import ONLY_RECEIVED
from voimala.partners.models.organisation import organisations_of
from voimala.partners.models.standing import Standing, standings
from voimala.partners.models.told import (
    drift,
    promisers,
    state_words,
    title_of_euros,
    title_of_hours,
    title_of_others,
)

ON_A_PAGE = 50
LONGEST_WORDS = 100
ENOUGH_TO_SEARCH = 10
TABS = {
    "hours": pgettext_lazy("contributions", "Hours"),
    "euros": pgettext_lazy("contributions", "Euros"),
    "other": pgettext_lazy("contributions", "Other"),
}
TITLES = {"hours": title_of_hours, "euros": title_of_euros, "other": title_of_others}
UNITS = {Measure.HOURS.value: HOUR, Measure.EUROS.value: EURO}
LOOKS = {
    State.NOT_AGREED: ("plain", "", "–"),
    State.FULL: ("ok", "confirmed", ""),
    State.BEHIND: ("wait", "", "!"),
    State.ON_TIME: ("plain", "willing", ""),
}


@dataclass(frozen=True)
class Look:
    """How a state's chip looks: tone, and a fill or a glyph."""

    tone: str
    fill: str
    glyph: str


@dataclass(frozen=True)
class Line:
    """One partner in the table of hours or euros; `opens` when the viewer may read its rows."""

    organisation: Organisation
    kept: Kept
    measure: str
    top: int
    opens: bool

    @property
    def promised(self) -> int:
        return self.kept.of(Direction.PROMISED, self.measure)

    @property
    def given(self) -> int:
        return self.kept.of(Direction.GIVEN, self.measure)

    @property
    def received(self) -> int:
        return self.kept.of(Direction.RECEIVED, self.measure)

    @property
    def bars(self) -> SafeString:
        return draw_bars(self.promised, self.given, self.received, self.top)

    @property
    def state(self) -> str:
        return state_words(self.kept, self.measure)

    @property
    def look(self) -> Look:
        return Look(*LOOKS[self.kept.state(self.measure)])

    @property
    def others(self) -> list[tuple[str, int]]:
        """What is neither hours nor euros, by the heading of its column."""
        ways = [(each.label, self.kept.of(each, Measure.IN_KIND)) for each in Direction]
        counted = [(each.label, self.kept.of(Direction.RECEIVED, each)) for each in ONLY_RECEIVED]
        return [(str(label), count) for label, count in (*ways, *counted)]


@require_safe
def contributions(request: PageRequest, code: str) -> HttpResponseBase:
    access.require("partners.read_contributions", request.viewer, request.network)
    today = request.network.today(timezone.now())
    periods = list(Period.objects.visible_to(request.viewer).of(request.network).order_by("-starts"))
    period = chosen_period(periods, request.GET.get("period", ""), today)
    rows = standings(request.viewer, request.network, period, today) if period else []
    form = asked_format(request)
    if form and period:
        return as_file(table_of(period), rows, form, _("contributions %(period)s") % {"period": period})
    tab = request.GET.get("show", "") if request.GET.get("show", "") in TABS else "hours"
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    context = {
        **({"period": period, **said(rows, period, tab)} if period else {}),
        "periods": periods,
        "tab": tab,
        "tabs": TABS,
        "words": words,
        "page": page_of(request, rows, tab, words),
        "page_query": f"{urlencode({'show': tab, 'period': period.public_id, 'q': words})}&"
        if period
        else "",
        "rows": rows,
        "searches": len(rows) > ENOUGH_TO_SEARCH or len(periods) > 1,
        "any_synthetic": any(row.organisation.synthetic for row in rows),
        "may_record": may_record(request),
        **silent_members(request, rows, today),
    }
    return render(request, "partners/contributions.html", context)


def chosen_period(periods: Sequence[Period], wanted: str, today: dt.date) -> Period | None:
    """The period that the address names, else the one that runs or comes next, else the last."""
    named = next((each for each in periods if each.public_id == wanted), None)
    coming = [each for each in reversed(periods) if each.ends > today]
    return named or next(iter(coming), None) or next(iter(periods), None)


def said(rows: Sequence[Standing], period: Period, tab: str) -> dict[str, Any]:
    """Title, lead and totals of the tab."""
    kept = [row.kept for row in rows]
    counted = tab != "other"
    return {
        "title": TITLES[tab](kept) if rows else "",
        "promisers": promisers(kept, tab) if counted else "",
        "drift": drift(rows, tab) if counted else "",
        "totals": {each.value: total(kept, each, tab) for each in Direction} if counted else {},
        "towards": sum(row.towards_promise(tab) for row in kept) if counted else 0,
    }


def page_of(request: PageRequest, rows: Sequence[Standing], tab: str, words: str) -> Page[Line]:
    """The lines of this page of the table, those that the words name when there are any."""
    own = set(organisations_of(request.viewer)) if not reads_all(request) else None
    wanted = search_text(words)
    top = max((row.kept.of(way, tab) for row in rows for way in Direction), default=0)
    lines = [
        Line(row.organisation, row.kept, tab, top, own is None or row.organisation.pk in own)
        for row in rows
        if wanted in search_text(row.organisation.name)
    ]
    return Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))


def reads_all(request: PageRequest) -> bool:
    """Does the viewer read every partner's rows? What holds of the network holds of each of its partners."""
    return access.allowed("partners.oversee_ledger", request.viewer, request.network)


def may_record(request: PageRequest) -> bool:
    return access.allowed("partners.record_somewhere", request.viewer, request.network)


def silent_members(request: PageRequest, rows: Iterable[Standing], today: dt.date) -> dict[str, Any]:
    """Members of which nothing is written down: what sources do not tell is not published, not nothing."""
    known = {row.organisation.pk for row in rows}
    memberships = Membership.objects.visible_to(request.viewer).of(request.network)
    members = {
        each.organisation.pk: each.organisation
        for each in memberships.select_related("organisation").order_by("organisation__sort_key")
        if each.in_force(today) and each.organisation_id not in known
    }
    return {
        "not_published": [row for row in members.values() if row.sources],
        "nothing_yet": [row for row in members.values() if not row.sources],
    }


def table_of(period: Period) -> Table:
    """All measures in one table, a row for each partner."""
    return Table(str(period), [Field(_("Partner"), lambda row: str(row.organisation)), *_columns()])


def _columns() -> list[Field]:
    found = []
    for measure in Measure:
        ways = [Direction.RECEIVED] if measure in ONLY_RECEIVED else list(Direction)
        for way in ways:
            heading = f"{way.label}, {measure.label}"
            found.append(Field(heading, _cell(way, measure)))
    sample = gettext_lazy("Sample")
    return [*found, Field(_("Note"), lambda row: str(sample) if row.organisation.synthetic else "")]


def _cell(way: Direction, measure: Measure) -> Any:
    unit = UNITS.get(measure.value, 1)

    def cell(row: Standing) -> Cell:
        amount = row.kept.of(way, measure)
        return amount // unit if amount % unit == 0 else amount / unit

    return cell
