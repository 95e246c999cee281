"""A proposal as its page shows it: cards, the table of needs, pairs and what is not known, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly.models import Ask, Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.proposal import AnySeat, SeatKind
from voimala.assembly.models.wording import (
    inside,
    listed,
    need_name,
    number,
    seat_label,
    seat_name,
    time_span,
    wish_name,
)
from voimala.core.text import unbroken
from voimala.networks.models import OwnedQuerySet, Sector, language_name
from voimala.partners.models import Unit
from voimala.people.models import Level, Person
from voimala.phenomena.models import Weight

CHIPS = {
    SeatKind.PERSON: "proposed",
    SeatKind.UNIT: "unit_names",
    SeatKind.ASSOCIATION: "association_names",
    SeatKind.ASK: "to_ask",
}
GLYPHS = {None: "confirmed", Level.CAN_TEACH: "confirmed", Level.CAN: "willing", Level.BEGINNING: "asked"}
ASK_GLYPH = "ask"
MOST_REASONS = 3
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
    synthetic: bool

    @property
    def sector_name(self) -> str:
        return str(Sector(self.sector).label) if self.sector else ""


@dataclass(frozen=True)
class NeedRow:
    """One need: a cell for each seat as (glyph, word), who covers it, and its chip when nobody does."""

    name: str
    weight: str
    cells: list[tuple[str, str]]
    who: str
    marks: list[SeatCard]
    chip: str
    chip_word: str = ""


@dataclass(frozen=True)
class PairRow:
    a: int
    b: int
    kind: str
    first: SeatCard
    second: SeatCard
    words: str


@dataclass(frozen=True)
class Question:
    """A need about which people are not known: whom to ask first, and how many others."""

    name: str
    people: list[tuple[str, str]]
    more: int


def with_everything(proposals: OwnedQuerySet) -> OwnedQuerySet:
    """Read with a proposal everything its page shows; six queries for any group."""
    related = ("run__brief__phenomenon__host_unit", "run__brief__period")
    covers = Cover.objects.select_related("seat")
    asks = Ask.objects.filter(person__in=Person.objects.suggestable()).select_related("person")
    return proposals.select_related(*related).prefetch_related(
        Prefetch("seats", ProposalSeat.objects.select_related("person__organisation", "person__unit")),
        Prefetch("needs", ProposalNeed.objects.select_related("competence", "seat")),
        Prefetch("needs__covers", covers),
        Prefetch("needs__asks", asks),
        "pairs",
    )


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


class Showing:
    """Words a loaded proposal in the language of the moment."""

    def __init__(self, proposal: Proposal, code: str) -> None:
        self.proposal = proposal
        self.code = code
        self.unit: Unit | None = proposal.run.brief.phenomenon.host_unit
        self.rows = without_the_gone(proposal.seats.all(), is_open=proposal.state == Proposal.State.OPEN)
        self.needs = list(proposal.needs.all())
        self.pair_rows = list(proposal.pairs.all())
        self.seats = [self._card(row) for row in self.rows]
        self.pairs = [self._pair(row) for row in self.pair_rows]

    def _person_url(self, public_id: str) -> str:
        return reverse("people:person", args=[self.code, public_id])

    def _card(self, seat: ProposalSeat) -> SeatCard:
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
            others=seat.others,
            url=self._person_url(seat.person.public_id) if seat.person else "",
            synthetic=bool(seat.person and seat.person.synthetic),
        )

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
        missing = self.unknown_words(seat)
        return [_("to be asked: %(what)s") % {"what": listed(missing)}] if missing else []

    def unknown_words(self, seat: ProposalSeat) -> list[str]:
        words = {
            "hours": pgettext("not known", "hours"),
            "place": pgettext("not known", "home municipality"),
            "languages": pgettext("not known", "languages"),
            "sector": pgettext("not known", "sector"),
        }
        return [words[code] for code in seat.not_known if code in words]

    def _pair(self, row: ProposalPair) -> PairRow:
        first, second = self.seats[row.first - 1], self.seats[row.second - 1]
        return PairRow(row.first - 1, row.second - 1, row.kind, first, second, str(row.get_kind_display()))

    def reasons(self) -> list[str]:
        """At most three sentences: what is necessary, the new pairs, the journeys."""
        told = [*self._necessary(), *self._new_pairs(), *self._journeys()]
        return told[:MOST_REASONS]

    def _necessary(self) -> list[str]:
        wanted = [wish_name(s) for s in self.rows if s.wish and s.kind != SeatKind.ASSOCIATION]
        must = [n for n in self.needs if n.weight == Weight.MUST and n.state != ProposalNeed.State.NAMED]
        wanted += [need_name(need) for need in must if need.state == ProposalNeed.State.COVERED]
        asked = [need_name(need) for need in must if need.state == ProposalNeed.State.TO_ASK]
        if asked:
            return [
                _("Necessary, but still to be asked: %(what)s.")
                % {"what": listed([inside(w) for w in asked])}
            ]
        words = listed([inside(word) for word in dict.fromkeys(wanted)])
        return [_("Everything necessary is covered: %(what)s.") % {"what": words}] if words else []

    def _new_pairs(self) -> list[str]:
        new = sum(pair.kind == ProposalPair.Kind.NEW for pair in self.pairs)
        told = ngettext("One new pair across sectors.", "%(count)s new pairs across sectors.", new)
        return [told % {"count": new}] if new else []

    def _journeys(self) -> list[str]:
        people = [seat for seat in self.rows if seat.kind == SeatKind.PERSON]
        minutes = [seat.travel_minutes for seat in people if seat.travel_minutes is not None]
        if not minutes:
            return []
        longest = {"minutes": max(minutes)}
        unknown = len(people) - len(minutes)
        if not unknown:
            return [_("Nobody's journey is longer than %(minutes)s minutes.") % longest]
        told = ngettext(
            "No known journey is longer than %(minutes)s minutes; one person's is not known.",
            "No known journey is longer than %(minutes)s minutes; %(count)s people's are not known.",
            unknown,
        )
        return [told % {**longest, "count": unknown}]

    def need_rows(self) -> list[NeedRow]:
        """What is necessary comes first, a plus last."""
        weights = list(Weight)
        return [self._need_row(n) for n in sorted(self.needs, key=lambda n: weights.index(Weight(n.weight)))]

    def _need_row(self, need: ProposalNeed) -> NeedRow:
        covers = {cover.seat_id: cover for cover in need.covers.all()}
        enough = [s for s in self.rows if (s.pk in covers and covers[s.pk].enough) or self._is_named(need, s)]
        marks = [self.seats[seat.position - 1] for seat in enough]
        chip, word = "", ""
        if need.state == ProposalNeed.State.TO_ASK:
            chip = "to_ask"
        elif need.state == ProposalNeed.State.UNCOVERED:
            chip, word = "not_now", str(need.get_state_display())
        return NeedRow(
            name=need_name(need),
            weight=str(need.get_weight_display()),
            cells=[self._cell(need, seat, covers.get(seat.pk)) for seat in self.rows],
            who=", ".join(dict.fromkeys(card.label for card in marks)),
            marks=marks,
            chip=chip,
            chip_word=word,
        )

    def _is_named(self, need: ProposalNeed, seat: ProposalSeat) -> bool:
        return need.state == ProposalNeed.State.NAMED and need.seat_id == seat.pk

    def _cell(self, need: ProposalNeed, seat: ProposalSeat, cover: Cover | None) -> tuple[str, str]:
        if self._is_named(need, seat):
            return ("confirmed", str(need.get_state_display()))
        if need.state == ProposalNeed.State.TO_ASK and need.seat_id == seat.pk:
            return (ASK_GLYPH, str(need.get_state_display()))
        if cover is None:
            return ("", "")
        if cover.level is None:
            return ("confirmed", str(language_name(need.language)))
        return (GLYPHS[Level(cover.level)], str(Level(cover.level).label))

    def questions(self) -> list[Question]:
        """Needs that nobody is known to meet but somebody might."""
        return [
            Question(
                name=need_name(need),
                people=[
                    (unbroken(a.person.name), self._person_url(a.person.public_id)) for a in need.asks.all()
                ],
                more=max(0, need.could_be_asked - len(need.asks.all())),
            )
            for need in self.needs
            if need.state == ProposalNeed.State.TO_ASK
        ]

    def gaps(self) -> list[tuple[SeatCard, str]]:
        """People of the group about whom something is not known."""
        return [
            (card, listed(self.unknown_words(seat)))
            for card, seat in zip(self.seats, self.rows, strict=True)
            if seat.not_known
        ]

    def unknown_people(self) -> str:
        """How many people's skills are not known, as a sentence; "" when all are."""
        missing = self.proposal.run.considered - self.proposal.run.known
        told = ngettext(
            "The skills of one person are not known yet.",
            "The skills of %(count)s people are not known yet.",
            missing,
        )
        return told % {"count": number(missing)} if missing else ""

    def people(self) -> list[Any]:
        """Everybody whose data the page shows."""
        asked = [ask.person for need in self.needs for ask in need.asks.all()]
        return [*(seat.person for seat in self.rows if seat.person), *asked]


def summary(rows: Sequence[NeedRow], met: int, to_ask: int) -> str:
    """The note beside the table: "Five covered, one to be asked"."""
    told = ngettext("%(met)s need is covered", "%(met)s needs are covered", met) % {"met": met}
    if to_ask:
        asked = ngettext("%(count)s is to be asked", "%(count)s are to be asked", to_ask) % {"count": to_ask}
        told = _("%(covered)s, %(asked)s") % {"covered": told, "asked": asked}
    missing = len(rows) - met - to_ask
    if missing:
        left = ngettext("%(count)s is not covered", "%(count)s are not covered", missing) % {"count": missing}
        told = _("%(covered)s, %(asked)s") % {"covered": told, "asked": left}
    return f"{told}."
