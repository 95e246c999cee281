"""No page leads nowhere: every internal link is followed, as a visitor and as each role."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.apps.factories import make_person, make_unit
from tests.apps.public.reading import read
from tests.apps.public.rows import add_facts, make_need, make_proposal, propose_seats
from voimala.accounts.models import User
from voimala.networks.models import Network

pytestmark = pytest.mark.what_pages_say

MOST_PAGES = 900


def walk(client: Client, start: str) -> dict[str, int]:
    """Status of every page that can be reached by links; a redirect counts as its target.

    Anchors must exist on their page.
    """
    found: dict[str, int] = {}
    waiting, anchors, ids = [start], set(), {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        found[address] = response.status_code
        if response.status_code == 302 and "/account/" not in response["Location"]:
            found[address] = 200
            waiting.append(response["Location"])
        assert len(found) < MOST_PAGES, "the pages have no end"
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        page = read(response)
        ids[address] = set(page.ids)
        for link in page.links:
            path, _hash, anchor = link.partition("#")
            if link.startswith(("http:", "https:", "mailto:", "tel:")):
                continue
            target = address.partition("?")[0] + path if path.startswith("?") else path or address
            if anchor:
                anchors.add((target, anchor))
            waiting.append(target)
    lost = sorted(f"{target}#{anchor}" for target, anchor in anchors if anchor not in ids.get(target, set()))
    assert lost == []
    return found


@pytest.mark.parametrize("who", ["visitor", "member", "colleague", "stranger"])
def test_every_link_answers(
    request: pytest.FixtureRequest, client_of: Callable[[User | None], Client], network: Network, who: str
) -> None:
    user = None if who == "visitor" else request.getfixturevalue(who)
    add_facts(network)
    make_person(network, competences={})
    need = make_need(network, host_unit=make_unit(network))
    propose_seats(make_proposal(need), ("person", "culture"), ("unit", "health"))
    make_need(network, "Toinen tarve", published=False)
    found = walk(client_of(user), "/v/voimala/")
    assert {address: status for address, status in found.items() if status != 200} == {}
    assert "/v/voimala/timeline/" in found
    assert ("/v/voimala/desk/" in found) is (who in ("member", "colleague"))
