"""The seats of a proposal as cards: who, what for and why, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly.models import Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.comparing import unknown_words
from voimala.assembly.models.proposal import AnySeat, SeatKind
from voimala.assembly.models.wording import (
    inside,
    listed,
    need_name,
    seat_label,
    seat_name,
    time_span,
    wish_name,
)
from voimala.core.text import unbroken
from voimala.networks.models import Sector
from voimala.partners.models import Unit
from voimala.people.models import Level
from voimala.phenomena.models import Weight

CHIPS = {
    SeatKind.PERSON: "proposed",
    SeatKind.UNIT: "unit_names",
    SeatKind.ASSOCIATION: "association_names",
    SeatKind.ASK: "to_ask",
}
SUGGESTABLE = {"person__may_be_suggested": True, "person__deleted_at": None}
"""Of rows that name a person: who withdraws is named no more, at once."""
AnySeatT = TypeVar("AnySeatT", bound=AnySeat)


@dataclass(frozen=True)
class SeatCard:
    """One seat: on a card, in the drawing and at the head of the table of needs."""

    number: int
    name: str
    label: str
    sector: str
    state: str
    chip: str
    place: str
    tasks: list[tuple[str, str]]
    why: list[str]
    others: int
    url: str
    seat_url: str
    synthetic: bool

    @property
    def sector_name(self) -> str:
        return str(Sector(self.sector).label) if self.sector else ""


def without_the_gone(seats: Iterable[AnySeatT], *, is_open: bool = False) -> list[AnySeatT]:
    """Seats as shown: nobody who is deleted; while undecided, nobody who does not want to be suggested."""
    shown = list(seats)
    for seat in shown:
        person = seat.person
        if person and (person.deleted_at or (is_open and not person.may_be_suggested)):
            seat.person = None
    return shown


def place_of(seat: AnySeat) -> str:
    """Where the person works, as far as it is known."""
    if seat.person is None:
        return ""
    works = [row.name for row in (seat.person.unit, seat.person.organisation) if row is not None]
    return unbroken(works[0]) if works else str(seat.person.get_kind_display())


def weight_and_level(need: ProposalNeed, cover: Cover) -> str:
    """For example "necessary, can teach"; the ordinary level needs no word."""
    words = {
        Level.CAN_TEACH: pgettext("somebody's level", "can teach"),
        Level.BEGINNING: pgettext("level", "beginning"),
    }
    level = words.get(Level(cover.level)) if cover.level else None
    return ", ".join(filter(None, [str(need.get_weight_display()), level]))


class SeatWords:
    """Words the seats of a loaded proposal in the language of the moment."""

    def __init__(self, proposal: Proposal, code: str) -> None:
        self.proposal = proposal
        self.code = code
        self.unit: Unit | None = proposal.run.brief.phenomenon.host_unit
        self.rows = without_the_gone(proposal.seats.all(), is_open=proposal.state == Proposal.State.OPEN)
        self.needs = list(proposal.needs.all())
        self.pair_rows = list(proposal.pairs.all())

    def person_url(self, public_id: str) -> str:
        return reverse("people:person", args=[self.code, public_id])

    def card(self, seat: ProposalSeat) -> SeatCard:
        return SeatCard(
            number=seat.position,
            name=seat_name(seat, self.unit),
            label=seat_label(seat),
            sector=seat.sector,
            state="filled" if seat.kind == SeatKind.PERSON else "dashed",
            chip=CHIPS[SeatKind(seat.kind)],
            place=place_of(seat),
            tasks=self._tasks(seat),
            why=self._why(seat),
            others=getattr(seat, "alternatives_now", 0),
            url=self.person_url(seat.person.public_id) if seat.person else "",
            seat_url=self._seat_url(seat),
            synthetic=bool(seat.person and seat.person.synthetic),
        )

    def _seat_url(self, seat: ProposalSeat) -> str:
        if seat.person is None:
            return ""
        return reverse("assembly:alternatives", args=[self.code, self.proposal.public_id, seat.position])

    def _tasks(self, seat: ProposalSeat) -> list[tuple[str, str]]:
        """What the seat covers, with weight and level; a seat that others name is itself a need."""
        if seat.kind == SeatKind.PERSON:
            covered = [(need, cover) for need, cover in self._covers_of(seat) if cover.enough]
            told = [(need_name(need), weight_and_level(need, cover)) for need, cover in covered]
            wish = (wish_name(seat), str(Weight.MUST.label))
            return [wish, *told] if seat.wish else told
        return [
            (need_name(need), str(need.get_weight_display()))
            for need in self.needs
            if need.seat_id == seat.pk
        ]

    def _covers_of(self, seat: ProposalSeat) -> list[tuple[ProposalNeed, Cover]]:
        return [
            (need, cover) for need in self.needs for cover in need.covers.all() if cover.seat_id == seat.pk
        ]

    def _why(self, seat: ProposalSeat) -> list[str]:
        if seat.kind == SeatKind.UNIT:
            return [
                _("knows the everyday life of the unit"),
                _("the seat waits until the unit names somebody"),
            ]
        if seat.kind == SeatKind.ASSOCIATION:
            return [
                _("one seat; fee and travel are to be agreed"),
                _("the name is shown only if the person so decides"),
            ]
        if seat.kind == SeatKind.ASK:
            return [_("a seat is kept free for whoever says yes")]
        told = [*self._beginning(seat), *self._journey(seat), *self._pairs_of(seat), *self._missing(seat)]
        if not self._tasks(seat):
            told.insert(0, self._completes(seat))
        return [unbroken(reason) for reason in told]

    def _completes(self, seat: ProposalSeat) -> str:
        """Why the search added a person who covers no need: a sector of its own, new pairs, or the size."""
        elsewhere = {row.sector for row in self.rows if row.pk != seat.pk}
        if seat.sector and seat.sector not in elsewhere:
            return _("brings a sector that nobody else has: %(sector)s") % {
                "sector": inside(Sector(seat.sector).label)
            }
        if self._kinds_of(seat).count(ProposalPair.Kind.NEW):
            return _("brings together people who have not worked with each other")
        return _("brings the group to the size that was asked for")

    def _kinds_of(self, seat: ProposalSeat) -> list[str]:
        return [pair.kind for pair in self.pair_rows if seat.position in (pair.first, pair.second)]

    def _beginning(self, seat: ProposalSeat) -> list[str]:
        """Skills that the seat is only learning: they help, but do not cover the need."""
        skills = [inside(need_name(n)) for n, c in self._covers_of(seat) if c.level and not c.enough]
        return [_("is beginning: %(skills)s") % {"skills": listed(skills)}] if skills else []

    def _journey(self, seat: ProposalSeat) -> list[str]:
        """The way there and the hours left, in one line."""
        told = []
        if seat.travel_minutes is not None:
            told.append(_("%(minutes)s min journey") % {"minutes": seat.travel_minutes})
        if seat.minutes_left is not None:
            left = {"time": time_span(seat.minutes_left)}
            told.append(
                _("%(time)s still free after this") % left
                if seat.minutes_left
                else _("all hours in use after this")
            )
        return [", ".join(told)] if told else []

    def _pairs_of(self, seat: ProposalSeat) -> list[str]:
        """The new and the known pairs, in one line."""
        kinds = self._kinds_of(seat)
        new, known = kinds.count(ProposalPair.Kind.NEW), kinds.count(ProposalPair.Kind.KNOWN)
        told = []
        if new:
            told.append(
                ngettext("%(count)s new pair across sectors", "%(count)s new pairs across sectors", new)
                % {"count": new}
            )
        if known:
            words = ngettext("%(count)s known pair", "%(count)s known pairs", known) % {"count": known}
            told.append(words.replace(" ", "\N{NO-BREAK SPACE}"))
        return [", ".join(told)] if told else []

    def _missing(self, seat: ProposalSeat) -> list[str]:
        missing = unknown_words(seat.not_known)
        return [_("to be asked: %(what)s") % {"what": listed(missing)}] if missing else []
