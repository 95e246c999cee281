"""Host names of a network: who adds them, what is refused and in which words."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_user
from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.networks.models import Host, Network, RoleKind
from voimala.networks.models.network import is_host
from voimala.networks.services.hosts import HostRefused, add_host, remove_host, well_formed

ClientOf = Callable[[User | None], Client]


@pytest.fixture
def operator(network: Network) -> User:
    return make_user(network, RoleKind.OPERATOR)


def url(network: Network, page: str = "addresses") -> str:
    return reverse(f"networks:{page}", args=[network.code])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Verkosto.Example.", "verkosto.example"),
        (" a-b.c.fi ", "a-b.c.fi"),
        ("hyvä.fi", "xn--hyv-sla.fi"),
    ],
)
def test_a_host_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert well_formed(typed) == kept
    is_host(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "verkosto",
        "https://verkosto.example",
        "verkosto.example:8000",
        "a b.fi",
        "-a.fi",
        "a..fi",
        "a_b.fi",
    ],
)
def test_a_malformed_host_is_refused(typed: str) -> None:
    with pytest.raises(HostRefused):
        well_formed(typed)


def test_a_host_of_another_network_is_refused_with_a_way_out(
    network: Network, other_network: Network, operator: User, now: dt.datetime
) -> None:
    Host.objects.create(name="varattu.example", network=other_network)
    with pytest.raises(HostRefused, match="valitse toinen nimi"):
        add_host(by=acting(operator), network=network, now=now, name="Varattu.example")
    remove_host(by=acting(operator), network=network, now=now, name="varattu.example")
    assert Host.objects.get().network == other_network


def test_the_operator_adds_and_removes_and_reads_what_the_server_must_know(
    network: Network, operator: User, client_of: ClientOf, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver", "tuttu.example"]
    client = client_of(operator)
    for name in ("tuttu.example", "outo.example"):
        assert client.post(url(network), {"name": name}).status_code == 302
    page = client.get(url(network)).content.decode()
    assert page.count("Palvelin vastaa tähän nimeen.") == 1
    assert page.count("Palvelin ei vielä vastaa tähän nimeen") == 1
    assert "VOIMALA_HOSTS" in page
    answer = client.post(url(network), {"name": "https://x.example"})
    assert answer.status_code == 422
    assert 'value="https://x.example"' in answer.content.decode()
    client.post(url(network, "remove_address"), {"name": "tuttu.example"})
    assert [host.name for host in network.hosts.all()] == ["outo.example"]


def test_a_coordinator_reads_them_without_a_form(network: Network, member: User, client_of: ClientOf) -> None:
    Host.objects.create(name="verkosto.example", network=network)
    page = client_of(member).get(url(network)).content.decode()
    assert "verkosto.example" in page
    assert 'name="name"' not in page


def test_the_menu_leads_each_to_the_own_first_page(
    network: Network, member: User, operator: User, colleague: User, client_of: ClientOf
) -> None:
    desk = reverse("desk:desk", args=[network.code])
    assert f'<a href="{url(network, "settings")}">' in client_of(member).get(desk).content.decode()
    assert f'<a href="{url(network)}">' in client_of(operator).get(desk).content.decode()
    assert "/settings/" not in client_of(colleague).get(desk).content.decode()
