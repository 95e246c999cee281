"""Who may be in which team, and what each brings to it: the instance as arrays, one view per brief.

A view lists the people eligible for the brief alone and, for each thing the brief cares about (a
*feature*), who is known to bring it and who is not known about. Named seats are already taken off here:
sizes and role minima are what is left for the model. It must not grow choices; those are in the solvers.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from voimala_engine.assembly.instance import Brief, CompetenceKind, Instance
from voimala_engine.assembly.solution import Need, NeedKind

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PLENTY = 2**40
"""Stands for "no cap" in hour arrays."""
MINUTES_PER_STEP = 10
"""Travel costs are counted per started step."""


class InstanceArrays:
    """Columns of the people and organisations, built once per instance."""

    def __init__(self, instance: Instance) -> None:
        people = instance.people
        self.instance = instance
        self.org: Ints = np.array([-1 if p.org is None else p.org for p in people], dtype=np.int64)
        self.sector: Ints = np.array([-1 if p.sector is None else p.sector for p in people], dtype=np.int64)
        self.muni: Ints = np.array([-1 if p.muni is None else p.muni for p in people], dtype=np.int64)
        self.hours: Ints = np.array([PLENTY if p.hours is None else p.hours for p in people], dtype=np.int64)
        self.speaks: Flags = np.zeros((len(instance.languages), len(people)), dtype=bool)
        self.languages_unknown: Flags = np.array([p.langs is None for p in people], dtype=bool)
        for index, person in enumerate(people):
            for language in person.langs or ():
                self.speaks[language, index] = True
        self.committed: Ints = np.array(
            [PLENTY if o.committed is None else o.committed for o in instance.orgs] + [PLENTY], dtype=np.int64
        )
        """Per organisation; the last item stands for "no employer" (-1)."""
        self.travel: Floats = np.array(
            [
                [np.nan if minutes is None else minutes for minutes in row] + [np.nan]
                for row in instance.travel
            ]
            + [[np.nan] * (len(instance.travel) + 1)],
            dtype=np.float64,
        )

    @cached_property
    def levels(self) -> dict[int, tuple[Ints, Ints]]:
        """Competence that some brief asks for -> people who are known to have it and their levels."""
        asked = {requirement.c for brief in self.instance.briefs for requirement in brief.req}
        found: dict[int, tuple[list[int], list[int]]] = {}
        for index, person in enumerate(self.instance.people):
            for competence in asked.intersection(person.comp):
                who, how = found.setdefault(competence, ([], []))
                who.append(index)
                how.append(person.comp[competence])
        return {
            c: (np.array(who, dtype=np.int64), np.array(how, dtype=np.int64))
            for c, (who, how) in found.items()
        }

    @cached_property
    def profile_unknown(self) -> Flags:
        return np.array([not person.profile_known for person in self.instance.people], dtype=bool)

    def level_of(self, competence: int) -> tuple[Ints, Flags]:
        """Per person: the known level (0: none known), and whether it is not known."""
        level: Ints = np.zeros(len(self.org), dtype=np.int64)
        who, how = self.levels.get(competence, (np.empty(0, np.int64), np.empty(0, np.int64)))
        level[who] = how
        unknown: Flags = self.profile_unknown & (level == 0)
        for index in np.flatnonzero(unknown):
            if competence in self.instance.people[index].absent:
                unknown[index] = False
        return level, unknown

    def minutes_to(self, brief: Brief) -> Floats:
        """Per person: minutes to the brief; NaN when the person's place or the distance is not known."""
        if brief.muni is None:
            return np.zeros(len(self.org))
        minutes: Floats = self.travel[:, brief.muni][self.muni]
        return minutes

    def eligible(self, brief: Brief, minutes: Floats) -> Flags:
        allowed: Flags = (self.hours >= brief.hours) & (self.committed[self.org] >= brief.hours)
        allowed &= np.isnan(minutes) | (minutes <= brief.max_travel)
        if brief.lang is not None:
            allowed &= self.speaks[brief.lang] | self.languages_unknown
        allowed[sorted(brief.barred)] = False
        return allowed


@dataclass(frozen=True, slots=True)
class View:
    """One brief and the people eligible for it; rows and columns follow `ids`."""

    index: int
    brief: Brief
    ids: Ints
    org: Ints
    sector: Ints
    cost: Floats
    """Points: the seat and the journey of each."""
    lo: int
    hi: int
    """Members the model must find, after named seats."""
    roles: tuple[tuple[frozenset[int], int], ...]
    """Sectors and the minimum left, for each role of the brief."""
    covers: dict[int, Flags]
    """Requirement (that no named seat meets) -> who is known to cover it."""
    brings_strength: dict[int, Flags]
    """Strength requirement -> who covers it without the employer using it."""
    below: Flags
    above: Flags
    """Sides of the learner seat, all False without one."""
    needs: tuple[Need, ...]
    meets: dict[Need, Flags]
    might_meet: dict[Need, Flags]
    """Need -> who is known to meet it, and who is not known about."""
    askable: dict[Need, tuple[int, ...]]
    """Need -> positions of `might_meet`, in the order in which people would be asked: cheapest first."""
    ties: tuple[tuple[int, int], ...]
    exclusions: tuple[tuple[int, int], ...]
    """Pairs of positions in `ids`."""
    pinned: tuple[int, ...]
    """Positions in `ids`."""
    pinned_missing: tuple[int, ...]
    """Person ids that are pinned but not eligible."""

    def position(self) -> dict[int, int]:
        return {int(person): place for place, person in enumerate(self.ids)}

    def priced(self, cost: Floats) -> "View":
        """The same people at another cost."""
        askable = {need: _cheapest_first(flags, cost) for need, flags in self.might_meet.items()}
        return replace(self, cost=cost, askable=askable)


