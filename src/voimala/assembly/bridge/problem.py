"""Rows of one brief and its network's people as an engine Instance.

Only what the brief asks about is read: competences it does not name never reach the engine. What is not
known goes over as None, never as a number. The number of queries does not depend on the number of people.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from voimala.assembly.models import Choice
from voimala.core.viewer import Viewer
from voimala.networks.models import LANGUAGE_NAMES, Municipality, Sector, travel_minutes
from voimala.partners.models import Commitment
from voimala.people.models import (
    Availability,
    Competence,
    Knowledge,
    KnownCompetence,
    Limit,
    Person,
    Tie,
)
from voimala.phenomena.models import Brief, Requirement, SeatWish, Weight

if TYPE_CHECKING:
    from voimala_engine.assembly import Instance

ONLY = 0
"""The brief's place in the instance: a problem has one."""
SECTORS = tuple(Sector.values)
LANGUAGES = tuple(LANGUAGE_NAMES)
WORTH = {Weight.MUST: 30.0, Weight.IMPORTANT: 30.0, Weight.PLUS: 10.0}
"""Points of a covered requirement. A necessary one is also mandatory, so its points decide nothing;
the other points (new pairs, journeys, seats) are the engine's `Weights`, explained in its documentation."""


@dataclass(frozen=True)
class NamedSeat:
    """A seat that somebody else names: it stays outside the search."""

    wish: SeatWish
    sector: str


@dataclass(frozen=True)
class Problem:
    """One brief, the people it may choose from, and everything the instance is made of.

    People's positions in `people` are their ids in the engine, and requirements' positions theirs.
    `kept` must be in the group and `barred` may not: people's own limits and what was chosen by hand.
    `considered` counts all whom the network may suggest, `known` those of them whose skills are known.
    """

    brief: Brief
    people: tuple[Person, ...]
    requirements: tuple[Requirement, ...]
    wishes: tuple[SeatWish, ...]
    minutes_free: dict[int, int | None]
    organisation_minutes: dict[int, int | None]
    levels: dict[int, dict[int, int]]
    ties: frozenset[tuple[int, int]]
    exclusions: frozenset[tuple[int, int]]
    kept: frozenset[int]
    barred: frozenset[int]
    considered: int
    known: int

    @cached_property
    def named(self) -> tuple[NamedSeat, ...]:
        """Every seat named by others; the unit always names its own worker."""
        return tuple(
            NamedSeat(wish, next(iter(wish.sectors()), ""))
            for wish in self.wishes
            if not self._is_searched(wish)
            for _ in range(wish.count)
        )

    @cached_property
    def searched(self) -> tuple[SeatWish, ...]:
        return tuple(wish for wish in self.wishes if self._is_searched(wish))

    def _is_searched(self, wish: SeatWish) -> bool:
        return wish.named_by == SeatWish.NamedBy.SEARCH and wish.kind != SeatWish.Kind.UNIT_WORKER

    @cached_property
    def instance(self) -> Instance:
        return _Writer(self).instance()

    @cached_property
    def digest(self) -> str:
        """Names the exact problem: equal for the same brief, people and hours."""
        text = json.dumps(asdict(self.instance), sort_keys=True, default=sorted)
        return hashlib.sha256(text.encode()).hexdigest()


