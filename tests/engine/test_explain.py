"""Explanations and alternatives say what a recomputation from the instance says."""

from dataclasses import replace

import pytest

from tests.engine.reference import generated
from tests.engine.tiny import _ways, as_solution, objective_of, tiny_instance
from voimala_engine.assembly import Instance, Solution, Team, alternatives, explain, solve
from voimala_engine.assembly.check import check, eligible, team_worth
from voimala_engine.assembly.explanation import TeamExplanation
from voimala_engine.assembly.files import instance_from_document
from voimala_engine.assembly.instance import NamedSeat
from voimala_engine.assembly.swaps import Alternative


def _solved(seed: int) -> tuple[Instance, Solution]:
    instance = instance_from_document(generated("S", seed))
    solution = solve(instance)
    assert solution.teams
    return instance, solution


def test_the_explanation_adds_up() -> None:
    instance, solution = _solved(2)
    brief, team = instance.briefs[0], solution.teams[0]
    found = explain(instance, solution, 0)
    assert [member.person for member in found.members] == list(team.members)
    assert found.parts.total == pytest.approx(team.value)
    assert found.parts.pair == instance.weights.pair * min(instance.weights.pair_cap, len(found.new_pairs))
    for member in found.members:
        person = instance.people[member.person]
        assert member.remaining == (person.hours or 0) - brief.hours
        assert member.minutes == instance.travel[person.muni or 0][brief.muni or 0]
        for k, level in member.covers:
            assert person.comp[brief.req[k].c] == level >= brief.req[k].level
        assert not member.not_known
    for requirement in found.requirements:
        wanted = brief.req[requirement.req]
        able = {p for p in team.members if instance.people[p].comp.get(wanted.c, 0) >= wanted.level}
        assert {person for person, _ in requirement.covered_by} == able
        assert requirement.covered == bool(able)
        assert requirement.covered or not wanted.mandatory


@pytest.mark.parametrize("seed", [2, 6, 24])
def test_each_alternative_is_valid_and_costs_what_it_says(seed: int) -> None:
    instance, solution = _solved(seed)
    seats = alternatives(instance, solution, 0)
    members = solution.teams[0].members
    assert [seat.person for seat in seats] == list(members)
    for seat in seats:
        assert [one.loss for one in seat.others] == sorted(one.loss for one in seat.others)
        offered = {one.person for one in seat.others}
        for person in range(len(instance.people)):
            if person in members or not eligible(instance, instance.briefs[0], person):
                assert person not in offered
                continue
            swapped = tuple(sorted({*members, person} - {seat.person}))
            team = Team(0, swapped, team_worth(instance, 0, swapped))
            objective = objective_of(instance, [team])
            assert check(instance, as_solution(instance, {0: team}, objective)).valid == (person in offered)
            for one in seat.others:
                if one.person == person:
                    assert one.loss == pytest.approx(solution.objective - objective, abs=1e-6)
                    assert one.loss >= -1e-4


def test_unknown_alternatives_are_all_and_say_what_would_differ() -> None:
    """On tiny instances with everything not known that can be: against enumeration and the explanation."""
    offered = opened = 0
    for seed in range(250):
        instance = tiny_instance(seed)
        solution = solve(instance)
        if not solution.teams:
            continue
        team, brief = solution.teams[0], instance.briefs[0]
        before = explain(instance, solution, 0)
        for seat in alternatives(instance, solution, 0):
            assert seat.minutes == before.members[team.members.index(seat.person)].minutes
            others = {one.person: one for one in seat.others}
            for person in set(range(len(instance.people))) - set(team.members):
                swapped = tuple(sorted({*team.members, person} - {seat.person}))
                found = [one for one in _ways(instance, 0, swapped) if not _opens_more(one, team)]
                assert bool(found) == (person in others and seat.person not in brief.pinned)
                if found:
                    _compare(instance, solution, found[0], others[person], before)
                    offered += 1
                    opened += bool(found[0].open_seats)
    assert offered > 50
    assert opened > 5


def _opens_more(team: Team, than: Team) -> bool:
    return len(team.open_seats) > len(than.open_seats)


def _compare(
    instance: Instance, solution: Solution, team: Team, told: Alternative, before: TeamExplanation
) -> None:
    objective = objective_of(instance, [team])
    after = explain(instance, as_solution(instance, {0: team}, objective), 0)
    assert told.loss == pytest.approx(solution.objective - objective, abs=1e-6)
    covered = [{one.req for one in found.requirements if one.covered} for found in (before, after)]
    assert set(told.loses) == covered[0] - covered[1]
    assert set(told.gains) == covered[1] - covered[0]
    assert told.new_pairs == len(after.new_pairs) - len(before.new_pairs)
    assert told.ties == len(after.ties) - len(before.ties)
    member = next(one for one in after.members if one.person == told.person)
    assert (told.minutes, told.not_known) == (member.minutes, member.not_known)


def test_alternatives_respect_the_hours_of_other_teams() -> None:
    instance = instance_from_document(generated("M", 2, pilots=4, people=200))
    solution = solve(instance)
    seen = 0
    for brief in solution.teams:
        for seat in alternatives(instance, solution, brief):
            for one in seat.others[:3]:
                seen += 1
                members = tuple(sorted({*solution.teams[brief].members, one.person} - {seat.person}))
                team = Team(brief, members, team_worth(instance, brief, members))
                teams = {**solution.teams, brief: team}
                objective = objective_of(instance, list(teams.values()))
                assert check(instance, as_solution(instance, teams, objective)).valid
                assert one.loss == pytest.approx(solution.objective - objective, abs=1e-6)
    assert seen > 10


def test_what_is_not_known_about_a_member_is_told() -> None:
    told = 0
    for seed in range(100):
        instance = tiny_instance(seed)
        solution = solve(instance)
        if not solution.teams:
            continue
        for member in explain(instance, solution, 0).members:
            person = instance.people[member.person]
            told += bool(member.not_known)
            assert member.not_known.hours == (person.hours is None)
            assert member.not_known.municipality == (person.muni is None)
            assert (member.minutes is None) == (person.muni is None)
            assert member.not_known.sector == (person.sector is None)
    assert told > 20


def test_a_named_seat_meets_its_requirement_in_the_explanation() -> None:
    document = generated("S", 2)
    instance = instance_from_document(document)
    brief = instance.briefs[0]
    named = replace(brief, named_seats=(NamedSeat(sector=0, meets=frozenset({0})),))
    changed = replace(instance, briefs=(named,))
    solution = solve(changed)
    found = explain(changed, solution, 0)
    assert found.requirements[0].named_seats == (0,)
    assert found.requirements[0].covered
    assert len(solution.teams[0].members) <= brief.size[1] - 1
    assert check(changed, solution).valid
