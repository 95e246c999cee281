"""The coordinator's part on a seat's page: whom to ask for a name, what an expert is paid, open calls."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assembly.askings import contact_for, seat_of
from tests.apps.factories import make_person, make_user
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Proposal, Seat
from voimala.assembly.services import ask_to_name, open_call, volunteer
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind, Sector
from voimala.partners.models import Organisation

State = Seat.State


@pytest.fixture
def page(client_of: Any, member: User) -> Client:
    client: Client = client_of(member)
    return client


def url_of(seat: Seat, name: str = "seat") -> str:
    return reverse(f"assembly:{name}", args=["voimala", seat.group.public_id, seat.position])


def do(page: Client, seat: Seat, **said: str) -> int:
    """The status of a deed; the page of the seat still works after it."""
    status = page.post(url_of(seat, "seat_deed"), said).status_code
    assert page.get(url_of(seat)).status_code == 200
    seat.refresh_from_db()
    return status


def test_the_unit_of_a_seat_is_asked_by_message_or_in_ones_own_way(page: Client, group: Group) -> None:
    seat = seat_of(group, kind="unit")
    text = page.get(url_of(seat)).content.decode()
    assert 'value="name_told"' in text
    assert 'value="name"' not in text
    contact_for(group.brief.phenomenon.host_unit)
    assert 'value="name"' in page.get(url_of(seat)).content.decode()
    assert do(page, seat, do="name") == 302
    assert seat.state == State.NAMING


def test_a_name_told_by_telephone_is_written_down_for_the_seat(
    page: Client, group: Group, member: User, now: dt.datetime
) -> None:
    seat = seat_of(group, kind="unit")
    asking = ask_to_name(by=acting(member), seat=seat, now=now, letter=False)
    note = reverse("assembly:note", args=["voimala", asking.public_id])
    assert page.get(note).status_code == 200
    answer = {"name": "Soitettu Nimi", "work_role": "Hoitaja", "email": "soitettu@example.org"}
    assert page.post(note, answer)["Location"] == url_of(seat)
    seat.refresh_from_db()
    asking.refresh_from_db()
    assert seat.person is not None
    assert (seat.state, seat.person.name) == (State.ASKED, "Soitettu Nimi")
    assert asking.told == Asking.Told.COORDINATOR


def test_an_association_is_chosen_for_a_seat_with_fee_and_travel_in_euros(page: Client, group: Group) -> None:
    seat = seat_of(group, kind="association")
    ry = Organisation.objects.create(network=group.network, code="ry", name_fi="Kokemus ry", kind="third")
    assert do(page, seat, do="association", organisation="") == 422
    assert do(page, seat, do="association", organisation=ry.public_id, fee="1,234") == 422
    said = {"organisation": ry.public_id, "fee": "120,50", "travel": ""}
    assert do(page, seat, do="association", **said) == 302
    assert seat.state == State.PROPOSED, "no address: nobody was asked"
    contact_for(ry)
    assert do(page, seat, do="association", **said) == 302
    assert (seat.state, seat.fee_cents, seat.travel_cents) == (State.NAMING, 12_050, None)
    asking = seat.askings.get()
    note = reverse("assembly:note", args=["voimala", asking.public_id])
    assert page.post(note, {"answer": "yes"}).status_code == 302
    seat.refresh_from_db()
    assert seat.state == State.CONFIRMED
    assert 'value="120,50"' in page.get(url_of(seat)).content.decode()
    assert do(page, seat, do="fee", fee="90", travel="20") == 302
    assert 'value="90"' in page.get(url_of(seat)).content.decode()
    assert (seat.fee_cents, seat.travel_cents) == (9_000, 2_000)


def test_an_open_call_is_sent_for_a_seat_and_one_is_taken(
    page: Client, group: Group, member: User, now: dt.datetime
) -> None:
    seat = seat_of(group, wish="art_leader")
    who = make_person(group.network, Sector.CULTURE, None, kind="freelancer", email="vapaa@example.org")
    ends = group.network.today(now) + dt.timedelta(days=7)
    assert do(page, seat, do="call", text="x" * 601, ends=str(ends)) == 422
    assert do(page, seat, do="call", text="", ends=str(ends - dt.timedelta(days=30))) == 422
    assert do(page, seat, do="call", text="Tervetuloa!", ends=str(ends)) == 302
    assert seat.state == State.CALLED
    asking = seat.askings.get(person=who)
    assert asking.last_day == ends
    volunteer(by=acting(member), asking=asking, answer=Asking.State.YES, now=now)
    assert who.name in page.get(url_of(seat)).content.decode()
    desk = page.get(reverse("desk:desk", args=["voimala"])).content.decode()
    assert url_of(seat) in desk
    assert do(page, seat, do="take", asking=asking.public_id) == 302
    assert (seat.state, seat.person) == (State.CONFIRMED, who)


def test_an_open_call_for_a_seat_is_ended_by_hand(
    page: Client, group: Group, member: User, now: dt.datetime
) -> None:
    seat = seat_of(group, wish="art_leader")
    make_person(group.network, Sector.CULTURE, None, kind="freelancer", email="vapaa@example.org")
    open_call(by=acting(member), seat=seat, text="", ends_at=now + dt.timedelta(days=3), now=now)
    assert do(page, seat, do="close_call") == 302
    assert seat.state == State.OPEN
    assert do(page, seat, do="close_call") == 302


def test_somebody_called_for_a_seat_finds_it_on_her_desk_and_answers_there(
    group: Group, member: User, colleague: User, client_of: Any, now: dt.datetime
) -> None:
    seat = seat_of(group, wish="art_leader")
    who = make_person(
        group.network, Sector.CULTURE, None, kind="freelancer", email="vapaa@example.org", user=colleague
    )
    open_call(by=acting(member), seat=seat, text="", ends_at=now + dt.timedelta(days=3), now=now)
    asking = seat.askings.get(person=who)
    address = reverse("assembly:asking", args=["voimala", asking.public_id])
    client = client_of(colleague)
    assert address in client.get(reverse("desk:desk", args=["voimala"])).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "yes"}).status_code == 302
    asking.refresh_from_db()
    assert (asking.state, asking.told) == (Asking.State.YES, Asking.Told.PAGE)
    assert client.get(url_of(seat)).status_code == 404


@pytest.mark.parametrize("who", ["colleague", "stranger"])
def test_others_do_nothing_to_a_seat(
    request: pytest.FixtureRequest, group: Group, client_of: Any, who: str
) -> None:
    seat = seat_of(group, kind="unit")
    client = client_of(request.getfixturevalue(who))
    assert client.post(url_of(seat, "seat_deed"), {"do": "name_told"}).status_code == 404
    seat.refresh_from_db()
    assert seat.state == State.PROPOSED


def test_a_contact_names_for_the_seat_on_the_page_and_sees_no_other_asking(
    group: Group, network: Network, member: User, client_of: Any, now: dt.datetime
) -> None:
    """Signed in: the request waits on the desk; the seat's page and other people's askings are not hers."""
    user = make_user(network, RoleKind.PARTNER_CONTACT)
    lead = contact_for(group.brief.phenomenon.host_unit)
    lead.user = user
    lead.save()
    seat = seat_of(group, kind="unit")
    asking = ask_to_name(by=acting(member), seat=seat, now=now)
    called = open_call_of(group, member, now)
    client = client_of(user)
    address = reverse("assembly:asking", args=["voimala", asking.public_id])
    assert address in client.get(reverse("desk:desk", args=["voimala"])).content.decode()
    assert client.get(address).status_code == 200
    answer = {"name": "Sivulla Nimetty", "email": "sivulla@example.org"}
    assert client.post(address, answer)["Location"] == address
    asking.refresh_from_db()
    assert (asking.state, asking.told) == (Asking.State.YES, Asking.Told.PAGE)
    other = reverse("assembly:asking", args=["voimala", called.public_id])
    assert client.get(other).status_code == 404
    assert client.get(url_of(seat)).status_code == 404


def open_call_of(group: Group, member: User, now: dt.datetime) -> Asking:
    make_person(group.network, Sector.CULTURE, None, kind="freelancer", email="vapaa@example.org")
    ends_at = now + dt.timedelta(days=3)
    seat = seat_of(group, wish="art_leader")
    call = open_call(by=acting(member), seat=seat, text="", ends_at=ends_at, now=now)
    found: Asking = call.askings.get(person__email="vapaa@example.org")
    return found


def test_what_was_unknown_and_told_by_telephone_is_written_down_from_the_proposal(
    page: Client, proposal: Proposal, member: User, now: dt.datetime
) -> None:
    question = proposal.questions.select_related("person").first()
    if question is None:
        pytest.fail("the proposal has something to ask")
    shown = reverse("assembly:proposal", args=["voimala", proposal.public_id])
    assert (
        page.post(reverse("assembly:ask_question", args=["voimala", question.public_id]))["Location"] == shown
    )
    asking = question.askings.get()
    note = reverse("assembly:note", args=["voimala", asking.public_id])
    assert note in page.get(shown).content.decode()
    assert question.person.name in page.get(note).content.decode()
    assert page.post(note, {"answer": "unknown"})["Location"] == shown
    asking.refresh_from_db()
    assert (asking.state, asking.told) == (Asking.State.UNKNOWN, Asking.Told.COORDINATOR)
    assert note not in page.get(shown).content.decode()