def make_problem(brief: Brief, viewer: Viewer, chosen: Mapping[int, str] | None = None) -> Problem:
    """Read everything that the viewer may see and the brief needs. Nine queries, however many people.

    The brief must come with its phenomenon, host unit and municipality (select_related). `chosen` maps
    people's keys to kinds of `Choice`; without it, the brief's choices in force hold. A choice about somebody
    who may not be suggested any more has no effect.
    """
    network = brief.network_id
    told = KnownCompetence.objects.visible_to(viewer).filter(person=OuterRef("pk"))
    considered = tuple(
        Person.objects.visible_to(viewer)
        .of(network)
        .suggestable()
        .select_related("unit", "organisation", "municipality")
        .annotate(has_competences=Exists(told))
        .order_by("pk")
    )
    wishes = tuple(_with_brief(wish, brief) for wish in brief.seat_wishes.all())
    people = tuple(person for person in considered if _may_be_found(person, wishes))
    place = {person.pk: index for index, person in enumerate(people)}
    requirements = tuple(brief.requirements.select_related("competence"))
    limits = list(
        Limit.objects.visible_to(viewer)
        .of(network)
        .filter(period=brief.period_id)
        .values_list("person_id", "other_id", "unit_id")
    )
    unit = brief.phenomenon.host_unit_id
    by_hand = chosen_of(brief) if chosen is None else chosen
    out = {person for person, kind in by_hand.items() if kind == Choice.Kind.EXCLUDE}
    limited = {person for person, _, where in limits if where and where == unit}
    return Problem(
        brief=brief,
        people=people,
        requirements=requirements,
        wishes=wishes,
        minutes_free=_free(Availability.objects.visible_to(viewer).of(network), brief, "person_id"),
        organisation_minutes=_free(
            Commitment.objects.visible_to(viewer).of(network), brief, "organisation_id"
        ),
        levels=_levels(viewer, network, [requirement.competence_id for requirement in requirements]),
        ties=_pairs(Tie.objects.visible_to(viewer).of(network).values_list("first_id", "second_id"), place),
        exclusions=_pairs(((person, other) for person, other, _ in limits if other), place),
        kept=frozenset(place[p] for p in by_hand if p in place and p not in out),
        barred=frozenset(place[p] for p in out | limited if p in place),
        considered=len(considered),
        known=sum(person.profile_complete or person.has_competences for person in considered),
    )


def chosen_of(brief: Brief) -> dict[int, str]:
    """Person -> kind of the choice in force about her."""
    return dict(brief.choices.filter(undone_at=None).values_list("person_id", "kind"))


def _may_be_found(person: Person, wishes: Iterable[SeatWish]) -> bool:
    """An expert by experience enters by name only where the brief asks the search for one.

    Otherwise an association names the seat, and a name comes by the person's own act.
    """
    sought = (SeatWish.Kind.EXPERT, SeatWish.NamedBy.SEARCH)
    return person.kind != Person.Kind.EXPERT or any((w.kind, w.named_by) == sought for w in wishes)


def _with_brief(wish: SeatWish, brief: Brief) -> SeatWish:
    wish.brief = brief
    return wish


def _free(rows: Any, brief: Brief, key: str) -> dict[int, int | None]:
    """Minutes still free in the brief's period; None or no entry means that nothing caps them."""
    return {getattr(row, key): row.free_minutes for row in rows.filter(period=brief.period_id)}


def _levels(viewer: Viewer, network: int, competences: list[int]) -> dict[int, dict[int, int]]:
    """Person -> competence -> level, 0 when it is known to be absent."""
    rows = KnownCompetence.objects.visible_to(viewer).of(network).filter(competence__in=competences)
    found: dict[int, dict[int, int]] = {}
    for person, competence, knowledge, level in rows.values_list(
        "person_id", "competence_id", "knowledge", "level"
    ):
        found.setdefault(person, {})[competence] = level if knowledge == Knowledge.KNOWN else 0
    return found


def _pairs(rows: Iterable[tuple[int, int]], place: dict[int, int]) -> frozenset[tuple[int, int]]:
    inside = ((place[a], place[b]) for a, b in rows if a in place and b in place and a != b)
    return frozenset((min(pair), max(pair)) for pair in inside)


