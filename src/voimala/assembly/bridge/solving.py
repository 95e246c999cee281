"""Solving a problem and turning the checked solution into drafts of our own rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from voimala.assembly.bridge.drafts import (
    Answer,
    ContradictoryBrief,
    CoverDraft,
    DamagedAnswer,
    NeedDraft,
    PairDraft,
    SeatDraft,
)
from voimala.assembly.bridge.problem import LANGUAGES, SECTORS, WORTH, Problem
from voimala.assembly.models import ProposalNeed, ProposalPair, Run
from voimala.assembly.models.proposal import SeatKind
from voimala.phenomena.models import SeatWish, Weight

if TYPE_CHECKING:
    from voimala_engine.assembly import Instance, Solution, TeamExplanation
    from voimala_engine.assembly.explanation import MemberExplanation, RequirementExplanation
    from voimala_engine.assembly.solution import OpenSeat, Unstaffed

ONLY = 0
"""The brief's place in the instance: a problem has one."""
ASKS_KEPT = 3
"""People listed as those to ask first about a need."""
NEARLY_AS_GOOD = WORTH[Weight.PLUS]
"""Points: whoever loses less than this in a seat covers as many needs as the one who sits there."""
NAMED_WEIGHTS: dict[str, Weight] = {SeatKind.UNIT: Weight.MUST, SeatKind.ASSOCIATION: Weight.IMPORTANT}
"""A pilot cannot run without the unit's own worker; without an expert by experience it can, but poorer."""
NAMED_KINDS = {SeatWish.NamedBy.ASSOCIATION: SeatKind.ASSOCIATION}


def solve_problem(problem: Problem, *, seed: int, time_limit: float) -> Answer:
    """The best group for the problem within `time_limit` seconds, checked, or why there is none.

    Raises:
        DamagedAnswer: the engine's own checker does not accept the solution.
        ContradictoryBrief: the engine does not accept the problem.
    """
    from voimala_engine.assembly import Config, InstanceRefused, solve
    from voimala_engine.assembly.check import eligible as is_eligible

    instance = problem.instance
    try:
        solution = solve(instance, Config(time_limit=time_limit, seed=seed))
    except InstanceRefused as refusal:
        raise ContradictoryBrief(
            _("The brief contradicts itself (%(fault)s). Correct the brief first.") % {"fault": refusal}
        ) from refusal
    refuse_damaged(instance, solution)
    brief = instance.briefs[ONLY]
    eligible = [index for index in range(len(instance.people)) if is_eligible(instance, brief, index)]
    if ONLY not in solution.teams:
        return _without_group(problem, solution, len(eligible))
    return _Drafting(problem, solution, eligible).answer()


def refuse_damaged(instance: Instance, solution: Solution) -> None:
    """Recompute everything with the engine's independent checker."""
    from voimala_engine.assembly.check import check

    faults = check(instance, solution).errors
    if faults:
        raise DamagedAnswer(
            _("The computation gave a result that does not hold (%(fault)s). Nothing was saved.")
            % {"fault": faults[0]}
        )


def _figures(solution: Solution, status: str, eligible: int) -> dict[str, Any]:
    return {
        "status": status,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": solution.gap,
        "seed": solution.seed,
        "seconds": solution.seconds,
        "eligible": eligible,
    }


def _without_group(problem: Problem, solution: Solution, eligible: int) -> Answer:
    left_out = solution.unstaffed[ONLY]
    found = {conflict.kind.value for conflict in left_out.conflicts}
    status = Run.Status.NOT_FOUND if "not_found" in found else Run.Status.INFEASIBLE
    return Answer(**_figures(solution, status, eligible), conflicts=_Conflicts(problem).told(left_out))


class _Conflicts:
    """The engine's conflicts with our own codes instead of its positions."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def told(self, left_out: Unstaffed) -> list[dict[str, Any]]:
        return [
            {
                "kind": conflict.kind.value,
                "code": self._code(conflict.kind.value, conflict.index),
                "have": conflict.have,
                "need": conflict.need,
                "people": [self.problem.people[index].public_id for index in conflict.people],
                "conditions": [
                    {"kind": condition.kind.value, "code": self._code(condition.kind.value, condition.index)}
                    for condition in conflict.conditions
                ],
            }
            for conflict in left_out.conflicts
        ]

    def _code(self, kind: str, index: int) -> str:
        if index < 0:
            return ""
        if kind in ("no_language", "language"):
            return LANGUAGES[index]
        brief = self.problem.instance.briefs[ONLY]
        if kind in ("no_role", "role"):
            return brief.roles[index].key
        if kind in ("no_candidate", "no_learner", "no_mentor", "requirement", "learner"):
            return brief.req[index].key
        if kind == "pinned":
            return self.problem.people[index].public_id
        return ""


class _Drafting:
    """Turns one team into seats, needs and pairs."""

    def __init__(self, problem: Problem, solution: Solution, eligible: list[int]) -> None:
        from voimala_engine.assembly import alternatives, explain

        self.problem = problem
        self.solution = solution
        self.eligible = eligible
        self.told: TeamExplanation = explain(problem.instance, solution, ONLY)
        self.others = {
            seat.person: sum(one.loss < NEARLY_AS_GOOD for one in seat.others)
            for seat in alternatives(problem.instance, solution, ONLY)
        }
        self.seats = self._seats()
        self.position = {index: seat.position for index, seat in self._of_people(self.seats).items()}

    def _of_people(self, seats: list[SeatDraft]) -> dict[int, SeatDraft]:
        place = {person.pk: index for index, person in enumerate(self.problem.people)}
        return {place[seat.person.pk]: seat for seat in seats if seat.person is not None}

    def answer(self) -> Answer:
        from voimala_engine.assembly import Status

        proven = self.solution.status == Status.OPTIMAL
        status = Run.Status.OPTIMAL if proven else Run.Status.FEASIBLE
        return Answer(
            **_figures(self.solution, status, len(self.eligible)),
            seats=tuple(self.seats),
            needs=tuple(self._needs()),
            pairs=tuple(self._pairs()),
        )

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
        unknown = member.not_known
        told = {
            "hours": unknown.hours,
            "place": unknown.municipality,
            "languages": unknown.languages,
            "sector": unknown.sector,
        }
        return SeatDraft(
            0,
            SeatKind.PERSON,
            person=person,
            wish=wish,
            sector=person.sector,
            travel_minutes=member.minutes,
            minutes_left=member.remaining,
            others=self.others.get(member.person, 0),
            not_known=tuple(name for name, missing in told.items() if missing),
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
