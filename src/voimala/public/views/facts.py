"""The sourced facts of one network, read once for a page, and the marks of their sources."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from voimala.core.dates import PartialDate
from voimala.core.localized import LANGUAGES, LocalizedText
from voimala.core.viewer import Viewer
from voimala.networks.models import Milestone, Network, Source
from voimala.networks.models.record import mark_order
from voimala.partners.models import Agreement, Goal, Membership, Project, Term, Vision
from voimala.public.models.kinds import MODELS

Kind = Milestone.Kind
TEXTS = tuple(f"{name}_{code}" for name in ("lead", "body") for code in LANGUAGES)
"""Of what is published, not needed for its sources."""


@dataclass(frozen=True)
class Mark:
    """A source mark and what it stands for; `title` is "" for a mark that no list explains."""

    mark: str
    title: str


@dataclass(frozen=True)
class Agreed:
    """A day of an agreement's life that is told: it was signed, it came into force."""

    title: LocalizedText
    detail: LocalizedText
    since: PartialDate | None
    sources: list[str]
    until: PartialDate | None = None


class Facts:
    """Every sourced row of a network that this viewer may see: one query for each kind of row."""

    def __init__(self, network: Network, viewer: Viewer) -> None:
        self.network = network
        self.viewer = viewer

    def _rows(self, model: Any) -> Any:
        return model.objects.visible_to(self.viewer).of(self.network)

    @cached_property
    def milestones(self) -> list[Milestone]:
        return sorted(self._rows(Milestone), key=by_time)

    def of_kind(self, *kinds: str) -> list[Milestone]:
        return [row for row in self.milestones if row.kind in kinds]

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Those that were signed: what is only on its way stays out of the public's sight for everybody."""
        return [row for row in self._rows(Agreement) if row.signed_on or row.phase == Agreement.Phase.SIGNED]

    @cached_property
    def agreed(self) -> list[Agreed]:
        return sorted((day for row in self.agreements for day in days_of(row)), key=by_time)

    @cached_property
    def projects(self) -> list[Project]:
        return sorted(self._rows(Project), key=by_time)

    @cached_property
    def visions(self) -> list[Vision]:
        return list(self._rows(Vision))

    @cached_property
    def goals(self) -> list[Goal]:
        return list(self._rows(Goal))

    @cached_property
    def terms(self) -> list[Term]:
        return sorted(self._rows(Term).select_related("organisation"), key=by_time)

    @cached_property
    def memberships(self) -> list[Membership]:
        """By name. In a real network an invented organisation may take part, but has signed nothing."""
        rows = self._rows(Membership).select_related("organisation").order_by("organisation__sort_key", "pk")
        return [
            row
            for row in rows
            if self.network.synthetic
            or not row.organisation.synthetic
            or row.ground == Membership.Ground.TAKES_PART
        ]

    @cached_property
    def known_sources(self) -> dict[str, Source]:
        return {source.mark: source for source in Source.objects.all()}

    def marks(self, rows: Iterable[Any]) -> list[Mark]:
        """The sources of these rows, each once: D1 before 14."""
        used = {mark for row in rows for mark in row.sources}
        return [self.mark(mark) for mark in sorted(used, key=mark_order)]

    def mark(self, mark: str) -> Mark:
        source = self.known_sources.get(mark)
        return Mark(mark, source.title if source else "")

    def everything(self) -> list[Any]:
        """All rows, for the page that lists the sources."""
        return [
            self.network,
            *self.milestones,
            *self.projects,
            *self.visions,
            *self.goals,
            *self.terms,
            *self.agreements,
            *self.memberships,
            *(row for model in MODELS.values() for row in self._rows(model).defer(*TEXTS)),
        ]


def days_of(agreement: Agreement) -> list[Agreed]:
    """When it was signed, and when it came into force, if that was another day."""
    signed = Agreed(agreement.name, agreement.detail, agreement.signed_on, agreement.sources)
    if agreement.since in (None, agreement.signed_on):
        return [signed]
    begins = LocalizedText(_("%(agreement)s came into force") % {"agreement": agreement.name})
    return [signed, Agreed(begins, LocalizedText(""), agreement.since, agreement.sources)]


def marks_of(rows: Iterable[Any]) -> dict[str, Mark]:
    """The sources that rows of no single network name, by their mark."""
    titles = {source.mark: source.title for source in Source.objects.all()}
    return {mark: Mark(mark, titles.get(mark, "")) for row in rows for mark in row.sources}


def by_time(row: Any) -> tuple[bool, str, str, int]:
    """Earliest first; rows whose time is not known come last. The two databases sort NULL differently."""
    since: PartialDate | None = row.since
    until: PartialDate | None = row.until
    return (
        since is None and until is None,
        (since or until or PartialDate("9999")).iso,
        until.iso if until else "9999",
        getattr(row, "order", 0),
    )


def span(since: PartialDate | None, until: PartialDate | None, *, continues: bool = False) -> str:
    """When, in words: 2015, 2012–2013, 2018–, –31.7.2021. `continues`: an open end means "still going on"."""
    if since is None and until is None:
        return _("not known")
    if since is None:
        return f"–{until}"
    if until is None:
        return f"{since}–" if continues else str(since)
    return str(since) if since == until else f"{since}–{until}"


def current_members(memberships: list[Membership], day: dt.date) -> list[Membership]:
    """Those bound by the agreement now; in a network without an agreement, all who take part now."""
    now = [row for row in memberships if row.in_force(day)]
    bound = [row for row in now if row.ground == Membership.Ground.AGREEMENT]
    return bound or list({row.organisation_id: row for row in now}.values())


def goals_by_level(goals: list[Goal]) -> list[tuple[str, list[Goal]]]:
    """Goals under the name of their level, levels in their own order."""
    labels: Mapping[str, Any] = dict(Goal.Level.choices)
    grouped = [(str(labels[level]), [goal for goal in goals if goal.level == level]) for level in labels]
    return [(label, rows) for label, rows in grouped if rows]
