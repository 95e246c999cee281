"""Why a brief has no team: proofs the verifier accepts, or a smallest set of conditions that conflict."""

from dataclasses import replace
from typing import Any

from tests.engine.reference import generated, verified
from tests.engine.tiny import all_teams, tiny_instance
from voimala_engine.assembly import Brief, Config, Instance, Organisation, Person, solution_document, solve
from voimala_engine.assembly.files import instance_from_document
from voimala_engine.assembly.instance import Competence, CompetenceKind, Requirement, Role
from voimala_engine.assembly.solution import Condition, ConditionKind, ConflictKind


def _proof_of(document: dict[str, Any]) -> dict[str, Any] | None:
    solution = solve(instance_from_document(document), Config())
    assert not solution.teams
    report = verified(document, solution_document(solution))
    assert report["errors"] == []
    return solution.unstaffed[0].proof


def test_generated_absences_carry_accepted_proofs() -> None:
    kinds = set()
    for seed in range(1, 41):
        document = generated("S", seed)
        solution = solve(instance_from_document(document), Config())
        if solution.teams:
            continue
        assert verified(document, solution_document(solution))["errors"] == []
        proof = solution.unstaffed[0].proof
        kinds.add(None if proof is None else proof["kind"])
    assert "no_candidate" in kinds


def test_each_kind_of_proof_is_given_and_accepted() -> None:
    no_role = generated("S", 2)
    no_role["pilots"][0]["roles"][0]["min"] = 200
    assert _proof_of(no_role) == {"kind": "no_role", "role": 0}

    no_language = generated("S", 2)
    for person in no_language["people"]:
        person["langs"] = [language for language in person["langs"] if language != 4] or [0]
    no_language["pilots"][0]["lang_any"] = [4]
    assert _proof_of(no_language) == {"kind": "no_language", "lang": 4}

    cover_size = generated("S", 2)
    cover_size["pilots"][0]["size"] = [1, 2]
    assert _proof_of(cover_size) == {"kind": "cover_size", "size": 2}

    no_candidate = generated("S", 2)
    rare = no_candidate["pilots"][0]["req"][0]["c"]
    for person in no_candidate["people"]:
        person["comp"] = [pair for pair in person["comp"] if pair[0] != rare]
    assert _proof_of(no_candidate) == {"kind": "no_candidate", "req": 0}


def test_conditions_that_conflict_only_together_are_named_without_proof() -> None:
    """Two people from one organisation would do, but its agreed time is enough for one."""
    person = Person(org=0, sector=0, muni=None, langs=None, hours=None)
    instance = Instance(
        name="together",
        sectors=("one",),
        orgs=(Organisation(committed=8),),
        people=(person, person),
        briefs=(
            Brief(
                muni=None,
                hours=8,
                size=(1, 2),
                lang=None,
                max_travel=0,
                roles=(Role("r", frozenset({0}), 2),),
            ),
        ),
    )
    unstaffed = solve(instance).unstaffed[0]
    assert unstaffed.proof is None
    assert unstaffed.conflicts[0].kind == ConflictKind.TOGETHER
    assert set(unstaffed.conflicts[0].conditions) == {
        Condition(ConditionKind.ROLE, 0),
        Condition(ConditionKind.COMMITTED),
    }
    assert "committed hours" in unstaffed.reason


def test_a_pinned_person_who_cannot_come_is_named() -> None:
    document = generated("S", 2)
    document["people"][5]["hours"] = 0
    document["pilots"][0]["pinned"] = [5]
    solution = solve(instance_from_document(document))
    kinds = [conflict.kind for conflict in solution.unstaffed[0].conflicts]
    assert kinds == [ConflictKind.PINNED_NOT_ELIGIBLE]
    assert solution.unstaffed[0].proof is None


def _only(instance: Instance, kept: set[Condition]) -> Instance:
    """The instance with all other conditions of its brief dropped."""
    brief, people = instance.briefs[0], len(instance.people)
    kinds = {condition.kind for condition in kept}
    relaxed = replace(
        brief,
        size=(
            brief.size[0] if ConditionKind.SIZE_MIN in kinds else 0,
            brief.size[1] if ConditionKind.SIZE_MAX in kinds else people,
        ),
        roles=tuple(
            role if Condition(ConditionKind.ROLE, k) in kept else replace(role, min=0)
            for k, role in enumerate(brief.roles)
        ),
        req=tuple(
            req if Condition(ConditionKind.REQUIREMENT, k) in kept else replace(req, mandatory=False)
            for k, req in enumerate(brief.req)
        ),
        lang_any=tuple(one for one in brief.lang_any if Condition(ConditionKind.LANGUAGE, one) in kept),
        learner=brief.learner if ConditionKind.LEARNER in kinds else None,
        pinned=frozenset(one for one in brief.pinned if Condition(ConditionKind.PINNED, one) in kept),
    )
    orgs = instance.orgs
    if ConditionKind.COMMITTED not in kinds:
        plenty = (
            replace(org, committed=(org.committed or 0) * (100 if org.committed >= brief.hours else 1))
            if org.committed is not None
            else org
            for org in orgs
        )
        orgs = tuple(plenty)
    exclusions = instance.exclusions if ConditionKind.EXCLUSIONS in kinds else frozenset[tuple[int, int]]()
    return replace(instance, briefs=(relaxed,), orgs=orgs, exclusions=exclusions)


def test_a_smallest_conflict_is_a_conflict_and_smallest() -> None:
    seen = 0
    for seed in range(400, 600):
        instance = tiny_instance(seed, unknown=False)
        for unstaffed in solve(instance).unstaffed.values():
            for conflict in unstaffed.conflicts:
                if conflict.kind != ConflictKind.TOGETHER:
                    continue
                seen += 1
                conditions = set(conflict.conditions)
                assert not all_teams(_only(instance, conditions), 0)
                for condition in conditions:
                    assert all_teams(_only(instance, conditions - {condition}), 0), condition
    assert seen > 5


def test_what_only_unknown_people_could_meet_is_left_open_not_impossible() -> None:
    known = Person(org=None, sector=0, muni=None, langs=None, hours=None)
    unknown = replace(known, profile_known=False)
    brief = Brief(
        muni=None,
        hours=8,
        size=(2, 3),
        lang=None,
        max_travel=0,
        req=(Requirement(0, 3, 10.0, mandatory=True),),
    )
    instance = Instance(
        name="open",
        sectors=("one",),
        competences=(Competence(CompetenceKind.PROFESSIONAL),),
        people=(known, known, unknown),
        briefs=(brief,),
    )
    team = solve(instance).teams[0]
    (seat,) = team.open_seats
    assert seat.reserved
    assert seat.could_be_asked == (2,)
    assert len(team.members) == 1
    nobody = replace(instance, people=(known, known))
    proof = solve(nobody).unstaffed[0].proof
    assert proof == {"kind": "no_candidate", "req": 0}
