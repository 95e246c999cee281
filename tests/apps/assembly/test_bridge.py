"""Rows to the engine and back: nothing invented, nothing lost, unknown is never no."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.apps.assembly.makers import (
    ART,
    CARE,
    CHOIR,
    EVALUATION,
    SEATS,
    make_brief,
    make_need,
    make_people,
)
from tests.apps.factories import (
    know,
    make_commitment,
    make_municipality,
    make_network,
    make_organisation,
    make_person,
    make_unit,
)
from voimala.assembly.bridge import Answer, Problem, make_problem, solve_problem
from voimala.assembly.bridge.problem import SECTORS
from voimala.assembly.models import Proposal, ProposalNeed, ProposalPair, Run
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services import propose_group
from voimala.core.viewer import system
from voimala.networks.models import Network, Period, Sector
from voimala.people.models import Availability, Level, Limit, Person, Tie
from voimala.phenomena.models import Brief, Weight

ROBOT = system("test")


def problem_of(brief: Brief) -> Problem:
    fresh = Brief.objects.select_related("phenomenon__host_unit", "municipality", "network").get(pk=brief.pk)
    return make_problem(fresh, ROBOT)


def solved(brief: Brief) -> Answer:
    return solve_problem(problem_of(brief), seed=1, time_limit=10)


def chosen(answer: Answer) -> set[Person]:
    return {seat.person for seat in answer.best.seats if seat.person is not None}


def need_of(answer: Answer, code: str) -> ProposalNeed.State:
    found = [
        need for need in answer.best.needs if need.competence is not None and need.competence.code == code
    ]
    return ProposalNeed.State(found[0].state)


def test_what_is_not_known_goes_over_as_none(network: Network) -> None:
    person = make_person(network, "", None, minutes=None, municipality=None, languages=None)
    (sent,) = problem_of(make_brief(network)).instance.people
    assert (sent.org, sent.sector, sent.muni, sent.langs, sent.hours) == (None, None, None, None, None)
    assert sent.level(0) is None
    Availability.objects.filter(person=person).delete()
    (without_row,) = problem_of(make_brief(network, make_need(network))).instance.people
    assert without_row.hours is None


def test_known_absent_and_complete_profiles_are_a_no(network: Network) -> None:
    make_person(network, Sector.CULTURE, {ART: 5})
    told = make_person(network, Sector.CULTURE, None)
    know(told, ART, 0)
    complete, partly = problem_of(make_brief(network)).instance.people
    assert (complete.level(0), complete.level(1)) == (5, 0)
    assert (partly.level(0), partly.level(1)) == (0, None)


def test_only_competences_that_the_brief_asks_for_are_sent(network: Network) -> None:
    make_person(network, Sector.CULTURE, {ART: 5, CHOIR: 5, "luonto": 3})
    instance = problem_of(make_brief(network)).instance
    assert [competence.key for competence in instance.competences] == [ART, CARE, EVALUATION]
    assert dict(instance.people[0].comp) == {0: 5}


def test_hours_not_agreed_are_no_cap_and_held_hours_are_gone(network: Network) -> None:
    agreed, silent, unnamed = (make_organisation(network) for _ in range(3))
    promise = make_commitment(agreed, 3000)
    promise.held, promise.booked = 500, 700
    promise.save()
    make_commitment(silent, None)
    for organisation in (agreed, silent, unnamed):
        make_person(network, Sector.CULTURE, None, organisation=organisation)
    orgs = problem_of(make_brief(network)).instance.orgs
    assert [organisation.committed for organisation in orgs] == [1800, None, None]


def test_an_organisations_hours_limit_its_people_but_silence_does_not(network: Network) -> None:
    organisation = make_organisation(network)
    commitment = make_commitment(organisation, 600)
    for _ in range(3):
        make_person(network, Sector.CULTURE, {ART: 5}, organisation=organisation)
    brief = make_brief(network, seats={"art_leader": ("search", 2)}, asked={}, size_min=2, size_max=3)
    answer = solved(brief)
    assert not answer.has_group
    assert answer.status == Run.Status.INFEASIBLE
    commitment.minutes = None
    commitment.save()
    assert solved(brief).has_group


def test_people_without_hours_are_not_taken(network: Network) -> None:
    short = make_person(network, Sector.CULTURE, {ART: 5}, minutes=599)
    enough = make_person(network, Sector.CULTURE, {ART: 5}, minutes=600)
    unknown = make_person(network, Sector.SOCIAL, {CARE: 5}, minutes=None)
    answer = solved(make_brief(network, size_min=2, seats={"art_leader": ("search", 1)}))
    assert chosen(answer) == {enough, unknown}
    assert short not in chosen(answer)
    left = {seat.person: seat.minutes_left for seat in answer.best.seats}
    assert (left[enough], left[unknown]) == (0, None)


def test_an_unknown_necessary_skill_leaves_a_seat_to_ask(network: Network) -> None:
    make_person(network, Sector.CULTURE, {CARE: 3})
    silent = make_person(network, Sector.EDUCATION, None)
    answer = solved(make_brief(network, seats={"art_leader": ("search", 1)}, size_min=2, size_max=3))
    assert answer.has_group
    assert need_of(answer, ART) == ProposalNeed.State.TO_ASK
    (art,) = [need for need in answer.best.needs if need.competence and need.competence.code == ART]
    assert art.asks == (silent,)
    kinds = [seat.kind for seat in answer.best.seats]
    assert kinds.count(SeatKind.ASK) == (art.seat is not None)


def test_a_necessary_skill_that_everybody_lacks_is_a_no(network: Network) -> None:
    make_person(network, Sector.CULTURE, {CARE: 3})
    make_person(network, Sector.EDUCATION, {CARE: 3})
    answer = solved(make_brief(network, seats={"art_leader": ("search", 1)}, size_min=2))
    assert not answer.has_group
    assert [(conflict["kind"], conflict["code"]) for conflict in answer.conflicts] == [("no_candidate", ART)]


def test_a_strength_never_replaces_a_professional_skill_or_seat(network: Network) -> None:
    singer = make_person(network, Sector.HEALTH, {CHOIR: 5})
    asked = {ART: (1, Weight.MUST), CHOIR: (1, Weight.PLUS)}
    answer = solved(make_brief(network, seats={"art_leader": ("search", 1)}, asked=asked, size_min=1))
    assert not answer.has_group
    assert {conflict["kind"] for conflict in answer.conflicts} == {"no_role", "no_candidate"}
    musician = make_person(network, Sector.CULTURE, {ART: 5})
    other = make_brief(network, seats={"art_leader": ("search", 1)}, asked=asked, size_min=1)
    found = solved(other)
    assert need_of(found, ART) == need_of(found, CHOIR) == ProposalNeed.State.COVERED
    (leader,) = [seat for seat in found.best.seats if seat.wish == "art_leader"]
    assert leader.person == musician
    assert singer in chosen(found)


def test_peoples_limits_hold_in_their_period(network: Network) -> None:
    people = make_people(network)
    unit = make_unit(network)
    brief = make_brief(network, make_need(network, host_unit=unit))
    period = Period.objects.of(network).get()
    barred, first, second = people["youth"], people["social"], people["drama"]
    Limit.objects.create(network=network, person=barred, unit=unit, period=period)
    Limit.objects.create(network=network, person=second, other=first, period=period)
    names = chosen(solved(brief))
    assert barred not in names
    assert not {first, second} <= names
    start = period.ends
    later = Period.objects.create(
        network=network, name_fi="Myöhempi", starts=start, ends=start + dt.timedelta(days=90)
    )
    Limit.objects.update(period=later)
    assert chosen(solved(brief)) == set(people.values())


def test_people_who_do_not_want_or_are_gone_are_not_considered(network: Network) -> None:
    people = make_people(network)
    Person.objects.filter(pk=people["drama"].pk).update(may_be_suggested=False)
    Person.objects.filter(pk=people["youth"].pk).update(deleted_at="2026-01-01T00:00Z")
    assert problem_of(make_brief(network)).people == (people["musician"], people["social"])


def test_people_of_another_network_are_not_considered(network: Network, other_network: Network) -> None:
    make_people(other_network)
    assert problem_of(make_brief(network)).people == ()


def test_named_seats_take_room_and_count_in_their_sector(network: Network) -> None:
    make_people(network)
    seats = {"unit_worker": ("unit", 1), "health": ("search", 1), "expert": ("association", 2)}
    instance = problem_of(make_brief(network, seats=seats)).instance
    (brief,) = instance.briefs
    assert len(brief.named_seats) == 3
    minimum = {role.key: role.min for role in brief.roles}
    assert minimum == {"health": 2, "client": 2}
    assert brief.named_seats[0].sector == SECTORS.index("health")


@pytest.mark.parametrize("known", [True, False])
def test_the_unit_names_its_own_worker_whoever_was_to_find_it(network: Network, known: bool) -> None:
    make_people(network)
    unit = make_unit(network, sector=Sector.HEALTH) if known else None
    seats = {"art_leader": ("search", 1), "unit_worker": ("search", 1)}
    answer = solved(make_brief(network, make_need(network, host_unit=unit), seats=seats))
    own = [(seat.kind, seat.sector) for seat in answer.best.seats if seat.wish == "unit_worker"]
    assert own == [("unit", "health" if known else "")]


@pytest.mark.parametrize("named_by", ["association", "search"])
def test_an_expert_by_experience_is_found_by_name_only_where_the_brief_asks_for_that(
    network: Network, named_by: str
) -> None:
    make_people(network)
    expert = make_person(network, Sector.CLIENT, {ART: 5, CARE: 5}, kind=Person.Kind.EXPERT)
    problem = problem_of(make_brief(network, seats={**SEATS, "expert": (named_by, 1)}))
    answer = solve_problem(problem, seed=1, time_limit=10)
    assert (expert in chosen(answer)) == (named_by == "search")
    assert problem.considered == 5


def test_a_language_nobody_is_known_to_speak_is_asked(network: Network) -> None:
    people = make_people(network)
    silent = make_person(network, Sector.HEALTH, {}, languages=None)
    answer = solved(make_brief(network, languages_any=["sv"]))
    (language,) = [need for need in answer.best.needs if need.language]
    assert (language.language, language.state) == ("sv", ProposalNeed.State.TO_ASK)
    assert language.asks == (silent,)
    people["social"].languages = ["fi", "sv"]
    people["social"].save()
    spoken = next(
        need for need in solved(make_brief(network, languages_any=["sv"])).best.needs if need.language
    )
    assert spoken.state == ProposalNeed.State.COVERED
    assert len(spoken.covers) == 1


def test_ties_are_known_pairs(network: Network) -> None:
    people = make_people(network)
    Tie.objects.create(network=network, first=people["musician"], second=people["social"])
    answer = solved(make_brief(network))
    place = {seat.person: seat.position for seat in answer.best.seats}
    known = [(pair.first, pair.second) for pair in answer.best.pairs if pair.kind == ProposalPair.Kind.KNOWN]
    assert known == [tuple(sorted((place[people["musician"]], place[people["social"]])))]


def test_reading_takes_the_same_queries_for_few_and_many(network: Network) -> None:
    make_people(network)
    brief = make_brief(network)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert problem_of(brief).instance
        return len(captured)

    few = queries()
    for _ in range(27):
        make_person(network, Sector.SOCIAL, {CARE: 3}, organisation=make_organisation(network))
    assert queries() == few


people_drawn = st.lists(
    st.tuples(
        st.sampled_from(["", *Sector.values]),
        st.dictionaries(st.sampled_from([ART, CARE, EVALUATION]), st.sampled_from([0, *Level.values])),
        st.booleans(),
        st.sampled_from([None, None, 300, 600, 2400, 2400]),
        st.sampled_from([None, ["fi"], ["fi"], ["sv"], ["fi", "sv"]]),
        st.sampled_from([None, "Kuopio", "Iisalmi"]),
    ),
    min_size=2,
    max_size=8,
)


class TestFidelity(TestCase):
    """Random small networks: whatever is kept agrees with the rows it was made from."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        drawn=people_drawn,
        weights=st.tuples(*[st.sampled_from(Weight.values)] * 3),
        size_min=st.integers(1, 4),
        languages=st.sampled_from([[], ["sv"]]),
        named=st.sampled_from(["unit", "unit", "unit", "search"]),
    )
    def test_kept_rows_agree(
        self, drawn: list[Any], weights: tuple[str, ...], size_min: int, languages: list[str], named: str
    ) -> None:
        network = make_network("arvottu")
        make_person(network, Sector.CULTURE, {ART: Level.CAN_TEACH})
        for sector, skills, complete, minutes, spoken, place in drawn:
            person = make_person(
                network,
                sector,
                skills,
                minutes=minutes,
                languages=spoken,
                municipality=make_municipality(*PLACES[place]) if place else None,
            )
            Person.objects.filter(pk=person.pk).update(profile_complete=complete)
        asked = {code: (3, weight) for code, weight in zip((ART, CARE, EVALUATION), weights, strict=True)}
        seats = {"art_leader": ("search", 1), "unit_worker": (named, 1)}
        brief = make_brief(network, seats=seats, asked=asked, size_min=size_min, languages_any=languages)
        answer = solved(brief)
        event(f"group: {answer.has_group}")
        if answer.has_group:
            proposal = propose_group(by=ROBOT, brief=brief, now=dt.datetime.now(dt.UTC))
            agrees(proposal, brief)
        else:
            assert answer.conflicts


