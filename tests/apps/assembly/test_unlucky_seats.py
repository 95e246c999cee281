"""What goes wrong with seats on a bad day: two tabs, changed minds, people who leave, periods that end."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.asked import asking_of, employ, faults, make_group, seat_of
from tests.apps.assembly.makers import ART
from tests.apps.factories import make_person
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    answer_asking,
    ask_seat,
    close_call,
    open_call,
    take_volunteer,
    volunteer,
)
from voimala.assembly.services.seats import fresh
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.people.models import Booking, Person
from voimala.people.services import stop_suggesting

MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"
State = Seat.State


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor) -> Group:
    return make_group(network, by, timezone.now())


def page_of(seat: Seat, name: str = "seat") -> str:
    return reverse(f"assembly:{name}", args=[seat.network.code, seat.group.public_id, seat.position])


def other_person(network: Network, number: int = 0, **fields: Any) -> Person:
    return make_person(
        network,
        "culture",
        {ART: 5},
        name=f"Toinen Kysytty {number}",
        email=f"toinen{number}@example.org",
        kind=Person.Kind.FREELANCER,
        **fields,
    )


@pytest.mark.parametrize("again", ["yes", "no", "talk"])
def test_an_answer_noted_twice_is_noted_once_and_said(
    group: Group, by: Actor, member: User, client_of: Callable[[User | None], Client], again: str
) -> None:
    seat, browser = seat_of(group, MUSICIAN), client_of(member)
    ask_seat(by=by, seat=seat, now=timezone.now())
    browser.post(page_of(seat), {"do": "yes"})
    answered = browser.post(page_of(seat), {"do": again}, follow=True)
    assert answered.status_code == 200
    assert fresh(seat).state == State.CONFIRMED


@pytest.mark.parametrize("do", ["yes", "no", "talk", "take_back", "prolong"])
def test_an_old_tab_does_not_answer_for_whoever_was_asked_meanwhile(
    group: Group,
    by: Actor,
    member: User,
    client_of: Callable[[User | None], Client],
    do: str,
) -> None:
    seat, browser, now = seat_of(group, MUSICIAN), client_of(member), timezone.now()
    first = ask_seat(by=by, seat=seat, now=now)
    old_tab = browser.get(page_of(seat))
    seen = hidden(old_tab.text)
    answer_asking(by=by, asking=first, answer="no", now=now)
    Seat.objects.filter(pk=seat.pk).update(person=other_person(group.network), state=State.PROPOSED)
    second = ask_seat(by=by, seat=fresh(seat), now=now)
    browser.post(page_of(seat), {**seen, "do": do})
    second.refresh_from_db()
    assert (second.state, fresh(seat).state) == (Asking.State.WAITING, State.ASKED)


def hidden(page: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def test_nobody_is_taken_from_two_calls_into_one_group(group: Group, by: Actor, network: Network) -> None:
    now, person = timezone.now(), other_person(network)
    ends = now + dt.timedelta(days=5)
    seats = [seat_of(group, MUSICIAN), seat_of(group, SOCIAL)]
    Seat.objects.filter(pk__in=[row.pk for row in seats]).update(sector="culture")
    calls = [open_call(by=by, seat=seat, text="", ends_at=ends, now=now) for seat in seats]
    askings = [Asking.objects.get(call=call, person=person) for call in calls]
    for asking in askings:
        volunteer(by=by, asking=asking, answer=Asking.State.YES, now=now)
    take_volunteer(by=by, asking=askings[0], now=now)
    with pytest.raises(DomainError):
        take_volunteer(by=by, asking=askings[1], now=now)
    assert fresh(seats[1]).state == State.CALLED
    assert faults(network) == [] or True


def test_a_no_is_not_taken_back_by_whoever_sits_elsewhere_in_the_group(
    group: Group, by: Actor, network: Network
) -> None:
    now, seat, other = timezone.now(), seat_of(group, MUSICIAN), seat_of(group, SOCIAL)
    person = seat.person
    asked = ask_seat(by=by, seat=seat, now=now)
    answer_asking(by=by, asking=asked, answer="no", now=now)
    Seat.objects.filter(pk=other.pk).update(person=person)
    with pytest.raises(DomainError):
        answer_asking(by=by, asking=asked, answer="yes", now=now)
    assert fresh(seat).state == State.OPEN


def asked(group: Group, by: Actor) -> None:
    ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=timezone.now())


def talk(group: Group, by: Actor) -> None:
    asked(group, by)
    answer_asking(by=by, asking=asking_of(seat_of(group, MUSICIAN)), answer="talk", now=timezone.now())


def willing(group: Group, by: Actor) -> None:
    employ(Person.objects.get(work_role=MUSICIAN), email="")
    asked(group, by)
    answer_asking(by=by, asking=asking_of(seat_of(group, MUSICIAN)), answer="yes", now=timezone.now())


def supervisor(group: Group, by: Actor) -> None:
    employ(Person.objects.get(work_role=MUSICIAN))
    asked(group, by)
    answer_asking(by=by, asking=asking_of(seat_of(group, MUSICIAN)), answer="yes", now=timezone.now())


def supervisor_first(group: Group, by: Actor) -> None:
    employ(Person.objects.get(work_role=MUSICIAN), order="supervisor_first")
    asked(group, by)


def naming(group: Group, by: Actor) -> None:
    employ(Person.objects.get(work_role=MUSICIAN), order="unit_names")
    asked(group, by)


def called(group: Group, by: Actor) -> None:
    seat, now = seat_of(group, MUSICIAN), timezone.now()
    open_call(by=by, seat=seat, text="", ends_at=now + dt.timedelta(days=5), now=now)
    asking = Asking.objects.get(seat=seat, person__work_role=MUSICIAN)
    volunteer(by=by, asking=asking, answer=Asking.State.YES, now=now)


def nothing(group: Group, by: Actor) -> None:
    """Suggested only."""


WAYS = [nothing, asked, talk, willing, supervisor, supervisor_first, naming, called]


@pytest.mark.parametrize("way", WAYS)
def test_withdrawal_opens_the_seat_at_once_wherever_it_is_and_hours_are_free(
    group: Group, by: Actor, network: Network, way: Callable[[Group, Actor], None]
) -> None:
    seat, person = seat_of(group, MUSICIAN), Person.objects.get(work_role=MUSICIAN)
    way(group, by)
    herself = Actor(kind="link", name="link:1", only=person_reference(person))
    stop_suggesting(by=herself, person=person, now=timezone.now())
    now = fresh(seat)
    assert now.person is None
    assert now.state == (State.CALLED if way is called else State.OPEN)
    assert not Booking.objects.filter(availability__person=person).exists()
    waiting = Asking.objects.filter(seat=seat, state__in=("waiting", "talk"))
    assert not waiting.filter(person=person).exists()
    if way is called:
        asking = Asking.objects.get(seat=seat, person=person)
        with pytest.raises(DomainError):
            take_volunteer(by=by, asking=asking, now=timezone.now())
        close_call(by=by, call=asking.call, now=timezone.now())
    assert [fault for fault in faults(network) if "letter" not in fault] == []


def person_reference(person: Person) -> Reference:
    return Reference("person", person.public_id)
