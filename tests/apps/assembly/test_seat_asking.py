"""Asking a group and its seats: whom, in which order, with which letters; taking back, prolonging, ending."""

import datetime as dt

import pytest

from tests.apps.assembly.asked import employ, faults, make_group, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Proposal, Seat
from voimala.assembly.models.agreeing import NotPossible
from voimala.assembly.services import (
    AlreadyAsked,
    CannotAsk,
    TooLate,
    answer_asking,
    ask_group,
    ask_instead,
    ask_seat,
    decide_and_ask,
    decide_group,
    end_askings,
    prolong_asking,
    remind,
    suggest_for_seat,
    take_back_asking,
    undo_decision,
)
from voimala.assembly.services.asking import suggestible_for
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.office.models import ActionLink, Message
from voimala.people.models import Availability, Booking, Person
from voimala.people.services import NotEnoughHours, stop_suggesting

State = Seat.State
MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor, now: dt.datetime) -> Group:
    return make_group(network, by, now)


def test_a_seat_is_asked_with_one_letter_and_its_hours_are_held(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    seat = seat_of(group, MUSICIAN)
    asking = ask_seat(by=by, seat=seat, now=now)
    seat = seat_of(group, MUSICIAN)
    assert (seat.state, asking.part) == (State.ASKED, Asking.Part.PERSON)
    [letter] = Message.objects.filter(key=f"asking:{asking.public_id}")
    assert letter.to == "musician@example.org"
    booking = Booking.objects.for_seats([seat.reference]).get()
    assert (booking.minutes, booking.state, booking.held_until) == (600, "held", seat.waits_until)
    days = (asking.last_day - group.network.today(now)).days
    assert days == 14
    assert faults(group.network) == []


def test_asking_a_group_leaves_out_only_seats_that_cannot_be_asked(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    Person.objects.filter(work_role=SOCIAL).update(email="")
    musician = Person.objects.get(work_role=MUSICIAN)
    Availability.objects.filter(person=musician).update(minutes=300)
    done = ask_group(by=by, group=group, now=now)
    why = {row.seat.person.work_role: row.why for row in done.not_asked if row.seat.person}
    assert set(why) == {SOCIAL, MUSICIAN}
    assert why[SOCIAL] != why[MUSICIAN]
    assert {asking.person.work_role for asking in done.asked if asking.person} >= {"Draamaopettaja"}
    assert faults(group.network) == []


def test_deciding_asks_in_the_same_deed(network: Network, by: Actor, now: dt.datetime) -> None:
    group = make_group(network, by, now)
    proposal = undo_decision(by=by, group=group, now=now)
    done = decide_and_ask(by=by, proposal=proposal, reason="Hyvä", now=now)
    assert done.asked
    assert Seat.objects.filter(group=done.group, state=State.ASKED).count() == len(
        [asking for asking in done.asked if asking.part == Asking.Part.PERSON]
    )


def test_a_decision_is_undone_until_somebody_is_asked(group: Group, by: Actor, now: dt.datetime) -> None:
    proposal = undo_decision(by=by, group=group, now=now)
    assert proposal.state == Proposal.State.OPEN
    assert not Group.objects.exists()
    again = decide_group(by=by, proposal=proposal, reason="Hyvä", now=now)
    ask_seat(by=by, seat=seat_of(again, MUSICIAN), now=now)
    take_back_asking(by=by, seat=seat_of(again, MUSICIAN), now=now)
    with pytest.raises(AlreadyAsked):
        undo_decision(by=by, group=again, now=now)


def test_taking_back_frees_hours_closes_links_and_tells_the_person(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    seat = take_back_asking(by=by, seat=seat_of(group, MUSICIAN), now=now)
    assert (seat.state, seat.person_id is not None) == (State.PROPOSED, True)
    assert not ActionLink.objects.filter(withdrawn_at=None).exists()
    assert Message.objects.filter(purpose="seat_cancelled", to="musician@example.org").count() == 1
    with pytest.raises(TooLate):
        answer_asking(by=by, asking=asking, answer="yes", now=now)
    assert faults(group.network) == []
    again = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    assert again.pk != asking.pk


def test_a_seat_is_not_asked_twice(group: Group, by: Actor, now: dt.datetime) -> None:
    ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    with pytest.raises(NotPossible):
        ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)


def test_time_runs_out_the_suggestion_stays_and_hours_are_free(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    just_before = asking.answer_by - dt.timedelta(seconds=1)
    assert end_askings(just_before) == 0
    assert end_askings(asking.answer_by) == 1
    assert end_askings(asking.answer_by) == 0
    seat = seat_of(group, MUSICIAN)
    assert seat.state == State.PROPOSED
    asking.refresh_from_db()
    assert asking.state == Asking.State.ENDED
    assert faults(group.network) == []


def test_more_time_holds_the_hours_and_the_answer_longer(group: Group, by: Actor, now: dt.datetime) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    later = now + dt.timedelta(days=10)
    seat = prolong_asking(by=by, seat=seat_of(group, MUSICIAN), now=later)
    assert end_askings(asking.answer_by) == 0
    answer_asking(by=by, asking=asking, answer="yes", now=asking.answer_by + dt.timedelta(days=1))
    assert seat_of(group, MUSICIAN).state == State.CONFIRMED
    assert seat.waits_until is not None
    assert faults(group.network) == []


def test_hours_that_do_not_suffice_are_told_and_nothing_is_asked(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    Availability.objects.filter(person__work_role=MUSICIAN).update(minutes=599)
    with pytest.raises(NotEnoughHours):
        ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    assert not Asking.objects.exists()
    assert not Message.objects.exists()


def test_without_an_address_the_coordinator_asks_herself(group: Group, by: Actor, now: dt.datetime) -> None:
    Person.objects.filter(work_role=MUSICIAN).update(email="")
    with pytest.raises(CannotAsk):
        ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now, letter=False)
    answer_asking(by=by, asking=asking, answer="yes", now=now, told=Asking.Told.COORDINATOR)
    assert seat_of(group, MUSICIAN).state == State.CONFIRMED
    assert not Message.objects.exists()


def test_the_supervisor_is_asked_first_where_the_employer_wants_it(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    lead = employ(Person.objects.get(work_role=MUSICIAN), "supervisor_first")
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    assert (asking.part, asking.contact) == (Asking.Part.SUPERVISOR, lead)
    assert not Message.objects.filter(to="musician@example.org").exists()
    assert seat_of(group, MUSICIAN).state == State.SUPERVISOR


def test_a_message_is_sent_again_once_a_day_and_both_links_answer(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    for _time in range(2):
        assert remind(by=by, asking=asking, now=now)
    assert Message.objects.filter(purpose="seat_invitation").count() == 2
    take_back_asking(by=by, seat=seat_of(group, MUSICIAN), now=now)
    asking.refresh_from_db()
    with pytest.raises(TooLate):
        remind(by=by, asking=asking, now=now)


def test_a_declined_seat_opens_with_its_alternatives_without_who_declined(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    seat = seat_of(group, MUSICIAN)
    declined = seat.person
    assert declined is not None
    asking = ask_seat(by=by, seat=seat, now=now)
    answer_asking(by=by, asking=asking, answer="no", now=now)
    opened = Seat.objects.get(pk=seat.pk)
    assert (opened.state, opened.person_id) == (State.OPEN, None)
    others = suggestible_for(opened)
    assert declined not in others
    with pytest.raises(CannotAsk):
        suggest_for_seat(by=by, seat=opened, person=declined, now=now)
    outsider = Person.objects.exclude(pk__in=Seat.objects.filter(person__isnull=False).values("person"))
    for person in outsider.exclude(pk__in=[row.pk for row in others]):
        with pytest.raises(CannotAsk):
            ask_instead(by=by, seat=opened, person=person, now=now)
    assert faults(group.network) == []


def test_withdrawal_opens_the_seat_at_once(group: Group, by: Actor, now: dt.datetime) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    confirmed = ask_seat(by=by, seat=seat_of(group, SOCIAL), now=now)
    answer_asking(by=by, asking=confirmed, answer="yes", now=now)
    for person in Person.objects.filter(work_role__in=(MUSICIAN, SOCIAL)):
        own = Actor(kind="link", name="own", only=Reference("person", person.public_id))
        stop_suggesting(by=own, person=person, now=now)
    assert Seat.objects.get(pk=asking.seat_id).state == State.OPEN
    assert Seat.objects.get(pk=confirmed.seat_id).state == State.CONFIRMED
    assert not ActionLink.objects.filter(subject_id=asking.public_id, withdrawn_at=None).exists()
    assert faults(group.network) == []
    with pytest.raises(TooLate):
        answer_asking(by=by, asking=asking, answer="yes", now=now)
