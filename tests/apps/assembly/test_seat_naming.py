"""Seats that others name: the unit one of its own, the association an expert as a count."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.apps.assembly.asked import employ
from tests.apps.assembly.askings import address_in, contact_for, links_in, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    CannotName,
    Newcomer,
    TooLate,
    answer_asking,
    ask_association,
    ask_seat,
    ask_to_name,
    decline_naming,
    give_own_name,
    name_expert,
    name_for_seat,
    remove_own_name,
    take_back_asking,
)
from voimala.core.errors import NotAllowed
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.office.models import Message
from voimala.partners.models import Organisation
from voimala.people.models import Booking, Person

Asked = Asking.State


@pytest.fixture
def unit_seat(group: Group) -> Seat:
    contact_for(group.brief.phenomenon.host_unit)
    return seat_of(group, kind="unit")


@pytest.fixture
def expert_seat(group: Group) -> Seat:
    return seat_of(group, kind="association")


@pytest.fixture
def worker(unit_seat: Seat) -> Person:
    unit = unit_seat.group.brief.phenomenon.host_unit
    return Person.objects.create(
        network=unit_seat.network,
        name="Osaston Työntekijä",
        kind=Person.Kind.EMPLOYEE,
        work_role="Sairaanhoitaja",
        email="osasto@example.org",
        organisation=unit.organisation,
        unit=unit,
    )


@pytest.fixture
def asked_unit(unit_seat: Seat, worker: Person, member: User, now: dt.datetime) -> Asking:
    return ask_to_name(by=acting(member), seat=unit_seat, now=now)


def by_link(asking: Asking) -> Actor:
    return Actor(kind="link", name="link:1", only=asking.reference)


def test_the_unit_names_and_the_named_seat_is_asked(
    asked_unit: Asking, worker: Person, now: dt.datetime
) -> None:
    seat = name_for_seat(by=by_link(asked_unit), asking=asked_unit, named=worker, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.person) == (Seat.State.ASKED, worker)
    assert seat.supervisor_agreed_at == now
    booking = Booking.objects.for_seats([seat.reference]).get()
    assert (booking.state, booking.availability.person) == (Booking.State.HELD, worker)
    assert Message.objects.filter(to=worker.email, purpose="seat_invitation").count() == 1
    asked_unit.refresh_from_db()
    assert asked_unit.state == Asked.YES


def test_somebody_new_is_named_for_a_seat_with_name_role_and_address_only(
    asked_unit: Asking, now: dt.datetime
) -> None:
    named = Newcomer("Uusi Hoitaja", "Lähihoitaja", "uusi@example.org")
    seat = name_for_seat(by=by_link(asked_unit), asking=asked_unit, named=named, now=now)
    person = seat.person
    assert person is not None
    assert (person.name, person.work_role, person.email) == (
        "Uusi Hoitaja",
        "Lähihoitaja",
        "uusi@example.org",
    )
    assert (person.languages, person.municipality, person.competences.count()) == (None, None, 0)
    assert person.unit == seat.group.brief.phenomenon.host_unit


def test_who_is_not_of_the_unit_or_has_said_no_is_not_named(
    asked_unit: Asking, worker: Person, people: dict[str, Person], now: dt.datetime
) -> None:
    by = by_link(asked_unit)
    with pytest.raises(CannotName):
        name_for_seat(by=by, asking=asked_unit, named=people["drama"], now=now)
    Asking.objects.create(
        network=asked_unit.network,
        part=Asking.Part.PERSON,
        seat=asked_unit.seat,
        person=worker,
        state=Asked.NO,
        asked_at=now,
        answer_by=now,
    )
    with pytest.raises(CannotName):
        name_for_seat(by=by, asking=asked_unit, named=worker, now=now)
    asked_unit.refresh_from_db()
    assert asked_unit.state == Asked.WAITING


def test_a_unit_that_declines_to_name_opens_the_seat_and_may_be_asked_again(
    asked_unit: Asking, member: User, now: dt.datetime
) -> None:
    seat = decline_naming(by=by_link(asked_unit), asking=asked_unit, now=now)
    assert seat.state == Seat.State.OPEN
    again = ask_to_name(by=acting(member), seat=seat, now=now)
    assert again.state == Asked.WAITING
    assert again.pk != asked_unit.pk


def test_a_name_is_given_for_a_seat_once(asked_unit: Asking, worker: Person, now: dt.datetime) -> None:
    by = by_link(asked_unit)
    name_for_seat(by=by, asking=asked_unit, named=worker, now=now)
    with pytest.raises(TooLate):
        name_for_seat(by=by, asking=asked_unit, named=worker, now=now)


def test_another_link_does_not_name_for_a_seat(asked_unit: Asking, worker: Person, now: dt.datetime) -> None:
    other = Actor(kind="link", name="link:2", only=Reference("asking", "muutunnus000"))
    with pytest.raises(NotAllowed):
        name_for_seat(by=other, asking=asked_unit, named=worker, now=now)


def ask_the_association(seat: Seat, member: User, now: dt.datetime) -> Asking:
    organisation = Organisation.objects.create(
        network=seat.network, code="yhdistys", name_fi="Kokemus ry", kind=Organisation.Kind.THIRD
    )
    contact_for(organisation)
    return ask_association(
        by=acting(member),
        seat=seat,
        organisation=organisation,
        fee_cents=12_000,
        travel_cents=3_000,
        now=now,
    )


def test_an_expert_is_a_count_and_takes_a_seat_without_a_name(
    expert_seat: Seat, member: User, now: dt.datetime
) -> None:
    people_before = Person.objects.count()
    asking = ask_the_association(expert_seat, member, now)
    seat = name_expert(by=by_link(asking), asking=asking, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.person, seat.own_name) == (Seat.State.CONFIRMED, None, "")
    assert (seat.fee_cents, seat.travel_cents) == (12_000, 3_000)
    assert Person.objects.count() == people_before
    assert not Booking.objects.for_seats([seat.reference]).exists()


def test_an_association_that_declines_opens_the_seat(
    expert_seat: Seat, member: User, now: dt.datetime
) -> None:
    asking = ask_the_association(expert_seat, member, now)
    seat = decline_naming(by=by_link(asking), asking=asking, now=now)
    assert seat.state == Seat.State.OPEN


def test_only_the_expert_writes_her_own_name_on_her_seat(
    expert_seat: Seat, member: User, now: dt.datetime
) -> None:
    asking = ask_the_association(expert_seat, member, now)
    seat = name_expert(by=by_link(asking), asking=asking, now=now)
    for other in (acting(member), by_link(asking)):
        with pytest.raises(NotAllowed):
            give_own_name(by=other, seat=seat, name="Joku Muu", now=now)
    own = Actor(kind="link", name="link:9", only=seat.reference)
    give_own_name(by=own, seat=seat, name="  Maija  ", now=now)
    seat.refresh_from_db()
    assert seat.own_name == "Maija"
    remove_own_name(by=own, seat=seat, now=now)
    seat.refresh_from_db()
    assert (seat.own_name, seat.state) == ("", Seat.State.CONFIRMED)


def test_the_link_passed_on_by_the_association_leads_to_the_seat(
    expert_seat: Seat, member: User, now: dt.datetime, client: Client
) -> None:
    """The whole way by pages: the association's link, its thanks, the expert's own page."""
    asking = ask_the_association(expert_seat, member, now)
    address = address_in(asking.contact.email, "seat_association")
    page = client.get(address)
    assert page.status_code == 200
    assert "120" in page.content.decode()
    assert client.post(address, {"answer": "yes"}).status_code == 302
    assert client.get(address).status_code == 200
    [own] = links_in(asking.contact.email, "seat_own_name")
    assert client.get(own).status_code == 200
    assert client.post(own, {"name": "Maija"}).status_code == 302
    assert "Maija" in client.get(own).content.decode()
    expert_seat.refresh_from_db()
    assert expert_seat.own_name == "Maija"
    assert client.post(own, {"remove": "yes"}).status_code == 302
    expert_seat.refresh_from_db()
    assert expert_seat.own_name == ""


def test_an_earlier_expert_of_the_seat_keeps_neither_name_nor_link(
    expert_seat: Seat, member: User, now: dt.datetime, client: Client
) -> None:
    asking = ask_the_association(expert_seat, member, now)
    seat = name_expert(by=by_link(asking), asking=asking, now=now)
    [earlier] = links_in(asking.contact.email, "seat_own_name")
    assert client.post(earlier, {"name": "Maija"}).status_code == 302
    take_back_asking(by=acting(member), seat=seat, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.own_name) == (Seat.State.PROPOSED, "")
    assert client.post(earlier, {"name": "Maija"}).status_code == 422
    again = ask_to_name(by=acting(member), seat=seat, now=now)
    name_expert(by=by_link(again), asking=again, now=now)
    [newer] = links_in(asking.contact.email, "seat_own_name")
    assert client.post(earlier, {"name": "Maija"}).status_code == 410
    assert client.post(newer, {"name": "Kaija"}).status_code == 302
    seat.refresh_from_db()
    assert seat.own_name == "Kaija"


def test_a_unit_that_names_its_own_may_give_the_seat_to_another_than_was_suggested(
    group: Group, people: dict[str, Person], member: User, now: dt.datetime
) -> None:
    """The unit is asked and not told who was suggested; the named one has the last word."""
    lead = employ(people["musician"], order="unit_names")
    seat = seat_of(group, person=people["musician"])
    asking = ask_seat(by=acting(member), seat=seat, now=now)
    seat.refresh_from_db()
    assert (asking.part, asking.contact, seat.state) == (Asking.Part.UNIT, lead, Seat.State.NAMING)
    letter = Message.objects.get(purpose="seat_unit_names")
    assert people["musician"].name not in letter.text + letter.html
    named = Newcomer("Toinen Soittaja", "Muusikko", "toinen@example.org")
    named_seat = name_for_seat(by=by_link(asking), asking=asking, named=named, now=now)
    assert named_seat.person is not None
    invitation = Asking.objects.get(seat=seat, part=Asking.Part.PERSON)
    answer_asking(by=by_link(invitation), asking=invitation, answer=Asked.YES, now=now)
    seat.refresh_from_db()
    assert (seat.state, seat.person) == (Seat.State.CONFIRMED, named_seat.person)
    assert Booking.objects.for_seats([seat.reference]).get().state == Booking.State.BOOKED
    assert not Asking.objects.filter(seat=seat, part=Asking.Part.SUPERVISOR).exists()


def test_the_unit_names_for_a_seat_from_its_link(
    asked_unit: Asking, worker: Person, client: Client, know_worker: Any
) -> None:
    """The page tells names and work roles of the unit's people, nothing of what they can do."""
    address = address_in(asked_unit.contact.email, "seat_unit_names")
    text = client.get(address).content.decode()
    assert worker.name in text
    assert know_worker.competence.name not in text
    assert client.post(address, {"name": "", "email": ""}).status_code == 422
    assert client.post(address, {"name": "Uusi Hoitaja", "email": ""}).status_code == 422
    assert client.post(address, {"person": worker.public_id, "name": ""}).status_code == 302
    assert client.get(address).status_code == 200
    asked_unit.seat.refresh_from_db()
    assert asked_unit.seat.person == worker


@pytest.fixture
def know_worker(worker: Person) -> Any:
    from tests.apps.factories import know

    return know(worker, "kuntoutus")
