"""Pinned and barred people: a pin that leaves no group is explained by what it conflicts with."""

from dataclasses import replace

import pytest

from tests.engine.reference import generated
from tests.engine.tiny import all_teams, tiny_instance
from voimala_engine.assembly import Instance, solve
from voimala_engine.assembly.check import check
from voimala_engine.assembly.files import instance_from_document
from voimala_engine.assembly.solution import Condition, ConditionKind, ConflictKind, Unstaffed


def _pinned(instance: Instance, *people: int) -> Instance:
    brief = replace(instance.briefs[0], pinned=frozenset(people), barred=frozenset())
    return replace(instance, briefs=(brief,))


def _named(unstaffed: Unstaffed) -> set[int]:
    """Pinned people whom the explanation names."""
    named = {person for conflict in unstaffed.conflicts for person in conflict.people}
    conditions = [condition for conflict in unstaffed.conflicts for condition in conflict.conditions]
    return named | {c.index for c in conditions if c.kind == ConditionKind.PINNED}


def test_a_pin_that_leaves_no_group_is_named_with_what_it_conflicts_with() -> None:
    kinds = set()
    for seed in range(120):
        instance = tiny_instance(seed)
        if not all_teams(_pinned(instance), 0):
            continue
        for person in (0, 1, 2):
            changed = _pinned(instance, person)
            solution = solve(changed)
            if all_teams(changed, 0):
                assert check(changed, solution).valid
                assert all(person in team.members for team in solution.teams.values())
                continue
            unstaffed = solution.unstaffed[0]
            assert _named(unstaffed) == {person}
            for conflict in unstaffed.conflicts:
                kinds.add(conflict.kind)
                assert len(conflict.conditions) > (conflict.kind == ConflictKind.TOGETHER)
    assert kinds == {ConflictKind.PINNED_NOT_ELIGIBLE, ConflictKind.TOGETHER}


def test_every_reason_why_a_pinned_person_cannot_come_is_told() -> None:
    document = generated("S", 2)
    brief = document["pilots"][0]
    person = document["people"][5]
    document["orgs"][person["org"]]["committed"] = 1
    person["hours"], person["langs"] = 0, [4]
    far = max(range(len(document["travel"])), key=lambda muni: document["travel"][muni][brief["muni"]])
    person["muni"] = far
    document["travel"][far][brief["muni"]] = document["travel"][brief["muni"]][far] = 500
    brief["pinned"], brief["barred"] = [5], []
    (conflict,) = solve(instance_from_document(document)).unstaffed[0].conflicts
    assert conflict.kind == ConflictKind.PINNED_NOT_ELIGIBLE
    assert conflict.people == (5,)
    assert conflict.conditions == (
        Condition(ConditionKind.TIME),
        Condition(ConditionKind.COMMITTED, person["org"]),
        Condition(ConditionKind.JOURNEY),
        Condition(ConditionKind.WORKING_LANGUAGE, brief["lang"]),
    )


@pytest.mark.parametrize("seed", [2, 6, 24])
def test_pinning_an_alternative_and_barring_a_member_are_solved_to_proof(seed: int) -> None:
    instance = instance_from_document(generated("S", seed))
    first = solve(instance)
    for member in first.teams[0].members:
        brief = instance.briefs[0]
        changed = replace(instance, briefs=(replace(brief, barred=brief.barred | {member}),))
        without = solve(changed)
        assert check(changed, without).valid
        assert without.objective <= first.objective + 1e-6
        assert all(member not in team.members for team in without.teams.values())
        kept = _pinned(instance, *(set(first.teams[0].members) - {member}))
        assert solve(kept).objective == pytest.approx(first.objective)
