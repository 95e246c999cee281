"""When no group exists: the smallest changes and whom to look for, against plain enumeration."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.reference import generated, verified
from tests.engine.tiny import _ways, as_solution, objective_of, tiny_instance
from voimala_engine.assembly import Change, ChangeKind, Instance, Relaxation, Wanted, relaxations, seeking
from voimala_engine.assembly.check import check
from voimala_engine.assembly.files import instance_from_document
from voimala_engine.assembly.instance import Brief, InstanceRefused, LearnerSeat, Person

Kind = ChangeKind


def _applied(instance: Instance, change: Change) -> Instance:
    """One change written down independently of the engine."""
    if change.kind == Kind.EXCLUSION:
        return replace(instance, exclusions=instance.exclusions - {(change.index, change.was)})
    brief, k, now = instance.briefs[0], change.index, change.now
    fields: dict[Kind, Callable[[], dict[str, Any]]] = {
        Kind.SIZE_MAX: lambda: {"size": (brief.size[0], now)},
        Kind.SIZE_MIN: lambda: {"size": (now, brief.size[1])},
        Kind.JOURNEY: lambda: {"max_travel": now},
        Kind.HOURS: lambda: {"hours": now},
        Kind.LANGUAGE_ANY: lambda: {"lang_any": tuple(set(brief.lang_any) - {k})},
        Kind.LEARNER: lambda: {"learner": LearnerSeat(k, hard=False)},
        Kind.REQUIREMENT: lambda: {"req": _at(brief.req, k, replace(brief.req[k], mandatory=False))},
        Kind.ROLE: lambda: {"roles": _at(brief.roles, k, replace(brief.roles[k], min=now))},
        Kind.LANGUAGE: lambda: {"lang": None},
        Kind.PINNED: lambda: {"pinned": brief.pinned - {k}},
        Kind.BARRED: lambda: {"barred": brief.barred - {k}},
    }
    return replace(instance, briefs=(replace(brief, **fields[change.kind]()),))


def _at(items: tuple[Any, ...], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])


def _farthest(instance: Instance) -> Iterator[Change]:
    """Every allowed change, as far as it may go."""
    brief = instance.briefs[0]
    yield Change(Kind.SIZE_MAX, -1, brief.size[1], brief.size[1] + 4)
    yield Change(Kind.SIZE_MIN, -1, brief.size[0], min(brief.size[0], max(1, len(brief.named_seats))))
    yield Change(Kind.JOURNEY, -1, brief.max_travel, max(60, 2 * brief.max_travel))
    yield Change(Kind.HOURS, -1, brief.hours, (brief.hours + 1) // 2)
    learner = brief.learner
    wishes = {
        Kind.LANGUAGE_ANY: brief.lang_any,
        Kind.LEARNER: [learner.req] if learner is not None and learner.hard else [],
        Kind.REQUIREMENT: [k for k, requirement in enumerate(brief.req) if requirement.mandatory],
        Kind.LANGUAGE: [] if brief.lang is None else [brief.lang],
        Kind.PINNED: brief.pinned,
    }
    yield from (Change(kind, index, 1, 0) for kind, indexes in wishes.items() for index in indexes)
    yield from (Change(Kind.ROLE, k, role.min, 0) for k, role in enumerate(brief.roles) if role.min)
    yield from (Change(Kind.BARRED, person, 0, 1) for person in brief.barred)
    yield from (Change(Kind.EXCLUSION, a, b, -1) for a, b in instance.exclusions)


def _changed(instance: Instance, changes: tuple[Change, ...]) -> Instance:
    for change in changes:
        instance = _applied(instance, change)
    return instance


def _has_team(instance: Instance) -> bool:
    """By enumeration."""
    sizes = range(min(len(instance.people), instance.briefs[0].size[1]) + 1)
    everybody = range(len(instance.people))
    subsets = chain.from_iterable(combinations(everybody, size) for size in sizes)
    return any(_ways(instance, 0, members) for members in subsets)


def _names(changes: tuple[Change, ...]) -> frozenset[tuple[Kind, int, int]]:
    """What gives way, however far; an exclusion is told by both people."""
    return frozenset((c.kind, c.index, c.was if c.kind == Kind.EXCLUSION else 0) for c in changes)


def _smallest_by_enumeration(instance: Instance) -> tuple[int, set[frozenset[tuple[Kind, int, int]]]]:
    """How many changes are needed, at least, and every such set; 3 and nothing when two are not enough."""
    for count in (1, 2):
        sets = combinations(_farthest(instance), count)
        found = {_names(changes) for changes in sets if _has_team(_changed(instance, changes))}
        if found:
            return count, found
    return 3, set()


def _gentler(change: Change) -> Change | None:
    """One step back, or None where there is no step."""
    step = {Kind.SIZE_MAX: -1, Kind.JOURNEY: -1, Kind.SIZE_MIN: 1, Kind.HOURS: 1, Kind.ROLE: 1}.get(
        change.kind
    )
    return None if step is None else replace(change, now=change.now + step)


def _valid(instance: Instance, found: Relaxation) -> bool:
    changed = _changed(instance, found.changes)
    objective = objective_of(changed, [found.team])
    return check(changed, as_solution(changed, {0: found.team}, objective)).valid


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), unknown=st.booleans())
def test_relaxations_are_all_the_smallest_and_as_small_as_they_can_be(seed: int, unknown: bool) -> None:
    instance = tiny_instance(seed, unknown=unknown)
    found = relaxations(instance, 0, limit=200)
    if _has_team(instance):
        assert found == ()
        assert seeking(instance, 0) == ()
        return
    count, sets = _smallest_by_enumeration(instance)
    assert all(len(one.changes) >= count for one in found)
    assert {_names(one.changes) for one in found if len(one.changes) == count} >= sets
    if count < 3:
        assert {_names(one.changes) for one in found if len(one.changes) == count} == sets
    counts = [len(one.changes) for one in found]
    assert counts == sorted(counts)
    assert relaxations(instance, 0, limit=2) == found[:2]
    for one in found[:6]:
        assert _valid(instance, one)
        for n, change in enumerate(one.changes):
            gentler = _gentler(change)
            rest = (*one.changes[:n], *one.changes[n + 1 :])
            assert not _has_team(_changed(instance, rest))
            assert gentler is None or not _has_team(_changed(instance, (*rest, gentler)))


def test_the_random_instances_need_every_kind_of_change() -> None:
    kinds, counts = set(), set()
    for seed in range(250):
        for one in relaxations(tiny_instance(seed), 0, limit=15):
            kinds |= {change.kind for change in one.changes}
            counts.add(len(one.changes))
    assert kinds == set(Kind)
    assert counts == {1, 2, 3}


def test_a_kind_that_is_kept_never_changes() -> None:
    seen = 0
    for seed in range(60):
        for one in relaxations(tiny_instance(seed), 0, keep={Kind.REQUIREMENT, Kind.EXCLUSION, Kind.JOURNEY}):
            seen += 1
            assert not {c.kind for c in one.changes} & {Kind.REQUIREMENT, Kind.EXCLUSION, Kind.JOURNEY}
            assert _valid(tiny_instance(seed), one)
    assert seen > 5


def _demands(wanted: Wanted) -> int:
    sides = (wanted.sector, wanted.learner, wanted.mentor)
    return len(wanted.requirements) + len(wanted.languages) + sum(side is not None for side in sides)


def _with(instance: Instance, wanted: Wanted) -> Instance | None:
    """The instance with the person looked for; None when nobody could be that person."""
    brief = instance.briefs[0]
    levels: dict[int, int] = {}
    for k in wanted.requirements:
        levels[brief.req[k].c] = max(brief.req[k].level, levels.get(brief.req[k].c, 0))
    if wanted.mentor is not None:
        wish = brief.req[wanted.mentor]
        levels[wish.c] = max(wish.level + 1, levels.get(wish.c, 0))
    if wanted.learner is not None:
        wish = brief.req[wanted.learner]
        if levels.get(wish.c, 0) >= wish.level or wish.level == 1:
            return None
        levels[wish.c] = wish.level - 1
    if any(level > 5 for level in levels.values()):
        return None
    own = set() if brief.lang is None else {brief.lang}
    person = Person(None, wanted.sector, None, frozenset(own | set(wanted.languages)), brief.hours, levels)
    return replace(instance, people=(*instance.people, person))


def _every_wanted(brief: Brief, sectors: int) -> Iterator[Wanted]:
    mandatory = [k for k, requirement in enumerate(brief.req) if requirement.mandatory]
    learner = [brief.learner.req] if brief.learner is not None and brief.learner.hard else []
    for sector in (None, *range(sectors)):
        for n in range(len(mandatory) + 1):
            for requirements in combinations(mandatory, n):
                for m in range(len(brief.lang_any) + 1):
                    for languages in combinations(brief.lang_any, m):
                        for low in (None, *learner):
                            for high in (None, *learner):
                                yield Wanted(sector, requirements, languages, (), low, high)


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), unknown=st.booleans())
def test_whom_to_look_for_is_enough_and_the_fewest_demands(seed: int, unknown: bool) -> None:
    instance = tiny_instance(seed, people=6, unknown=unknown)
    if _has_team(instance):
        return
    found = seeking(instance, 0)
    for one in found:
        for sector in one.sectors or (None,):
            with_one = _with(instance, replace(one, sector=sector))
            assert with_one is not None
            assert _has_team(with_one)
    demands = [_demands(one) for one in found]
    assert demands == sorted(demands)
    for other in _every_wanted(instance.briefs[0], len(instance.sectors)):
        if not found or _demands(other) < demands[0]:
            with_other = _with(instance, other)
            assert with_other is None or not _has_team(with_other)


def test_somebody_is_looked_for_in_many_random_instances() -> None:
    found = [one for seed in range(150) for one in seeking(tiny_instance(seed), 0)]
    assert len(found) > 10
    assert {bool(one.requirements) for one in found} == {True, False}
    assert any(one.sector is not None for one in found)


@pytest.mark.parametrize("seed", [1, 11, 13, 39, 54])
def test_relaxations_of_a_small_network_pass_the_independent_verifier(seed: int) -> None:
    document = generated("S", seed)
    instance = instance_from_document(document)
    found = relaxations(instance, 0)
    assert 1 <= len(found) <= 3
    for one in found:
        assert _valid(instance, one)
        brief = _changed(instance, one.changes).briefs[0]
        pilot = document["pilots"][0] | {
            "hours": brief.hours,
            "size": list(brief.size),
            "max_travel": brief.max_travel,
            "lang_any": list(brief.lang_any),
            "roles": [
                wish | {"min": role.min}
                for wish, role in zip(document["pilots"][0]["roles"], brief.roles, strict=True)
            ],
            "req": [
                wish | {"mandatory": requirement.mandatory}
                for wish, requirement in zip(document["pilots"][0]["req"], brief.req, strict=True)
            ],
            "learner": None
            if brief.learner is None
            else {"req": brief.learner.req, "hard": brief.learner.hard},
        }
        if brief.lang is not None:
            answer = {"instance": document["name"], "teams": {"0": list(one.team.members)}}
            assert verified(document | {"pilots": [pilot]}, answer)["valid"]


def test_a_contradictory_brief_is_refused() -> None:
    instance = tiny_instance(1)
    brief = replace(instance.briefs[0], size=(5, 1))
    with pytest.raises(InstanceRefused):
        relaxations(replace(instance, briefs=(brief,)), 0)
    with pytest.raises(InstanceRefused):
        seeking(replace(instance, briefs=(brief,)), 0)
