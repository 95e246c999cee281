"""One team of the engine as drafts of our own rows: seats, needs, pairs, and who else could sit."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from voimala.assembly.bridge.alternatives import alternative_draft, not_known
from voimala.assembly.bridge.drafts import CoverDraft, NeedDraft, PairDraft, SeatDraft, WayDraft
from voimala.assembly.bridge.problem import LANGUAGES, ONLY, SECTORS, WORTH, Problem
from voimala.assembly.models import ProposalNeed, ProposalPair
from voimala.assembly.models.proposal import SeatKind
from voimala.phenomena.models import SeatWish, Weight

if TYPE_CHECKING:
    from voimala_engine.assembly import Solution, TeamExplanation
    from voimala_engine.assembly.explanation import MemberExplanation, RequirementExplanation
    from voimala_engine.assembly.solution import OpenSeat

ASKS_KEPT = 3
"""People listed as those to ask first about a need."""
ALTERNATIVES_KEPT = 8
"""People kept for each seat as those who could sit there instead."""
NEARLY_AS_GOOD = WORTH[Weight.PLUS]
"""Points: whoever loses less than this in a seat covers as many needs as the one who sits there."""
NAMED_WEIGHTS: dict[str, Weight] = {SeatKind.UNIT: Weight.MUST, SeatKind.ASSOCIATION: Weight.IMPORTANT}
"""A pilot cannot run without the unit's own worker; without an expert by experience it can, but poorer."""
NAMED_KINDS = {SeatWish.NamedBy.ASSOCIATION: SeatKind.ASSOCIATION}


