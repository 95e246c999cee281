"""The front page of one network, put together from its rows. A section without rows is left out."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.slots import menu
from voimala.core.viewer import Viewer
from voimala.networks.models import Milestone, Network
from voimala.public.views.facts import (
    Facts,
    Mark,
    current_members,
    goals_by_level,
    span,
)
from voimala.public.views.running import running_needs, running_period

Kind = Milestone.Kind


@dataclass(frozen=True)
class Stop:
    """One stop of a track: `page` is its own address for members, `anchor` the place on this page."""

    label: str | Promise
    words: str | Promise
    page: str = ""
    anchor: str = ""
    url: str = ""


PRACTICAL = (
    Stop(_("Needs and phenomena"), _("told by residents and units"), "phenomena:needs", "running"),
    Stop(_("Groups"), _("whom to invite together"), "assembly:groups"),
    Stop(_("Pilots"), _("a working pair leads, the unit learns")),
    Stop(_("Effects"), _("what changed, what stayed")),
)
BIG_PICTURE = (
    Stop(_("Partners"), _("organisations and their units"), "partners:partners", "partners"),
    Stop(_("Strategies"), _("cultural wellbeing into the documents that steer")),
    Stop(_("Funding"), _("from whom, for what, until when"), anchor="timeline"),
    Stop(_("Operating models"), _("what works and can be borrowed"), anchor="practices"),
)


@dataclass(frozen=True)
class Phase:
    """A phase as a bar: `css` gives its shade and how many of the 24 columns it takes."""

    row: Milestone
    when: str
    css: str


COLUMNS, LEAST_SPAN, MOST_SPAN = 24, 4, 16


def front_page(network: Network, viewer: Viewer, today: dt.date) -> dict[str, Any]:
    """What public/front.html shows."""
    facts = Facts(network, viewer)
    needs, published = running_needs(network, viewer)
    pages = pages_of(viewer, network)
    members = current_members(facts.memberships, today)
    practices = facts.of_kind(Kind.PRACTICE)
    own = network.pk in viewer.network_ids
    page: dict[str, Any] = {
        "own": own,
        "desk_url": reverse("desk:desk", args=[network.code]) if own else "",
        "needs": needs,
        "more_needs": published - len(needs),
        "needs_url": pages.get("phenomena:needs", ""),
        "period": running_period(network, today),
        "members": members,
        "agreements": facts.of_kind(Kind.AGREEMENT),
        "visions": facts.visions,
        "goals": goals_by_level(facts.goals),
        "phases": phases(facts.of_kind(Kind.PHASE), today),
        "practices": practices,
        "projects": [(project, span(project.since, project.until)) for project in facts.projects],
        "recognitions": facts.of_kind(Kind.RECOGNITION, Kind.STATEMENT)[::-1],
        "has_timeline": bool(facts.milestones or facts.projects),
        "synthetic": network.synthetic or any(running.need.synthetic for running in needs),
        "sources": section_sources(facts, members),
    }
    page["tracks"] = tracks(pages, page, network)
    page["empty"] = not any(
        page[name]
        for name in ("needs", "members", "goals", "phases", "practices", "projects", "recognitions")
    )
    return page


def section_sources(facts: Facts, members: list[Any]) -> dict[str, list[Mark]]:
    """The marks of each section's own rows."""
    return {
        "members": facts.marks([*members, *facts.of_kind(Kind.AGREEMENT)]),
        "goals": facts.marks([*facts.goals, *facts.visions]),
        "phases": facts.marks(facts.of_kind(Kind.PHASE)),
        "practices": facts.marks(facts.of_kind(Kind.PRACTICE)),
        "projects": facts.marks(facts.projects),
        "recognitions": facts.marks(facts.of_kind(Kind.RECOGNITION, Kind.STATEMENT)),
    }


def phases(rows: list[Milestone], today: dt.date) -> list[Phase]:
    """Bars as long as their years; the shade follows the order: first, middle, last."""
    spans = column_spans([years_of(row, today) for row in rows])
    return [
        Phase(
            row, span(row.since, row.until, continues=True), f"{shade(at, len(rows))} span-{columns}".strip()
        )
        for at, (row, columns) in enumerate(zip(rows, spans, strict=True))
    ]


def shade(at: int, count: int) -> str:
    if at == count - 1:
        return ""
    return "phase-start" if at else "phase-early"


def years_of(row: Milestone, today: dt.date) -> int:
    if row.since is None:
        return 1
    return max(1, (row.until.year if row.until else today.year) - row.since.year + 1)


def column_spans(years: list[int]) -> list[int]:
    """Each phase's share of the columns: together all of them, as far as each can stay readable."""
    spans: list[int] = []
    for at, length in enumerate(years):
        left, rest = COLUMNS - sum(spans), sum(years[at:])
        share = round(left * length / rest)
        spans.append(min(MOST_SPAN, max(LEAST_SPAN, share)))
    return spans


def pages_of(viewer: Viewer, network: Network) -> dict[str, str]:
    """Addresses of the pages whose menu item this viewer has: the front page links to no other."""
    offered = {item.url for items in menu.gather(viewer, network) for item in items}
    names = {stop.page for stop in (*PRACTICAL, *BIG_PICTURE) if stop.page} | {"people:people"}
    addresses = {name: reverse(name, args=[network.code]) for name in names}
    return {name: url for name, url in addresses.items() if url in offered}


def tracks(pages: dict[str, str], page: dict[str, Any], network: Network) -> list[dict[str, Any]]:
    """The two tracks with a link on each stop that has somewhere to go."""
    anchors = {
        "running": "#running" if page["needs"] else "",
        "partners": "#partners" if page["members"] else "",
        "practices": "#practices" if page["practices"] else "",
        "timeline": reverse("public:timeline", args=[network.code]) if page["has_timeline"] else "",
    }
    return [
        {"title": title, "stops": [placed(stop, pages, anchors) for stop in stops]}
        for title, stops in (
            (pgettext_lazy("track", "Practical work"), PRACTICAL),
            (pgettext_lazy("track", "The big picture"), BIG_PICTURE),
        )
    ]


def placed(stop: Stop, pages: dict[str, str], anchors: dict[str, str]) -> Stop:
    url = pages.get(stop.page) or anchors.get(stop.anchor, "")
    return Stop(stop.label, stop.words, stop.page, stop.anchor, url)
