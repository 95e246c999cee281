"""Askings on a bad day: periods that end, people who are gone, answers that come twice or too late."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import asking_of, employ, faults, make_group, seat_of
from tests.apps.assembly.askings import address_in
from tests.apps.assembly.makers import ART
from tests.apps.factories import make_person
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Call, Group, Seat
from voimala.assembly.services import (
    CannotAsk,
    answer_asking,
    ask_group,
    ask_seat,
    close_call,
    end_askings,
    open_call,
    prolong_asking,
    take_volunteer,
)
from voimala.assembly.services.seats import fresh
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.people.models import Availability, Booking, Person
from voimala.people.services import HoursPromised, save_own_profile, stop_suggesting
from voimala.people.services.retention import forget_hours_and_limits

MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"
State = Seat.State
DAY = dt.timedelta(days=1)


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


def after_period(group: Group) -> dt.datetime:
    """Two seconds into the first day after the period, where the network is."""
    ends = group.brief.period.ends
    return dt.datetime.combine(ends, dt.time(), dt.UTC) + 2 * DAY


def herself(person: Person) -> Actor:
    return Actor(kind="link", name="link:1", only=Reference("person", person.public_id))


def test_nobody_is_asked_for_a_period_that_is_over(group: Group, by: Actor, network: Network) -> None:
    now = after_period(group)
    with pytest.raises(CannotAsk):
        ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    done = ask_group(by=by, group=group, now=now)
    assert done.asked == []
    with pytest.raises(DomainError):
        open_call(by=by, seat=seat_of(group, MUSICIAN), text="", ends_at=now + 5 * DAY, now=now)
    assert not Asking.objects.exists()
    assert faults(network) == []


def test_a_period_that_ends_while_somebody_is_asked_leaves_no_hours(
    group: Group, by: Actor, network: Network
) -> None:
    now = after_period(group) - 10 * DAY
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    later = after_period(group) + 10 * DAY
    forget_hours_and_limits(later)
    end_askings(later)
    with pytest.raises(DomainError):
        answer_asking(
            by=Actor(kind="link", name="l", only=asking.reference), asking=asking, answer="yes", now=later
        )
    assert fresh(asking.seat).state == State.PROPOSED
    assert not Booking.objects.exists()
    assert faults(network) == []


@pytest.mark.parametrize("answer", ["yes", "no", "talk"])
def test_who_is_deleted_while_asked_leaves_a_working_seat(
    group: Group, by: Actor, member: User, client_of: Callable[[User | None], Client], answer: str
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    Person.objects.filter(pk=asking.person_id).update(deleted_at=timezone.now())
    seat, browser = fresh(asking.seat), client_of(member)
    page = reverse("assembly:seat", args=[group.network.code, group.public_id, seat.position])
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"do": answer}).status_code == 302
    assert browser.post(page, {"do": "take_back"}).status_code == 302
    assert (
        browser.get(reverse("assembly:group", args=[group.network.code, group.public_id])).status_code == 200
    )
    assert fresh(seat).state in (State.PROPOSED, State.OPEN)
    assert not Booking.objects.for_seats([seat.reference]).exists()


def test_hours_said_to_be_fewer_than_are_held_do_not_lose_the_hold(group: Group, by: Actor) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    row = Availability.objects.get(person=asking.person)
    from voimala.people.services.profile import OwnProfile

    person = Person.objects.get(pk=asking.person_id)
    with pytest.raises(HoursPromised):
        save_own_profile(
            by=herself(person),
            person=person,
            seen=person.version,
            profile=OwnProfile(period=row.period, minutes=row.held - 1),
            now=timezone.now(),
        )
    row.refresh_from_db()
    assert row.held == group.brief.minutes


@pytest.fixture
def call(group: Group, by: Actor) -> Call:
    for number in range(2):
        make_person(
            group.network,
            "culture",
            {ART: 5},
            email=f"kutsuttu{number}@example.org",
            kind=Person.Kind.FREELANCER,
        )
    now = timezone.now()
    return open_call(by=by, seat=seat_of(group, MUSICIAN), text="Tule", ends_at=now + 5 * DAY, now=now)


ODD_CALL = [
    {"answer": "talk"},
    {"answer": "closed"},
    {"answer": "\x00"},
    {},
    {"skill": "\x00"},
    {"take": "1"},
]


@pytest.mark.parametrize("posted", ODD_CALL, ids=str)
def test_a_crafted_answer_to_a_call_does_nothing(call: Call, client: Client, posted: dict[str, str]) -> None:
    asking = Asking.objects.get(call=call, person__email="kutsuttu0@example.org")
    answered = client.post(address_in("kutsuttu0@example.org", "seat_call"), posted)
    assert answered.status_code in (302, 400)
    asking.refresh_from_db()
    assert asking.state == Asking.State.WAITING


def test_a_call_answered_twice_and_after_it_closed_is_one_answer(
    call: Call, by: Actor, client: Client, network: Network
) -> None:
    paths = [address_in(f"kutsuttu{number}@example.org", "seat_call") for number in range(2)]
    for path in (*paths, *paths):
        assert client.post(path, {"answer": "yes"}).status_code == 302
    first, second = (
        Asking.objects.get(call=call, person__email=f"kutsuttu{n}@example.org") for n in range(2)
    )
    take_volunteer(by=by, asking=first, now=timezone.now())
    for again in (first, second):
        with pytest.raises(DomainError):
            take_volunteer(by=by, asking=again, now=timezone.now())
    shown = client.get(paths[1]).text
    assert first.person is not None
    assert first.person.name not in shown
    assert client.post(paths[1], {"answer": "no"}).status_code in (302, 409, 410)
    close_call(by=by, call=call, now=timezone.now())
    assert fresh(call.seat).person == first.person
    assert faults(network) == []


def test_who_withdraws_after_saying_yes_to_a_call_is_told_so(call: Call, by: Actor, client: Client) -> None:
    asking = Asking.objects.get(call=call, person__email="kutsuttu0@example.org")
    path = address_in("kutsuttu0@example.org", "seat_call")
    client.post(path, {"answer": "yes"})
    person = Person.objects.get(pk=asking.person_id)
    stop_suggesting(by=herself(person), person=person, now=timezone.now())
    with pytest.raises(DomainError):
        take_volunteer(by=by, asking=asking, now=timezone.now())
    shown = client.get(path)
    assert shown.status_code == 410
    assert client.post(path, {"answer": "yes"}).status_code == 410


def test_prolonging_again_and_again_keeps_the_link_working(group: Group, by: Actor, client: Client) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    path = address_in(asking.person.email if asking.person else "", "seat_invitation")
    for week in range(1, 4):
        prolong_asking(by=by, seat=fresh(asking.seat), now=timezone.now() + week * 13 * DAY)
    assert client.get(path).status_code == 200


def test_an_employer_without_any_contact_leaves_the_next_step_to_the_coordinator(
    group: Group, by: Actor, network: Network, member: User, client_of: Callable[[User | None], Client]
) -> None:
    lead = employ(Person.objects.get(work_role=MUSICIAN))
    lead.delete()
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answer_asking(by=by, asking=asking, answer="yes", now=timezone.now())
    seat = seat_of(group, MUSICIAN)
    assert seat.state == State.WILLING
    page = reverse("assembly:seat", args=[network.code, group.public_id, seat.position])
    browser = client_of(member)
    assert browser.post(page, {"do": "supervisor"}).status_code == 302
    assert browser.get(page).status_code == 200
    starts = group.brief.period.starts.isoformat()
    terms = {"hours": "10", "starts": starts, "ends": starts, "substitute": "not_needed"}
    assert browser.post(page, {"do": "confirm", **terms}).status_code == 302
    assert fresh(seat).state == State.CONFIRMED


def test_nobody_confirms_her_own_hours(group: Group, by: Actor) -> None:
    person = Person.objects.get(work_role=MUSICIAN)
    lead = employ(person)
    person.contact = lead
    person.save()
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answer_asking(by=by, asking=asking, answer="yes", now=timezone.now())
    assert seat_of(group, MUSICIAN).state == State.WILLING


def test_the_lead_with_the_same_address_as_the_person_does_not_confirm_her_own_hours(
    group: Group, by: Actor
) -> None:
    """In the register the two may be rows that nobody has joined."""
    person = Person.objects.get(work_role=MUSICIAN)
    employ(person, email=person.email.upper())
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    answer_asking(by=by, asking=asking, answer="yes", now=timezone.now())
    assert seat_of(group, MUSICIAN).state == State.WILLING
    assert not Asking.objects.filter(seat=asking.seat, part="supervisor").exists()


def test_answers_of_the_person_and_the_supervisor_crossing_leave_a_sound_seat(
    group: Group, by: Actor, client: Client, network: Network
) -> None:
    lead = employ(Person.objects.get(work_role=MUSICIAN))
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())
    own = address_in(asking.person.email if asking.person else "", "seat_invitation")
    client.post(own, {"answer": "yes"})
    request = address_in(lead.email, "seat_supervisor")
    form = client.get(request)
    assert form.status_code == 200
    client.post(own, {"answer": "talk"})
    starts = group.brief.period.starts.isoformat()
    terms = {"answer": "yes", "hours": "10", "starts": starts, "ends": starts, "substitute": "not_needed"}
    assert client.post(request, terms).status_code == 410
    assert fresh(asking.seat).state == State.TALK
    client.post(own, {"answer": "yes"})
    waiting = asking_of(fresh(asking.seat), "supervisor")
    assert waiting.state == Asking.State.WAITING
    assert faults(network) == []
