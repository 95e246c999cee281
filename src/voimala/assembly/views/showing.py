"""A proposal as its page shows it: cards, the table of needs, pairs and what is not known, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.assembly.models import Ask, Cover, Proposal, ProposalNeed, ProposalPair, ProposalSeat
from voimala.assembly.models.comparing import unknown_words
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.wording import (
    inside,
    listed,
    need_name,
    number,
    wish_name,
)
from voimala.assembly.views.seat_cards import CHIPS, SeatCard, SeatWords, place_of, without_the_gone
from voimala.core.text import unbroken
from voimala.networks.models import OwnedQuerySet, language_name
from voimala.people.models import Level, Person
from voimala.phenomena.models import Weight

__all__ = [
    "CHIPS",
    "SeatCard",
    "Showing",
    "near",
    "place_of",
    "summary",
    "with_everything",
    "without_the_gone",
]

GLYPHS = {None: "confirmed", Level.CAN_TEACH: "confirmed", Level.CAN: "willing", Level.BEGINNING: "asked"}
ASK_GLYPH = "ask"
MOST_REASONS = 3


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
    suggestable = Q(alternatives__person__may_be_suggested=True, alternatives__person__deleted_at=None)
    seats = ProposalSeat.objects.select_related("person__organisation", "person__unit")
    covers = Cover.objects.select_related("seat")
    asks = Ask.objects.filter(person__in=Person.objects.suggestable()).select_related("person")
    return proposals.select_related(*related).prefetch_related(
        Prefetch("seats", seats.annotate(alternatives_now=Count("alternatives", filter=suggestable))),
        Prefetch("needs", ProposalNeed.objects.select_related("competence", "seat")),
        Prefetch("needs__covers", covers),
        Prefetch("needs__asks", asks),
        "pairs",
    )


def near(proposals: OwnedQuerySet, public_id: str) -> list[Proposal]:
    """The proposal, its other ways and the one it was changed from, all with everything; empty: not there."""
    one = proposals.filter(public_id=public_id)
    around = Q(run__in=one.values("run")) | Q(pk__in=one.values("before"))
    return list(with_everything(proposals.filter(around)).order_by("way"))


class Showing(SeatWords):
    """Words a loaded proposal in the language of the moment."""

    def __init__(self, proposal: Proposal, code: str) -> None:
        super().__init__(proposal, code)
        self.seats = [self.card(row) for row in self.rows]
        self.pairs = [self._pair(row) for row in self.pair_rows]

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
                    (unbroken(a.person.name), self.person_url(a.person.public_id)) for a in need.asks.all()
                ],
                more=max(0, need.could_be_asked - len(need.asks.all())),
            )
            for need in self.needs
            if need.state == ProposalNeed.State.TO_ASK
        ]

    def gaps(self) -> list[tuple[SeatCard, str]]:
        """People of the group about whom something is not known."""
        return [
            (card, listed(unknown_words(seat.not_known)))
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
