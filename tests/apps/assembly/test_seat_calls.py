"""Open calls for a seat, and one question to one person: who is reached, what an answer does."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.apps.assembly.askings import address_in, contact_for, seat_of
from tests.apps.assembly.makers import ART, CARE, EVALUATION
from tests.apps.factories import make_person, make_unit
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Call, Group, Proposal, Question, Seat
from voimala.assembly.services import (
    CallOver,
    NobodyToCall,
    QuestionOver,
    answer_question,
    ask_question,
    close_call,
    end_askings,
    open_call,
    take_volunteer,
    tell_own_skills,
    volunteer,
)
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Sector
from voimala.office.models import Message
from voimala.people.models import Booking, Competence, Consent, Level, Limit, Person

Said = Asking.State
WEEK = dt.timedelta(days=7)


@pytest.fixture
def seat(group: Group) -> Seat:
    """A seat that somebody of culture was suggested for, and nobody has been asked."""
    return seat_of(group, kind="person", wish="art_leader")


@pytest.fixture
def others(network: Network) -> dict[str, Person]:
    """Whom a call for culture reaches, and whom it does not."""
    unit = make_unit(network)
    contact_for(unit, "esihenkilo@example.org")
    return {
        "free": make_person(network, Sector.CULTURE, None, kind="freelancer", email="vapaa@example.org"),
        "employed": make_person(
            network,
            Sector.CULTURE,
            {ART: 3},
            email="tyo@example.org",
            organisation=unit.organisation,
            unit=unit,
        ),
        "not_known": make_person(network, "", None, kind="volunteer", email="ala@example.org"),
        "other_sector": make_person(network, Sector.HEALTH, None, email="terveys@example.org"),
        "no_address": make_person(network, Sector.CULTURE, None),
        "not_suggested": make_person(
            network, Sector.CULTURE, None, email="ei@example.org", may_be_suggested=False
        ),
    }


@pytest.fixture
def call(seat: Seat, others: dict[str, Person], member: User, now: dt.datetime) -> Call:
    return open_call(by=acting(member), seat=seat, text="Tule mukaan!", ends_at=now + WEEK, now=now)


def asking_of(call: Call, person: Person) -> Asking:
    found: Asking = call.askings.get(person=person)
    return found


def by_link(asking: Asking) -> Actor:
    return Actor(kind="link", name="link:1", only=asking.reference)


def say(asking: Asking, answer: Asking.State, now: dt.datetime) -> Asking:
    return volunteer(by=by_link(asking), asking=asking, answer=answer, now=now)


def test_a_call_for_a_seat_reaches_its_sector_and_unknown_is_not_no(
    call: Call, others: dict[str, Person]
) -> None:
    called = set(call.askings.values_list("person", flat=True))
    assert called == {others[who].pk for who in ("free", "employed", "not_known")}
    assert set(Message.objects.filter(purpose="seat_call").values_list("to", flat=True)) == {
        "vapaa@example.org",
        "tyo@example.org",
        "ala@example.org",
    }
    call.seat.refresh_from_db()
    assert (call.seat.state, call.seat.person) == (Seat.State.CALLED, None)


def test_a_limit_keeps_a_call_for_a_seat_away(
    group: Group, seat: Seat, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    brief, seated = group.brief, group.seats.exclude(person=None).exclude(pk=seat.pk).first()
    assert seated is not None
    common: dict[str, Any] = {"network": group.network, "period": brief.period}
    Limit.objects.create(person=others["free"], unit=brief.phenomenon.host_unit, **common)
    Limit.objects.create(person=seated.person, other=others["employed"], **common)
    call = open_call(by=acting(member), seat=seat, text="", ends_at=now + WEEK, now=now)
    assert [asking.person for asking in call.askings.all()] == [others["not_known"]]


def test_a_volunteer_without_an_employer_takes_the_seat_at_once(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    asking = say(asking_of(call, others["free"]), Said.YES, now)
    assert not Booking.objects.exists()
    seat = take_volunteer(by=acting(member), asking=asking, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.person) == (Seat.State.CONFIRMED, others["free"])
    assert Booking.objects.for_seats([seat.reference]).get().state == Booking.State.BOOKED


def test_the_supervisor_of_a_volunteer_is_asked_before_the_seat_is_confirmed(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    asking = say(asking_of(call, others["employed"]), Said.YES, now)
    seat = take_volunteer(by=acting(member), asking=asking, now=now)
    seat.refresh_from_db()
    assert seat.state == Seat.State.SUPERVISOR
    assert Booking.objects.for_seats([seat.reference]).get().state == Booking.State.HELD
    assert Message.objects.filter(to="esihenkilo@example.org", purpose="seat_supervisor").count() == 1


def test_taking_one_for_the_seat_ends_the_call_and_thanks_the_others(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    taken = say(asking_of(call, others["free"]), Said.YES, now)
    left = say(asking_of(call, others["not_known"]), Said.YES, now)
    take_volunteer(by=acting(member), asking=taken, now=now)
    call.refresh_from_db()
    assert call.closed_at == now
    over = Message.objects.get(purpose="seat_call_over")
    assert over.to == "ala@example.org"
    assert others["free"].name not in over.text
    assert asking_of(call, others["employed"]).state == Said.CLOSED
    with pytest.raises(CallOver):
        take_volunteer(by=acting(member), asking=left, now=now)
    with pytest.raises(CallOver):
        volunteer(by=by_link(left), asking=left, answer=Said.NO, now=now)


def test_a_changed_mind_about_a_called_seat_is_fine_while_the_call_is_open(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    asking = say(asking_of(call, others["free"]), Said.YES, now)
    asking = say(asking, Said.NO, now)
    with pytest.raises(CallOver):
        take_volunteer(by=acting(member), asking=asking, now=now)
    with pytest.raises(CallOver):
        volunteer(by=acting(member), asking=asking, answer=Said.YES, now=call.ends_at)


def test_a_decline_of_a_call_is_not_asked_again_for_the_same_seat(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    say(asking_of(call, others["free"]), Said.NO, now)
    seat = close_call(by=acting(member), call=call, now=now)
    assert seat.state == Seat.State.OPEN
    again = open_call(by=acting(member), seat=seat, text="", ends_at=now + WEEK, now=now)
    assert others["free"].pk not in set(again.askings.values_list("person", flat=True))


def test_a_call_that_ends_without_a_yes_opens_the_seat_and_with_one_it_waits(
    call: Call, others: dict[str, Person], now: dt.datetime
) -> None:
    asking = say(asking_of(call, others["free"]), Said.YES, now)
    end_askings(call.ends_at)
    call.seat.refresh_from_db()
    assert call.seat.state == Seat.State.CALLED
    Asking.objects.filter(pk=asking.pk).update(state=Said.NO)
    end_askings(call.ends_at)
    call.seat.refresh_from_db()
    call.refresh_from_db()
    assert call.seat.state == Seat.State.OPEN
    assert call.closed_at == call.ends_at


def test_a_call_that_reaches_nobody_leaves_the_seat_as_it_was(
    seat: Seat, member: User, now: dt.datetime
) -> None:
    with pytest.raises(NobodyToCall):
        open_call(by=acting(member), seat=seat, text="", ends_at=now + WEEK, now=now)
    seat.refresh_from_db()
    assert seat.state == Seat.State.PROPOSED
    assert not Call.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_call_for_a_seat_has_a_last_day_within_two_months(
    seat: Seat, others: dict[str, Person], member: User, now: dt.datetime, days: int
) -> None:
    with pytest.raises(NobodyToCall):
        open_call(by=acting(member), seat=seat, text="", ends_at=now + dt.timedelta(days=days), now=now)


def test_answers_to_a_call_for_a_seat_tell_the_trail_nothing_of_what_was_said(
    call: Call, others: dict[str, Person], now: dt.datetime
) -> None:
    say(asking_of(call, others["free"]), Said.YES, now)
    say(asking_of(call, others["not_known"]), Said.NO, now)
    told = [(event.deed, event.purpose, event.role) for event in Event.objects.filter(deed="seat_answered")]
    assert len(told) == 2
    assert told[0] == told[1]


def test_a_skill_told_in_a_call_for_a_seat_is_written_on_consent_by_the_person_only(
    call: Call, others: dict[str, Person], member: User, now: dt.datetime
) -> None:
    asking = say(asking_of(call, others["free"]), Said.YES, now)
    skill = Competence.objects.of(call.network).get(code=ART)
    with pytest.raises(NotAllowed):
        tell_own_skills(by=acting(member), asking=asking, skills={skill: Level.CAN}, now=now)
    assert tell_own_skills(by=by_link(asking), asking=asking, skills={skill: Level.CAN}, now=now) == 1
    known = others["free"].competences.get(competence=skill)
    assert (known.level, known.circle, known.origin) == (Level.CAN, "coordinator", "call")
    assert Consent.objects.in_force().get(person=others["free"]).kind == Consent.Kind.OPEN_CALLS


def test_an_open_call_is_answered_from_its_link_with_one_tap(
    call: Call, others: dict[str, Person], client: Client
) -> None:
    """And the profile is added to with another one: "Lisätäänkö profiiliisi?"."""
    address = address_in("vapaa@example.org", "seat_call")
    page = client.get(address).content.decode()
    assert "Tule mukaan!" in page
    assert client.post(address, {"answer": "yes"}).status_code == 302
    thanks = client.get(address).content.decode()
    skill = Competence.objects.of(call.network).get(code=ART)
    button = f"{skill.public_id}:{Level.CAN.value}"
    assert button in thanks
    assert client.post(address, {"skill": button}).status_code == 302
    assert others["free"].competences.get(competence=skill).level == Level.CAN
    assert button not in client.get(address).content.decode()


@pytest.fixture
def question(proposal: Proposal, people: dict[str, Person]) -> Question:
    Person.objects.filter(pk=people["youth"].pk).update(email="nuori@example.org")
    people["youth"].refresh_from_db()
    proposal.questions.all().delete()
    return Question.objects.create(
        network=proposal.network,
        proposal=proposal,
        person=people["youth"],
        order=9,
        about=Question.About.COMPETENCE,
        competence=Competence.objects.of(proposal.network).get(code=EVALUATION),
        gain=1.0,
        loss=0.0,
    )


def test_what_is_unknown_is_asked_once_and_answered_also_with_not_known(
    question: Question, member: User, now: dt.datetime
) -> None:
    asking = ask_question(by=acting(member), question=question, now=now)
    assert ask_question(by=acting(member), question=question, now=now) == asking
    letter = Message.objects.get(purpose="seat_question")
    for words in (str(question.proposal.run.brief.phenomenon), str(question.competence).lower()):
        assert words in letter.text
        assert words in letter.html
    for answer in (Said.UNKNOWN, Said.NO, Said.YES):
        answer_question(by=by_link(asking), asking=asking, answer=answer, now=now)
        asking.refresh_from_db()
        assert asking.state == answer
    assert not question.person.competences.filter(competence=question.competence).exists()
    with pytest.raises(QuestionOver):
        answer_question(by=by_link(asking), asking=asking, answer=Said.NO, now=asking.answer_by)


def test_the_unknown_is_not_asked_for_a_closed_proposal_or_of_somebody_not_suggested(
    question: Question, proposal: Proposal, member: User, now: dt.datetime
) -> None:
    Person.objects.filter(pk=question.person_id).update(may_be_suggested=False)
    with pytest.raises(QuestionOver):
        ask_question(by=acting(member), question=question, now=now)
    Person.objects.filter(pk=question.person_id).update(may_be_suggested=True)
    Proposal.objects.filter(pk=proposal.pk).update(state=Proposal.State.LEFT)
    with pytest.raises(QuestionOver):
        ask_question(by=acting(member), question=question, now=now)
    assert not Asking.objects.exists()


def test_an_unknown_skill_is_answered_by_link_and_added_with_a_tap(
    question: Question, member: User, now: dt.datetime, client: Client
) -> None:
    ask_question(by=acting(member), question=question, now=now)
    address = address_in("nuori@example.org", "seat_question")
    before = client.get(address).content.decode()
    assert str(question.competence).lower() in before.lower()
    assert client.post(address, {"answer": "yes"}).status_code == 302
    button = f"{question.competence.public_id}:{Level.CAN_TEACH.value}"
    assert button in client.get(address).content.decode()
    client.post(address, {"skill": button})
    assert question.person.competences.get(competence=question.competence).level == Level.CAN_TEACH
    profile = client.post(address, {"profile": "yes"})
    assert "/l/" in profile["Location"]
    other = Competence.objects.of(question.network).get(code=CARE)
    client.post(address, {"skill": f"{other.public_id}:5"})
    assert not question.person.competences.filter(competence=other).exists()