class Drafting:
    """Turns one team into the draft of a way."""

    def __init__(self, problem: Problem, solution: Solution, eligible: list[int]) -> None:
        from voimala_engine.assembly import alternatives, explain

        self.problem = problem
        brief = problem.instance.briefs[ONLY]
        # Also who was kept by hand has alternatives: otherwise she could be changed by undoing only.
        free = replace(problem.instance, briefs=(replace(brief, pinned=frozenset()),))
        self.solution = solution
        self.eligible = eligible
        self.told: TeamExplanation = explain(problem.instance, solution, ONLY)
        self.others = {seat.person: seat.others for seat in alternatives(free, solution, ONLY)}
        self.seats = self._seats()
        self.position = {index: seat.position for index, seat in self._of_people(self.seats).items()}

    def _of_people(self, seats: list[SeatDraft]) -> dict[int, SeatDraft]:
        place = {person.pk: index for index, person in enumerate(self.problem.people)}
        return {place[seat.person.pk]: seat for seat in seats if seat.person is not None}

    def way(self, loss: float = 0.0) -> WayDraft:
        return WayDraft(tuple(self.seats), tuple(self._needs()), tuple(self._pairs()), loss)

    def _seats(self) -> list[SeatDraft]:
        """Wished seats in the brief's order, people found besides, associations' seats, seats to ask."""
        free = list(self.told.members)
        found = self._searched_seats(free)
        wished = [seat for wish in self.problem.wishes for seat in found.get(wish.kind) or self._named(wish)]
        first = [seat for seat in wished if seat.kind != SeatKind.ASSOCIATION]
        besides = [self._person(member, "") for member in sorted(free, key=self._sector_order)]
        last = [seat for seat in wished if seat.kind == SeatKind.ASSOCIATION]
        kept_free = [self._to_ask(seat) for seat in self.told.open_seats if seat.reserved]
        everybody = [*first, *besides, *last, *kept_free]
        return [replace(seat, position=number) for number, seat in enumerate(everybody, start=1)]

    def _searched_seats(self, free: list[MemberExplanation]) -> dict[str, list[SeatDraft]]:
        """Takes from `free` a member for each searched seat."""
        return {
            wish.kind: [self._person(free.pop(self._best(wish, free)), wish.kind) for _ in range(wish.count)]
            for wish in self.problem.searched
        }

    def _named(self, wish: SeatWish) -> list[SeatDraft]:
        kind = NAMED_KINDS.get(SeatWish.NamedBy(wish.named_by), SeatKind.UNIT)
        named = [seat for seat in self.problem.named if seat.wish == wish]
        return [SeatDraft(0, kind, wish=wish.kind, sector=seat.sector) for seat in named]

    def _sector_order(self, member: MemberExplanation) -> tuple[int, int]:
        sector = self.problem.people[member.person].sector
        return (SECTORS.index(sector) if sector else len(SECTORS), member.person)

    def _best(self, wish: SeatWish, free: list[MemberExplanation]) -> int:
        """Which member sits on a searched seat: the right sector, most necessary needs covered."""
        necessary = {k for k, r in enumerate(self.problem.instance.briefs[ONLY].req) if r.mandatory}

        def fitness(index: int) -> tuple[bool, int, int, int]:
            member = free[index]
            fits = self.problem.people[member.person].sector in wish.sectors()
            covered = [k for k, _ in member.covers]
            return (fits, len(necessary.intersection(covered)), len(covered), -member.person)

        return max(range(len(free)), key=fitness)

    def _person(self, member: MemberExplanation, wish: str) -> SeatDraft:
        person = self.problem.people[member.person]
        others = self.others.get(member.person, ())
        return SeatDraft(
            0,
            SeatKind.PERSON,
            person=person,
            wish=wish,
            sector=person.sector,
            travel_minutes=member.minutes,
            minutes_left=member.remaining,
            others=sum(one.loss < NEARLY_AS_GOOD for one in others),
            not_known=not_known(member.not_known),
            alternatives=tuple(alternative_draft(self.problem, one) for one in others[:ALTERNATIVES_KEPT]),
        )

    def _to_ask(self, seat: OpenSeat) -> SeatDraft:
        sectors = {self.problem.people[index].sector for index in seat.could_be_asked}
        return SeatDraft(0, SeatKind.ASK, sector=sectors.pop() if len(sectors) == 1 else "")

    def _needs(self) -> list[NeedDraft]:
        """Competences in the brief's order, then languages, then the seats that others name."""
        asked = [self._competence(need) for need in self.told.requirements]
        asked += [self._language(code) for code in dict.fromkeys(self.problem.instance.briefs[ONLY].lang_any)]
        asked += [
            NeedDraft(0, NAMED_WEIGHTS[seat.kind], ProposalNeed.State.NAMED, seat=seat.position)
            for seat in self.seats
            if seat.kind in NAMED_WEIGHTS
        ]
        return [replace(need, order=order) for order, need in enumerate(asked)]

    def _competence(self, need: RequirementExplanation) -> NeedDraft:
        row = self.problem.requirements[need.req]
        unknown = [] if need.covered_by else self._unknown_about(need)
        state = ProposalNeed.State.UNCOVERED
        if need.covered_by:
            state = ProposalNeed.State.COVERED
        elif unknown:
            state = ProposalNeed.State.TO_ASK
        return NeedDraft(
            0,
            row.weight,
            state,
            competence=row.competence,
            level=row.level,
            seat=self._place_kept(need.open_seat),
            covers=self._covers(need.req, row.level),
            asks=tuple(self.problem.people[index] for index in unknown[:ASKS_KEPT]),
            could_be_asked=len(unknown),
        )

    def _place_kept(self, open_seat: OpenSeat | None) -> int | None:
        """Position of the seat kept free for whoever answers yes."""
        kept = [seat for seat in self.told.open_seats if seat.reserved]
        if open_seat is None or not open_seat.reserved:
            return None
        first = len(self.seats) - len(kept) + 1
        return first + [seat.need for seat in kept].index(open_seat.need)

    def _unknown_about(self, need: RequirementExplanation) -> list[int]:
        """Members first, then others who could be in the group, nobody known to lack it."""
        if need.open_seat is not None:
            return [*need.open_seat.members, *need.open_seat.could_be_asked]
        competence = self.problem.instance.briefs[ONLY].req[need.req].c
        others = [
            index
            for index in self.eligible
            if index not in self.position and self.problem.instance.people[index].level(competence) is None
        ]
        return [*need.not_known, *others]

    def _covers(self, index: int, wanted: int) -> tuple[CoverDraft, ...]:
        levels = {
            position: self.problem.instance.people[person].comp.get(index)
            for person, position in self.position.items()
        }
        return tuple(
            CoverDraft(position, level, enough=level >= wanted)
            for position, level in sorted(levels.items())
            if level
        )

    def _language(self, language: int) -> NeedDraft:
        people = self.problem.instance.people
        speakers = [
            CoverDraft(position, None, enough=True)
            for index, position in sorted(self.position.items(), key=lambda item: item[1])
            if language in (people[index].langs or ())
        ]
        open_seat = next(
            (s for s in self.told.open_seats if s.need.kind == "language" and s.need.index == language), None
        )
        unknown = [*open_seat.members, *open_seat.could_be_asked] if open_seat else []
        return NeedDraft(
            0,
            Weight.MUST,
            ProposalNeed.State.TO_ASK if open_seat else ProposalNeed.State.COVERED,
            seat=self._place_kept(open_seat),
            language=LANGUAGES[language],
            covers=tuple(speakers),
            asks=tuple(self.problem.people[index] for index in unknown[:ASKS_KEPT]),
            could_be_asked=len(unknown),
        )

    def _pairs(self) -> list[PairDraft]:
        kinds = {self._positions(pair): ProposalPair.Kind.NEW for pair in self.told.new_pairs}
        kinds |= {self._positions(pair): ProposalPair.Kind.KNOWN for pair in self.told.ties}
        sitting = set(self.position.values())
        for pair in combinations([seat.position for seat in self.seats], 2):
            if not sitting.issuperset(pair):
                kinds[pair] = ProposalPair.Kind.OPEN
        return [PairDraft(first, second, kind) for (first, second), kind in sorted(kinds.items())]

    def _positions(self, pair: tuple[int, int]) -> tuple[int, int]:
        first, second = (self.position[index] for index in pair)
        return (min(first, second), max(first, second))