class _Writer:
    """Writes the Instance of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        organisations = {p.organisation_id: p.organisation for p in problem.people if p.organisation_id}
        self.organisations = list(organisations)
        places = {p.municipality_id: p.municipality for p in problem.people if p.municipality}
        places[problem.brief.municipality_id] = problem.brief.municipality
        self.municipalities: list[Municipality] = list(places.values())
        self.organisation = {pk: index for index, pk in enumerate(self.organisations)}
        self.municipality = {row.pk: index for index, row in enumerate(self.municipalities)}

    def instance(self) -> Instance:
        from voimala_engine.assembly import Instance, Organisation
        from voimala_engine.assembly.instance import Municipality as Place

        minutes = self.problem.organisation_minutes
        return Instance(
            name=self.problem.brief.public_id,
            people=tuple(self._person(person) for person in self.problem.people),
            briefs=(self._brief(),),
            orgs=tuple(Organisation(committed=minutes.get(pk)) for pk in self.organisations),
            competences=self._competences(),
            sectors=SECTORS,
            languages=LANGUAGES,
            municipalities=tuple(Place(region=0) for _ in self.municipalities),
            travel=self._travel(),
            ties=self.problem.ties,
            exclusions=self.problem.exclusions,
        )

    def _competences(self) -> tuple[Any, ...]:
        from voimala_engine.assembly.instance import Competence as Ability
        from voimala_engine.assembly.instance import CompetenceKind

        kinds = {
            Competence.Kind.PROFESSIONAL: CompetenceKind.PROFESSIONAL,
            Competence.Kind.STRENGTH: CompetenceKind.STRENGTH,
        }
        asked = [r.competence for r in self.problem.requirements]
        return tuple(Ability(kinds[Competence.Kind(c.kind)], c.code) for c in asked)

    def _person(self, person: Person) -> Any:
        from voimala_engine.assembly import Person as Candidate

        known = self._known(person)
        return Candidate(
            org=self.organisation.get(person.organisation_id) if person.organisation_id else None,
            sector=SECTORS.index(person.sector) if person.sector else None,
            muni=self.municipality[person.municipality_id] if person.municipality_id else None,
            langs=self._languages(person),
            hours=self.problem.minutes_free.get(person.pk),
            comp={index: level for index, level in known.items() if level},
            absent=frozenset(index for index, level in known.items() if not level),
            profile_known=False,
            key=person.public_id,
        )

    def _languages(self, person: Person) -> frozenset[int] | None:
        spoken = [LANGUAGES.index(code) for code in person.languages or () if code in LANGUAGES]
        return frozenset(spoken) or None

    def _known(self, person: Person) -> dict[int, int]:
        """Competence of the instance -> level, 0 when absent; what is not known is left out."""
        told = self.problem.levels.get(person.pk, {})
        found: dict[int, int] = {}
        for index, requirement in enumerate(self.problem.requirements):
            level = told.get(requirement.competence_id, 0 if person.profile_complete else None)
            if level is not None:
                found[index] = level
        return found

    def _travel(self) -> tuple[tuple[int | None, ...], ...]:
        """Only journeys to the brief's place matter; the others stay unknown."""
        target = self.municipality[self.problem.brief.municipality_id]
        minutes = [travel_minutes(row, self.municipalities[target]) for row in self.municipalities]
        size = range(len(minutes))
        return tuple(
            tuple(minutes[a] if b == target else minutes[b] if a == target else None for b in size)
            for a in size
        )

    def _brief(self) -> Any:
        from voimala_engine.assembly import Brief as Wanted
        from voimala_engine.assembly.instance import NamedSeat as Named

        brief = self.problem.brief
        return Wanted(
            muni=self.municipality[brief.municipality_id],
            hours=brief.minutes,
            size=(brief.size_min, brief.size_max),
            lang=LANGUAGES.index(brief.language) if brief.language in LANGUAGES else None,
            max_travel=brief.max_travel,
            lang_any=tuple(LANGUAGES.index(code) for code in brief.languages_any if code in LANGUAGES),
            barred=self.problem.barred,
            pinned=self.problem.kept,
            roles=self._roles(),
            req=self._requirements(),
            named_seats=tuple(
                Named(sector=SECTORS.index(seat.sector) if seat.sector else None)
                for seat in self.problem.named
            ),
            key=brief.public_id,
        )

    def _roles(self) -> tuple[Any, ...]:
        """One role per sector, counting searched and named seats alike: each seat is another person."""
        from voimala_engine.assembly.instance import Role

        seats: Counter[str] = Counter(seat.sector for seat in self.problem.named if seat.sector)
        for wish in self.problem.searched:
            seats[wish.sectors()[0]] += wish.count
        return tuple(
            Role(role=sector, sectors=frozenset({index}), min=seats[sector], key=sector)
            for index, sector in enumerate(SECTORS)
            if seats[sector]
        )

    def _requirements(self) -> tuple[Any, ...]:
        from voimala_engine.assembly.instance import Requirement as Asked

        return tuple(
            Asked(
                c=index,
                level=row.level,
                w=WORTH[Weight(row.weight)],
                mandatory=row.weight == Weight.MUST,
                key=row.competence.code,
            )
            for index, row in enumerate(self.problem.requirements)
        )