PLACES = {"Kuopio": ("Kuopio", 62.89, 27.68), "Iisalmi": ("Iisalmi", 63.56, 27.19)}


def agrees(proposal: Proposal, brief: Brief) -> None:
    seats = list(proposal.seats.select_related("person__unit"))
    people = [seat.person for seat in seats if seat.person]
    assert [seat.position for seat in seats] == list(range(1, len(seats) + 1))
    assert brief.size_min <= len(seats) <= brief.size_max
    assert len(people) == len(set(people))
    for person in people:
        free = Availability.objects.get(person=person).minutes
        assert free is None or free >= brief.minutes
        assert person.languages is None or brief.language in person.languages
    leader = next(seat for seat in seats if seat.wish == "art_leader")
    assert leader.person is not None
    assert leader.person.sector == Sector.CULTURE
    for need in proposal.needs.select_related("competence").prefetch_related("covers__seat__person"):
        need_agrees(need, people)
    met = [n for n in proposal.needs.all() if n.state in ("covered", "named")]
    assert (proposal.needs_met, proposal.needs_total) == (len(met), proposal.needs.count())
    assert proposal.run.bound >= proposal.run.objective - 1e-6


def need_agrees(need: ProposalNeed, people: list[Person]) -> None:
    enough = {cover.seat.person for cover in need.covers.all() if cover.enough}
    if need.language:
        assert enough == {person for person in people if need.language in (person.languages or ())}
    if need.competence is None:
        return
    able = {
        person
        for person in people
        if person.competences.filter(competence=need.competence, level__gte=need.level).exists()
    }
    assert enough == able
    assert (need.state == ProposalNeed.State.COVERED) == bool(able)
    if need.weight == Weight.MUST:
        assert need.state != ProposalNeed.State.UNCOVERED
