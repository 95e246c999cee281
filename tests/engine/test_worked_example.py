"""The tables of docs/algorithms/assembly.md are what the engine computes."""

from dataclasses import replace

import pytest

from voimala_engine.assembly import (
    Brief,
    Change,
    ChangeKind,
    Instance,
    Organisation,
    Person,
    Wanted,
    alternatives,
    questions,
    relaxations,
    seeking,
    solve,
    ways,
)
from voimala_engine.assembly.check import team_worth
from voimala_engine.assembly.instance import Competence, CompetenceKind, Municipality, Requirement, Role

CULTURE, CARE, EDUCATION = 0, 1, 2
MUSIC, DRAWING = 0, 1
AINO, BO, CIA, DAN, EVE = range(5)
TEN, TWENTY_FIVE, FIVE, FORTY = 1, 2, 0, 3


def _person(sector: int, place: int, comp: dict[int, int], org: int | None = None) -> Person:
    return Person(org=org, sector=sector, muni=place, langs=None, hours=None, comp=comp)


def _instance() -> Instance:
    minutes = (5, 10, 25, 40)
    travel = tuple(tuple(5 if a == b else max(minutes[a], minutes[b]) for b in range(4)) for a in range(4))
    return Instance(
        name="worked example",
        sectors=("culture", "care", "education"),
        municipalities=(Municipality(0),) * 4,
        travel=travel,
        competences=(Competence(CompetenceKind.PROFESSIONAL), Competence(CompetenceKind.STRENGTH)),
        orgs=(Organisation(committed=None, uses=frozenset({DRAWING})), Organisation(committed=None)),
        people=(
            _person(CULTURE, TEN, {MUSIC: 4}),
            _person(CULTURE, TWENTY_FIVE, {MUSIC: 3, DRAWING: 2}, org=0),
            _person(CARE, FIVE, {}),
            _person(CARE, FORTY, {DRAWING: 3}, org=1),
            _person(EDUCATION, FIVE, {}),
        ),
        ties=frozenset({(AINO, CIA)}),
        briefs=(
            Brief(
                muni=FIVE,
                hours=16,
                size=(2, 3),
                lang=None,
                max_travel=60,
                roles=(Role("culture", frozenset({CULTURE}), 1), Role("care", frozenset({CARE}), 1)),
                req=(Requirement(MUSIC, 3, 30, mandatory=True), Requirement(DRAWING, 2, 10, mandatory=False)),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("members", "worth"),
    [((AINO, CIA), 1030), ((AINO, DAN), 1038), ((AINO, DAN, EVE), 1039), ((AINO, CIA, DAN), 1043)],
)
def test_the_table_is_right(members: tuple[int, ...], worth: int) -> None:
    assert team_worth(_instance(), 0, members) == worth


def test_the_best_of_the_table_is_the_proven_best() -> None:
    solution = solve(_instance())
    assert solution.teams[0].members == (AINO, CIA, DAN)
    assert (solution.objective, solution.bound, str(solution.status)) == (1043, 1043, "optimal")


def test_the_ways_of_the_table() -> None:
    solution = solve(_instance())
    found = ways(_instance(), solution, 0)
    assert [(way.team.members, way.objective) for way in found] == [
        ((AINO, CIA, DAN), 1043),
        ((BO, DAN, EVE), 1037),
    ]
    nearer = ways(_instance(), solution, 0, differ=1)
    assert [way.team.members for way in nearer] == [(AINO, CIA, DAN), (AINO, DAN, EVE), (BO, DAN, EVE)]


def test_unknown_the_questions_of_the_table() -> None:
    people = [replace(person, hours=24) for person in _instance().people]
    people[AINO] = replace(people[AINO], comp={}, profile_known=False)
    people[BO] = replace(people[BO], comp={DRAWING: 2})
    people[DAN] = replace(people[DAN], hours=None)
    people[EVE] = replace(people[EVE], profile_known=False)
    instance = replace(_instance(), people=tuple(people))
    solution = solve(instance)
    assert (solution.teams[0].members, solution.objective) == ((AINO, DAN), 1008)
    found = questions(instance, solution, 0)
    told = [(q.person, q.kind.value, q.level, q.gain, q.loss, len(q.closes)) for q in found]
    assert told == [
        (AINO, "competence", 3, 35, 0, 1),
        (EVE, "competence", 3, 31, 2, 1),
        (DAN, "hours", 0, 0, 7, 0),
    ]
    assert [q.if_yes.members for q in found if q.if_yes] == [(AINO, CIA, DAN), (AINO, DAN, EVE), (AINO, DAN)]
    assert [q.if_no.members for q in found if q.if_no] == [(AINO, DAN), (BO, DAN), (BO, CIA)]


def test_the_changes_of_the_table_and_whom_to_look_for() -> None:
    people = [replace(person, hours=24) for person in _instance().people]
    people[DAN] = replace(people[DAN], hours=12)
    (brief,) = _instance().briefs
    brief = replace(brief, max_travel=20, req=(brief.req[0], replace(brief.req[1], mandatory=True)))
    instance = replace(_instance(), people=tuple(people), briefs=(brief,))
    assert not solve(instance).teams
    assert [(one.changes, one.team.members) for one in relaxations(instance, 0)] == [
        ((Change(ChangeKind.JOURNEY, -1, 20, 25),), (AINO, BO, CIA)),
        ((Change(ChangeKind.REQUIREMENT, 1, 1, 0),), (AINO, CIA, EVE)),
    ]
    assert seeking(instance, 0) == (Wanted(None, (1,), ()),)


def test_the_alternatives_of_the_table() -> None:
    seats = alternatives(_instance(), solve(_instance()), 0)
    told = [
        (seat.person, one.person, one.loss, one.loses, one.new_pairs, one.ties)
        for seat in seats
        for one in seat.others
    ]
    assert told == [
        (AINO, BO, 9, (), 1, -1),
        (CIA, EVE, 4, (), 2, -1),
        (CIA, BO, 9, (), 1, -1),
        (DAN, BO, 7, (), 0, 0),
        (DAN, EVE, 12, (1,), 1, 0),
    ]
