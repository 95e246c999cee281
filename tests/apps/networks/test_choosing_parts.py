"""Choosing the parts of a network: what is refused, what the form keeps, and doing without agreements."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.apps.factories import make_network, make_user
from voimala.accounts.models import User
from voimala.core.refusal import Refused
from voimala.core.viewer import acting
from voimala.networks.models import Network, Part
from voimala.networks.models.network import all_parts
from voimala.networks.models.part import NEEDED
from voimala.networks.parts import has_page
from voimala.networks.services.settings import choose_parts

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User | None], Client]
PAGES_OF_A_BEGINNING = (
    "desk:desk", "partners:partners", "people:people", "phenomena:needs", "public:network"
)  # fmt: skip


@pytest.mark.parametrize("part", NEEDED)
def test_a_part_is_refused_without_what_it_needs(
    network: Network, member: User, now: dt.datetime, part: str
) -> None:
    with pytest.raises(Refused) as refused:
        choose_parts(by=acting(member), network=network, seen=1, now=now, parts=[part])
    assert str(Part(part).label) in refused.value.message
    assert all(str(needed.label) in refused.value.message for needed in NEEDED[part])
    whole = {part, *(needed.value for needed in NEEDED[part])}
    saved = choose_parts(by=acting(member), network=network, seen=1, now=now, parts=whole)
    assert set(saved.parts) == whole


def test_an_unknown_part_is_refused(network: Network, member: User, now: dt.datetime) -> None:
    with pytest.raises(Refused):
        choose_parts(by=acting(member), network=network, seen=1, now=now, parts=["chess"])


def test_the_form_ticks_explains_and_keeps_what_was_ticked(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, address = client_of(member), reverse("networks:parts", args=[network.code])
    assert f"Käytössä on {len(Part)} osaa {len(Part)} osasta" in client.get(address).content.decode()
    answer = client.post(address, {"parts_used": ["groups", "news"], "seen": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ei toimi ilman näitä" in page
    assert re.search(r'value="groups"[^>]*checked', page)
    assert not re.search(r'value="people"[^>]*checked', page)
    assert client.post(address, {"parts_used": ["news"], "seen": 1}).status_code == 302
    network.refresh_from_db()
    assert network.parts == ["news"]
    assert client.post(address, {"parts_used": Part.values, "seen": 1}).status_code == 409


def test_a_page_outside_the_platform_is_not_judged(network: Network) -> None:
    assert has_page(network, "https://example.org/needs/")
    assert has_page(Network(parts=[]), "/v/x/desk/?a=b#c")
    assert not has_page(Network(parts=[]), "/v/x/needs/?a=b#c")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_page_needs_an_agreement_or_speaks_of_one_that_is_not(language: str, client_of: ClientOf) -> None:
    """A network that just begins: no memberships, and the part of agreements left out."""
    network = make_network("alku", parts=[part for part in all_parts() if part != Part.AGREEMENT])
    client = client_of(make_user(network))
    said = {"fi": "sopimu", "sv": "avtal", "en": "agreement"}[language]
    with translation.override(language):
        pages = [
            reverse(name, args=[network.code])
            for name in (
                "desk:desk",
                "partners:partners",
                "people:people",
                "phenomena:needs",
                "public:network",
            )
        ]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        main = main_of(answer)
        assert said not in main.lower(), address


def main_of(answer: Any) -> str:
    page = str(answer.content.decode())
    return page[page.index("<main") : page.index("</main>")]
