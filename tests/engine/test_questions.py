"""Unknown is not no: what to ask first, every gain and loss against plain enumeration."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.tiny import as_solution, best_single, objective_of, tiny_instance
from voimala_engine.assembly import Config, Instance, Question, QuestionKind, Team, questions, solve
from voimala_engine.assembly.check import check
from voimala_engine.assembly.instance import (
    Brief,
    Competence,
    CompetenceKind,
    Person,
    Requirement,
    Weights,
)
from voimala_engine.assembly.solution import NeedKind, Solution


def _answered(instance: Instance, question: Question, *, yes: bool) -> Instance:
    """The instance with the answer filled in, written down independently of the engine."""
    brief, who = instance.briefs[0], question.person
    person = instance.people[who]
    if question.kind == QuestionKind.COMPETENCE:
        competence = brief.req[question.index].c
        if yes:
            person = replace(person, comp={**person.comp, competence: question.level})
        else:
            person = replace(person, absent=person.absent | {competence})
    elif question.kind == QuestionKind.LANGUAGE:
        own = set() if brief.lang is None else {brief.lang}
        assert person.langs is None
        if question.index != brief.lang:
            person = replace(person, langs=frozenset(own | ({question.index} if yes else set())))
        elif not yes:
            person = replace(person, langs=frozenset())
    elif question.kind == QuestionKind.HOURS:
        assert person.hours is None
        person = person if yes else replace(person, hours=0)
    elif question.kind == QuestionKind.PLACE:
        assert person.muni is None
        if not yes:
            return replace(instance, briefs=(replace(brief, barred=brief.barred | {who}),))
    elif yes:
        person = replace(person, sector=question.index)
    return replace(instance, people=tuple(person if n == who else p for n, p in enumerate(instance.people)))


def _best(instance: Instance) -> tuple[tuple[int, int] | None, float]:
    """Open needs and those without a place (None: no team) and the objective, by enumeration."""
    nothing = objective_of(instance, [])
    best = best_single(instance)
    if best is None or best[1] <= nothing + 1e-9:
        return None, nothing
    return best


def _opened(team: Team | None) -> tuple[int, int] | None:
    return (
        None if team is None else (len(team.open_seats), sum(not seat.reserved for seat in team.open_seats))
    )


def _solved(seed: int) -> tuple[Instance, Solution]:
    instance = tiny_instance(seed)
    return instance, solve(instance, Config(time_limit=20))


@settings(max_examples=80)
@given(seed=st.integers(0, 10**6))
def test_unknown_each_gain_and_loss_is_that_of_a_fresh_search(seed: int) -> None:
    instance, solution = _solved(seed)
    found = questions(instance, solution, 0, limit=7)
    assert len({question.person for question in found}) == len(found)
    for question in found:
        assert question.checked
        for yes, team, points in (
            (True, question.if_yes, question.gain),
            (False, question.if_no, -question.loss),
        ):
            told = _answered(instance, question, yes=yes)
            opened, objective = _best(told)
            assert points == pytest.approx(objective - solution.objective, abs=1e-3)
            assert _opened(team) == opened
            if team is not None:
                assert check(told, as_solution(told, {0: team}, objective_of(told, [team]))).valid
        _matters(solution.teams[0], question)


def _matters(team: Team, question: Question) -> None:
    assert question.if_yes is not None
    left = {seat.need for seat in question.if_yes.open_seats}
    assert set(question.closes) == {seat.need for seat in team.open_seats} - left
    better = len(question.if_yes.open_seats) < len(team.open_seats) or question.gain > 0
    refused = question.if_no
    worse = refused is None or len(refused.open_seats) > len(team.open_seats) or question.loss > 0
    assert better or worse
    if question.gain <= 0 and not question.closes:
        assert question.person in team.members


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6))
def test_unknown_no_single_yes_about_a_bare_requirement_beats_the_first_question(seed: int) -> None:
    instance, solution = _solved(seed)
    if 0 not in solution.teams:
        assert questions(instance, solution, 0) == ()
        return
    team, brief = solution.teams[0], instance.briefs[0]
    found = questions(instance, solution, 0, limit=7)
    best = min((_key(question) for question in found), default=(_opened(team), 0.0))
    asked_else = {question.person for question in found if question.gain <= 0 and not question.closes}
    met = {k for seat in brief.named_seats for k in seat.meets}
    for k, req in enumerate(brief.req):
        known = any((instance.people[p].level(req.c) or 0) >= req.level for p in team.members)
        for who, person in enumerate(instance.people):
            if known or k in met or who in asked_else or person.level(req.c) is not None:
                continue
            yes = Question(who, QuestionKind.COMPETENCE, k, 0, 0, (), (), None, None, True, req.level)
            opened, objective = _best(_answered(instance, yes, yes=True))
            if opened is not None:
                assert best <= (opened, solution.objective - objective + 1e-3)


def _key(question: Question) -> tuple[tuple[int, int], float]:
    opened = _opened(question.if_yes)
    assert opened is not None
    return opened, -question.gain


def test_unknown_the_random_instances_raise_every_kind_of_question() -> None:
    kinds, lost = set(), 0
    for seed in range(250):
        instance, solution = _solved(seed)
        for question in questions(instance, solution, 0):
            kinds.add(question.kind)
            lost += question.if_no is None
    assert kinds == set(QuestionKind)
    assert lost > 3


def test_unknown_at_most_three_people_and_the_open_need_first() -> None:
    """Five people of whom only hours and sectors are known; music is a must, drawing would be nice."""
    known = Person(org=None, sector=0, muni=None, langs=None, hours=10, profile_known=True)
    people = tuple(replace(known, sector=n % 2, profile_known=False) for n in range(5))
    brief = Brief(
        muni=None,
        hours=5,
        size=(2, 3),
        lang=None,
        max_travel=0,
        req=(Requirement(0, 3, 30, mandatory=True), Requirement(1, 2, 10, mandatory=False)),
    )
    instance = Instance(
        "thin",
        people,
        (brief,),
        competences=(Competence(CompetenceKind.PROFESSIONAL), Competence(CompetenceKind.STRENGTH)),
        sectors=("culture", "care"),
        weights=Weights(),
    )
    solution = solve(instance)
    assert [seat.need.index for seat in solution.teams[0].open_seats] == [0]
    found = questions(instance, solution, 0)
    assert len(found) == 3
    assert found[0].index == 0
    assert found[0].level == 3
    assert [need.kind for need in found[0].closes] == [NeedKind.REQUIREMENT]
    assert found[0].covers == (0,)
    assert {question.index for question in found} == {0, 1}
    assert questions(instance, solution, 0, limit=0) == ()
