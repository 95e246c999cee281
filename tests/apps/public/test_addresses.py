"""What stands at "/" for which host, and who gets to a network's public pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.apps.public.reading import assert_sound, read
from voimala.accounts.models import User
from voimala.networks.models import Host, Network


@pytest.fixture(autouse=True)
def _any_host(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def test_the_only_published_network_stands_at_the_root(client: Client, network: Network) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert read(response).title == "Verkosto voimala"


def test_from_the_second_network_on_the_root_lists_all(
    client: Client, network: Network, other_network: Network
) -> None:
    response = client.get("/")
    page = read(response)
    assert response.status_code == 200
    assert_sound(page, "fi")
    assert page.title == "Täällä toimii 2 kulttuurihyvinvoinnin verkostoa"
    assert {"/v/voimala/", "/v/toinen/"} <= set(page.links)


def test_an_unpublished_network_does_not_count(
    client: Client, network: Network, other_network: Network
) -> None:
    Network.objects.filter(code="toinen").update(published=False)
    assert read(client.get("/")).title == "Verkosto voimala"


def test_without_a_published_network_the_page_tells_it(client: Client, db: None) -> None:
    page = read(client.get("/"))
    assert_sound(page, "fi")
    assert page.title == "Täällä ei ole vielä julkaistu yhtään verkostoa"


@pytest.mark.parametrize("host", ["toinen.example", "TOINEN.example", "toinen.example:8000", "[::1]:8000"])
def test_a_mapped_host_shows_its_network(
    client: Client, network: Network, other_network: Network, host: str
) -> None:
    Host.objects.create(name="toinen.example", network=other_network)
    Host.objects.create(name="[::1]", network=other_network)
    response = client.get("/", headers={"host": host})
    assert response.status_code == 200
    assert read(response).title == "Verkosto toinen"


def test_a_host_mapped_to_an_unpublished_network_shows_nothing_of_it(
    client: Client, other_network: Network
) -> None:
    Host.objects.create(name="toinen.example", network=other_network)
    Network.objects.update(published=False)
    assert "toinen" not in read(client.get("/", headers={"host": "toinen.example"})).text


def test_another_host_is_not_taken_for_a_mapped_one(
    client: Client, network: Network, other_network: Network
) -> None:
    Host.objects.create(name="toinen.example", network=other_network)
    page = read(client.get("/", headers={"host": "eitoinen.example"}))
    assert page.title == "Täällä toimii 2 kulttuurihyvinvoinnin verkostoa"


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("colleague", 200), ("stranger", 404), ("visitor", 404)]
)
def test_an_unpublished_front_page_is_for_its_own_people(
    request: pytest.FixtureRequest,
    client_of: Callable[[User | None], Client],
    network: Network,
    who: str,
    status: int,
) -> None:
    user = None if who == "visitor" else request.getfixturevalue(who)
    Network.objects.filter(pk=network.pk).update(published=False)
    for part in ("", "timeline/", "about/sources/", "about/invented/"):
        assert client_of(user).get(f"/v/voimala/{part}").status_code == status


def test_the_root_of_a_language_is_a_page_too(client: Client, network: Network) -> None:
    for prefix, lang in (("/", "fi"), ("/sv/", "sv"), ("/en/", "en")):
        response = client.get(prefix)
        assert response.status_code == 200
        assert read(response).lang == lang
