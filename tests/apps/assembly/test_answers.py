"""Answers of people and supervisors: what each does to the seat, and who learns of it."""

import datetime as dt

import pytest

from tests.apps.assembly.asked import asking_of, employ, faults, make_group, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.models.agreeing import NotPossible
from voimala.assembly.services import (
    Terms,
    TermsMissing,
    TooLate,
    answer_asking,
    answer_supervisor,
    ask_seat,
    ask_supervisor,
    confirm_seat,
)
from voimala.assembly.services.answering import terms_as_asked
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.people.models import Booking, Person

State = Seat.State
MUSICIAN = "Musiikkipedagogi"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor, now: dt.datetime) -> Group:
    return make_group(network, by, now)


def link_to(asking: Asking) -> Actor:
    return Actor(kind="link", name="link", only=asking.reference)


def asked(group: Group, by: Actor, now: dt.datetime) -> Asking:
    return ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)


def employed(group: Group, by: Actor, now: dt.datetime, order: str = "person_first") -> Asking:
    employ(Person.objects.get(work_role=MUSICIAN), order)
    return asked(group, by, now)


def test_a_freelancers_yes_confirms_the_seat_and_books_the_hours(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = asked(group, by, now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)
    assert seat.state == State.CONFIRMED
    assert Booking.objects.for_seats([seat.reference]).get().state == "booked"
    assert Message.objects.filter(purpose="seat_confirmed").count() == 1
    assert faults(group.network) == []


def test_an_employees_yes_asks_the_supervisor_who_books_the_agreed_hours(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = employed(group, by, now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)
    assert seat.state == State.SUPERVISOR
    request = asking_of(seat, "supervisor")
    terms = terms_as_asked(seat)
    fewer = Terms(480, terms.starts, terms.ends, Seat.Substitute.PAID, 12_000)
    confirmed = answer_supervisor(by=link_to(request), asking=request, terms=fewer, now=now)
    assert (confirmed.state, confirmed.minutes, confirmed.compensation_cents) == (
        State.CONFIRMED,
        480,
        12_000,
    )
    assert Booking.objects.for_seats([seat.reference]).get().minutes == 480
    assert faults(group.network) == []


def test_in_the_supervisors_order_the_person_is_asked_next(group: Group, by: Actor, now: dt.datetime) -> None:
    request = employed(group, by, now, "supervisor_first")
    seat = seat_of(group, MUSICIAN)
    assert request.part == Asking.Part.SUPERVISOR
    seat = answer_supervisor(by=link_to(request), asking=request, terms=terms_as_asked(seat), now=now)
    assert seat.state == State.ASKED
    own = asking_of(seat)
    seat = answer_asking(by=link_to(own), asking=own, answer="no", now=now)
    assert seat.state == State.OPEN
    seat = answer_asking(by=link_to(own), asking=own, answer="yes", now=now)
    assert seat.state == State.CONFIRMED
    assert faults(group.network) == []


def test_a_supervisors_no_opens_the_seat_and_tells_the_person(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = employed(group, by, now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)
    request = asking_of(seat, "supervisor")
    seat = answer_supervisor(by=link_to(request), asking=request, terms=None, now=now)
    assert (seat.state, seat.person_id) == (State.OPEN, None)
    assert Message.objects.filter(purpose="seat_cancelled", to="musician@example.org").exists()
    assert faults(group.network) == []


def test_a_decline_reopens_the_seat_and_frees_the_hours(group: Group, by: Actor, now: dt.datetime) -> None:
    asking = employed(group, by, now)
    answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer="no", now=now)
    assert seat.state == State.OPEN
    assert not Booking.objects.exists()
    assert Message.objects.filter(purpose="seat_request_off").count() == 1
    assert faults(group.network) == []


@pytest.mark.parametrize("first", ["yes", "no", "talk"])
@pytest.mark.parametrize("second", ["yes", "no", "talk"])
def test_a_mind_may_change_while_the_seat_is_still_hers(
    group: Group, by: Actor, now: dt.datetime, first: str, second: str
) -> None:
    asking = employed(group, by, now)
    answer_asking(by=link_to(asking), asking=asking, answer=first, now=now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer=second, now=now)
    assert seat.state == {"yes": State.SUPERVISOR, "no": State.OPEN, "talk": State.TALK}[second]
    told = Event.objects.filter(deed="seat_answered").count()
    assert told == (1 if first == second else 2)
    assert faults(group.network) == []


def test_no_event_says_which_answer_was_given(group: Group, by: Actor, now: dt.datetime) -> None:
    asking = asked(group, by, now)
    answer_asking(by=link_to(asking), asking=asking, answer="no", now=now)
    deeds = list(Event.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds[-1] == "seat_answered"
    event = Event.objects.get(deed="seat_answered")
    assert {event.purpose, event.role} == {""}


def test_a_no_is_final_once_somebody_else_is_asked(group: Group, by: Actor, now: dt.datetime) -> None:
    asking = asked(group, by, now)
    seat = answer_asking(by=by, asking=asking, answer="no", now=now)
    Seat.objects.filter(pk=seat.pk).update(
        person=Person.objects.exclude(pk__in=Seat.objects.exclude(person=None).values("person")).first(),
        state=State.PROPOSED,
    )
    with pytest.raises(TooLate):
        answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)


def test_an_answer_too_late_is_refused_but_the_coordinator_may_still_note_it(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    asking = asked(group, by, now)
    with pytest.raises(TooLate):
        answer_asking(by=link_to(asking), asking=asking, answer="yes", now=asking.answer_by)
    seat = answer_asking(
        by=by, asking=asking, answer="yes", now=asking.answer_by, told=Asking.Told.COORDINATOR
    )
    assert seat.state == State.CONFIRMED


@pytest.mark.parametrize("colleague_role", ["auditor", "professional", "partner_contact", "stranger"])
def test_nobody_else_answers_for_the_seat(
    group: Group, by: Actor, now: dt.datetime, colleague_role: str, stranger: User, colleague: User
) -> None:
    asking = employed(group, by, now)
    if colleague_role != "stranger":
        colleague.roles.update(kind=colleague_role)
    other = stranger if colleague_role == "stranger" else User.objects.get(pk=colleague.pk)
    with pytest.raises(NotAllowed):
        answer_asking(by=acting(other), asking=asking, answer="yes", now=now)
    wrong = Actor(kind="link", name="link", only=Reference("asking", "0" * 12))
    with pytest.raises(NotAllowed):
        answer_asking(by=wrong, asking=asking, answer="yes", now=now)


def test_without_a_supervisor_who_can_be_written_to_the_seat_waits_for_the_coordinator(
    group: Group, by: Actor, now: dt.datetime
) -> None:
    lead = employ(Person.objects.get(work_role=MUSICIAN), email="")
    asking = asked(group, by, now)
    seat = answer_asking(by=link_to(asking), asking=asking, answer="yes", now=now)
    assert seat.state == State.WILLING
    with pytest.raises(NotPossible):
        ask_supervisor(by=by, seat=seat, now=now)
    lead.email = "lead@example.org"
    lead.save()
    assert ask_supervisor(by=by, seat=seat, now=now).state == State.SUPERVISOR
    assert faults(group.network) == []


def test_the_coordinator_notes_what_the_supervisor_said(group: Group, by: Actor, now: dt.datetime) -> None:
    employ(Person.objects.get(work_role=MUSICIAN), email="")
    asking = asked(group, by, now)
    seat = answer_asking(by=by, asking=asking, answer="yes", now=now, told=Asking.Told.COORDINATOR)
    with pytest.raises(TermsMissing):
        confirm_seat(by=by, seat=seat, terms=Terms(0, now.date(), now.date()), now=now)
    assert confirm_seat(by=by, seat=seat, terms=terms_as_asked(seat), now=now).state == State.CONFIRMED
