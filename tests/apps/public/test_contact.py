"""The contact form: what comes by it, who reads it, and when it is forgotten."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.apps.public.rows import add_facts
from tests.apps.public.visitors import EMAIL, make_contact_message
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.slots import personal_data
from voimala.core.viewer import Visitor, acting, visiting
from voimala.networks.models import Network, Part
from voimala.office.services.tries import SENDINGS_AN_HOUR
from voimala.public import slots
from voimala.public.models import ContactMessage
from voimala.public.services.visitors_read import forget_contact_messages, mark_answered

ClientOf = Callable[[User | None], Client]
FORM, LIST = "/v/voimala/contact/", "/v/voimala/contact/messages/"
DAY = dt.timedelta(days=1)


def typed(**changes: str) -> dict[str, str]:
    form_id = "bcdfghjkmnpq"
    values = {"name": "Kysyjä", "email": EMAIL, "text": "Miten mukaan?", "form_id": form_id, "website": ""}
    return {**values, **changes}


def test_a_message_comes_to_the_desk_and_is_answered(
    client: Client, client_of: ClientOf, network: Network, member: User, now: dt.datetime
) -> None:
    for _twice in range(2):
        answer = client.post(FORM, typed(), follow=True)
        assert "Viestisi on perillä" in answer.text
    message = ContactMessage.objects.get()
    assert [item.url for item in slots.waiting_messages(member, network, now)] == [LIST]
    coordinator = client_of(member)
    page = coordinator.get(LIST)
    assert f'href="mailto:{EMAIL}"' in page.text
    assert "Miten mukaan?" in page.text
    for deed, answered in (("answered", True), ("reopen", False), ("answered", True)):
        assert coordinator.post(LIST, {"message": message.public_id, "deed": deed}).status_code == 302
        message.refresh_from_db()
        assert (message.answered_at is not None) == answered
    assert slots.waiting_messages(member, network, now) == []


def test_it_shows_who_answers_and_no_person(client: Client, network: Network, member: User) -> None:
    add_facts(network)
    page = client.get(FORM).text
    assert "Perustajayhdistys ry" in page
    assert member.name not in page
    assert member.email not in page


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"name": "\u200b"},
        {"email": ""},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"text": "a" * 10_000},
        {"name": "a" * 10_000},
    ],
)
def test_what_cannot_be_kept_is_a_page_with_an_error(
    client: Client, network: Network, changes: dict[str, str]
) -> None:
    assert client.post(FORM, typed(**changes)).status_code == 422
    assert not ContactMessage.objects.exists()


def test_a_nul_sign_is_refused_unread(client: Client, network: Network) -> None:
    assert client.post(FORM, typed(text="nolla\x00")).status_code == 400
    assert not ContactMessage.objects.exists()


def test_markup_is_shown_as_it_was_typed(
    client: Client, client_of: ClientOf, network: Network, member: User
) -> None:
    client.post(FORM, typed(name="<script>alert(1)</script>", text="<img src=x>"))
    page = client_of(member).get(LIST).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page


def test_traps_and_haste(client: Client, network: Network) -> None:
    assert client.post(FORM, typed(website="x")).status_code == 302
    assert not ContactMessage.objects.exists()
    codes = [client.post(FORM, typed(text=f"Numero {number}")).status_code for number in range(11)]
    assert codes == [302] * SENDINGS_AN_HOUR + [429]


def test_only_coordinators_read_and_mark(
    client_of: ClientOf, network: Network, member: User, colleague: User, stranger: User, now: dt.datetime
) -> None:
    message = make_contact_message(network, now)
    assert [client_of(user).get(LIST).status_code for user in (member, colleague, stranger)] == [
        200,
        403,
        404,
    ]
    theirs = client_of(stranger).post("/v/toinen/contact/messages/", {"message": message.public_id})
    assert theirs.status_code == 404
    for by in (acting(colleague), acting(stranger), visiting()):
        with pytest.raises(NotAllowed):
            mark_answered(by=by, message=message, now=now)
    seen = [
        ContactMessage.objects.visible_to(viewer).exists()
        for viewer in (member, colleague, stranger, Visitor())
    ]
    assert seen == [True, False, False, False]


def test_the_trail_tells_the_deed_once(network: Network, member: User, now: dt.datetime) -> None:
    message = make_contact_message(network, now)
    for _twice in range(2):
        mark_answered(by=acting(member), message=message, now=now)
    deeds = Event.objects.filter(deed__startswith="contact").order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["contact_message_sent", "contact_message_answered"]


@pytest.mark.parametrize(("days", "kept"), [(364, True), (365, False)])
def test_messages_go_in_twelve_months(network: Network, now: dt.datetime, days: int, kept: bool) -> None:
    make_contact_message(network, now)
    assert forget_contact_messages in list(personal_data)
    forget_contact_messages(now + days * DAY)
    assert ContactMessage.objects.exists() == kept


def test_a_network_without_the_part_has_no_form(
    client: Client, client_of: ClientOf, network: Network, member: User, now: dt.datetime
) -> None:
    make_contact_message(network, now)
    network.parts = [part.value for part in Part if part != Part.CONTACT]
    network.save()
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, typed()).status_code == 404
    assert client_of(member).get(LIST).status_code == 404
    assert slots.waiting_messages(member, network, now) == []