def _cheapest_first(who: Flags, cost: Floats) -> tuple[int, ...]:
    places = np.flatnonzero(who)
    return tuple(places[np.argsort(cost[places], kind="stable")].tolist())


class PairIndex:
    """Finds the pairs (ties or exclusions) inside a set of people without walking all pairs."""

    def __init__(self, pairs: frozenset[tuple[int, int]]) -> None:
        ordered = sorted(pairs)
        self.first: Ints = np.array([a for a, _ in ordered], dtype=np.int64)
        self.second: Ints = np.array([b for _, b in ordered], dtype=np.int64)

    def inside(self, place: Ints) -> tuple[tuple[int, int], ...]:
        """`place` maps each person to a position or -1."""
        if not len(self.first):
            return ()
        a, b = place[self.first], place[self.second]
        both = (a >= 0) & (b >= 0)
        return tuple(zip(a[both].tolist(), b[both].tolist(), strict=True))


class Eligibility:
    """Makes the views of an instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.arrays = InstanceArrays(instance)
        self._ties = PairIndex(instance.ties)
        self._exclusions = PairIndex(instance.exclusions)

    def view(self, index: int) -> View:
        arrays, brief = self.arrays, self.instance.briefs[index]
        minutes = arrays.minutes_to(brief)
        ids = np.flatnonzero(arrays.eligible(brief, minutes))
        place: Ints = np.full(len(arrays.org), -1, dtype=np.int64)
        place[ids] = np.arange(len(ids))
        features = _Features(self, brief, ids)
        named = brief.named_seats
        cost = self._costs(brief, minutes[ids])
        return View(
            index=index,
            brief=brief,
            ids=ids,
            org=arrays.org[ids],
            sector=arrays.sector[ids],
            cost=cost,
            lo=max(0, brief.size[0] - len(named)),
            hi=max(0, brief.size[1] - len(named)),
            roles=tuple((role.sectors, role_minimum(brief, k)) for k, role in enumerate(brief.roles)),
            covers=features.covers,
            brings_strength=features.brings_strength,
            below=features.below,
            above=features.above,
            needs=tuple(features.meets),
            meets=features.meets,
            might_meet=features.might_meet,
            askable={need: _cheapest_first(flags, cost) for need, flags in features.might_meet.items()},
            ties=self._ties.inside(place),
            exclusions=self._exclusions.inside(place),
            pinned=tuple(int(place[i]) for i in sorted(brief.pinned) if place[i] >= 0),
            pinned_missing=tuple(i for i in sorted(brief.pinned) if place[i] < 0),
        )

    def _costs(self, brief: Brief, minutes: Floats) -> Floats:
        counted = np.where(np.isnan(minutes), brief.max_travel, minutes)
        weights = self.instance.weights
        return weights.seat + weights.travel * np.ceil(counted / MINUTES_PER_STEP)


class _Features:
    """What the eligible people of one brief bring."""

    def __init__(self, source: Eligibility, brief: Brief, ids: Ints) -> None:
        self.covers: dict[int, Flags] = {}
        self.brings_strength: dict[int, Flags] = {}
        self.below: Flags = np.zeros(len(ids), dtype=bool)
        self.above: Flags = np.zeros(len(ids), dtype=bool)
        self.meets: dict[Need, Flags] = {}
        self.might_meet: dict[Need, Flags] = {}
        met = frozenset[int]().union(*(seat.meets for seat in brief.named_seats))
        for k, requirement in enumerate(brief.req):
            levels, unknowns = source.arrays.level_of(requirement.c)
            level, unknown = levels[ids], unknowns[ids]
            if k not in met:
                self._requirement(source.instance, brief, k, ids, level >= requirement.level, unknown)
            if brief.learner is not None and brief.learner.req == k:
                self.below = (level >= 1) & (level < requirement.level)
                self.above = level > requirement.level
                if brief.learner.hard:
                    self._need(Need(NeedKind.LEARNER, k), self.below, unknown)
                    self._need(Need(NeedKind.MENTOR, k), self.above, unknown)
        spoken = frozenset[int]().union(*(seat.languages for seat in brief.named_seats))
        for language in dict.fromkeys(brief.lang_any):
            if language not in spoken:
                speaks = source.arrays.speaks[language][ids]
                self._need(Need(NeedKind.LANGUAGE, language), speaks, source.arrays.languages_unknown[ids])

    def _requirement(
        self, instance: Instance, brief: Brief, k: int, ids: Ints, covers: Flags, unknown: Flags
    ) -> None:
        requirement = brief.req[k]
        self.covers[k] = covers
        if requirement.mandatory:
            self._need(Need(NeedKind.REQUIREMENT, k), covers, unknown)
        if instance.competences[requirement.c].kind == CompetenceKind.STRENGTH:
            unused = covers.copy()
            for place in np.flatnonzero(covers):
                employer = instance.people[ids[place]].org
                unused[place] = employer is None or requirement.c not in instance.orgs[employer].uses
            self.brings_strength[k] = unused

    def _need(self, need: Need, meets: Flags, unknown: Flags) -> None:
        self.meets[need] = meets
        self.might_meet[need] = unknown & ~meets


def role_minimum(brief: Brief, role: int) -> int:
    """What is left of the role's minimum when the named seats have filled theirs."""
    named = sum(1 for s in brief.named_seats if role in s.roles or s.sector in brief.roles[role].sectors)
    return max(0, brief.roles[role].min - named)


def travel_steps(minutes: float) -> int:
    return ceil(minutes / MINUTES_PER_STEP)
