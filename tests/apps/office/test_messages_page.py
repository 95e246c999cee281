"""The page of the outbox: what was written and where it stands, to those who run the network."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.factories import make_user
from tests.apps.office.messages import make_message, make_sent
from voimala.accounts.models import User
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Message
from voimala.office.models.message import INTERRUPTED
from voimala.office.models.wording import masked
from voimala.office.openings import purposes

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User | None], Client]
FAILED = Message.State.FAILED


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purposes, "_fillings", [*purposes, lambda: {"test_asking": "Pyyntö lähteä mukaan"}])


@pytest.fixture
def auditor(network: Network) -> User:
    return make_user(network, RoleKind.AUDITOR)


@pytest.fixture
def page_of(client_of: ClientOf, network: Network) -> Callable[[User], str]:
    def page_of(user: User) -> str:
        answer = client_of(user).get(reverse("office:messages", args=[network.code]))
        assert answer.status_code == 200
        return answer.content.decode()

    return page_of


PageOf = Callable[[User], str]


def test_the_coordinator_sees_whom_a_message_goes_to(network: Network, member: User, page_of: PageOf) -> None:
    make_message(network)
    text = page_of(member)
    assert "<h1>Yksi viesti odottaa lähtöä</h1>" in text
    assert "Pyyntö lähteä mukaan" in text
    assert "aino.alanko@example.org" in text


def test_an_auditor_sees_that_it_goes_and_not_to_whom(
    network: Network, auditor: User, page_of: PageOf
) -> None:
    make_message(network)
    text = page_of(auditor)
    assert "Pyyntö lähteä mukaan" in text
    assert "a…@e…org" in text
    assert "alanko" not in text


def test_a_mask_keeps_one_letter() -> None:
    assert [masked(address) for address in ("åsa@kuopio.fi", "")] == ["å…@k…fi", ""]


def test_what_a_message_says_is_on_no_page(network: Network, member: User, page_of: PageOf) -> None:
    make_message(network, subject="Salainen otsikko", text="Salainen teksti")
    assert "Salainen" not in page_of(member)


def test_messages_of_others_and_of_no_network_are_not_here(
    network: Network, other_network: Network, member: User, page_of: PageOf
) -> None:
    make_message(other_network, to="muu@example.org")
    make_message(None, to="tunnus@example.org")
    text = page_of(member)
    assert "@example.org" not in text
    assert "<h1>Viestejä ei ole vielä</h1>" in text


def test_what_failed_comes_first_and_says_what_to_do(network: Network, member: User, page_of: PageOf) -> None:
    make_sent(network)
    make_message(network, to="odottaa@example.org")
    make_message(network, to="vika@example.org", state=FAILED, error="550", text="")
    make_message(network, to="kesken@example.org", state=FAILED, error=INTERRUPTED, text="")
    text = page_of(member)
    assert "<h1>2 viestiä ei lähtenyt</h1>" in text
    assert text.index("vika@") < text.index("odottaa@") < text.index("poistettu")
    assert "Tarkista osoite ja kysy uudelleen" in text
    assert "viesti on voinut mennä perille" in text


@pytest.mark.parametrize(
    ("error", "to", "words"),
    [
        ("450 busy", "a@example.org", "yritetään itsestään uudelleen"),
        ("", "a@example.org", ""),
    ],
)
def test_a_message_that_is_tried_again_says_so(
    network: Network, member: User, page_of: PageOf, error: str, to: str, words: str
) -> None:
    make_message(network, to=to, error=error)
    text = page_of(member)
    assert ("yritetään itsestään uudelleen" in text) == bool(words)
    assert "450" not in text


def test_a_purpose_without_words_has_some_and_english_too(
    network: Network, member: User, client_of: ClientOf
) -> None:
    make_message(network, purpose="unheard_of")
    text = client_of(member).get(f"/en/v/{network.code}/messages/").content.decode()
    assert "Another message" in text
    assert "unheard_of" not in text


def test_when_all_have_left_the_page_says_so(network: Network, member: User, page_of: PageOf) -> None:
    make_sent(network)
    text = page_of(member)
    assert "<h1>Kaikki viestit ovat lähteneet</h1>" in text
    assert "Lähti" in text


def test_pages_are_turned(network: Network, member: User, client_of: ClientOf) -> None:
    for number in range(51):
        make_message(network, to=f"a{number}@example.org")
    url = reverse("office:messages", args=[network.code])
    first, second = (client_of(member).get(url, {"page": page}).content.decode() for page in (1, 2))
    assert ("a50@" in first, "a0@" in first) == (True, False)
    assert ("a50@" in second, "a0@" in second) == (False, True)


def test_five_messages_cost_as_many_queries_as_fifty(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, url = client_of(member), reverse("office:messages", args=[network.code])

    def queries(count: int) -> int:
        for number in range(count):
            make_message(network, to=f"a{number}@example.org")
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        return len(seen)

    assert queries(5) == queries(45)


def message_url(message: Message, code: str) -> str:
    return reverse("office:message", args=[code, message.public_id])


def test_only_a_demonstration_shows_what_a_message_says(
    network: Network, member: User, auditor: User, client_of: ClientOf, settings: Any
) -> None:
    link = "http://127.0.0.1:8000/l/abc/"
    message = make_message(network, subject="Lähtisitkö mukaan?", text=f"Hei <Aino>!\n\nVastaa:\n{link}\n")
    url, rows = message_url(message, network.code), reverse("office:messages", args=[network.code])
    assert client_of(member).get(url).status_code == 404
    assert url not in client_of(member).get(rows).content.decode()
    settings.DEMO = True
    text = client_of(member).get(url).content.decode()
    assert f'<a href="{link}" rel="nofollow">' in text
    assert "Hei &lt;Aino&gt;!" in text
    assert "<h1>Lähtisitkö mukaan?</h1>" in text
    assert url in client_of(member).get(rows).content.decode()
    assert client_of(auditor).get(url).status_code == 404
    assert url not in client_of(auditor).get(rows).content.decode()


def test_a_message_of_another_network_is_not_there_in_a_demonstration_either(
    other_network: Network, network: Network, member: User, stranger: User, client_of: ClientOf, settings: Any
) -> None:
    settings.DEMO = True
    message = make_message(other_network)
    assert client_of(member).get(message_url(message, network.code)).status_code == 404
    assert client_of(member).get(message_url(message, other_network.code)).status_code == 404
    assert client_of(stranger).get(message_url(message, other_network.code)).status_code == 200


def test_the_desk_leads_to_the_messages(
    network: Network, member: User, colleague: User, client_of: ClientOf
) -> None:
    make_message(network, state=FAILED)
    desk, url = reverse("desk:desk", args=[network.code]), reverse("office:messages", args=[network.code])
    text = client_of(member).get(desk).content.decode()
    assert f'href="{url}"' in text
    assert "Yksi viesti ei lähtenyt" in text
    assert url not in client_of(colleague).get(desk).content.decode()
