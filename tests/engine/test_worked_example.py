"""The table of docs/algorithms/assembly.md is what the engine computes."""

import pytest

from voimala_engine.assembly import Brief, Instance, Organisation, Person, solve
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
