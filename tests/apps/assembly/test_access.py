"""Who sees proposals and groups, and who may do what with them, from one table."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.factories import make_user
from voimala.accounts.models import User
from voimala.assembly.models import Group, Proposal, Run
from voimala.assembly.services import decide_group
from voimala.assembly.slots import filling_panel, menu_items, need_panel, steps_of, waiting
from voimala.core import access
from voimala.core.references import Reference, describe
from voimala.core.viewer import Viewer, Visitor, acting
from voimala.networks.models import Network, RoleKind

WATCHERS = {"coordinator", "auditor"}
PEOPLE = ["coordinator", "auditor", "professional", "partner_contact", "board_member", "expert", "operator"]
PEOPLE += ["stranger", "visitor"]
DEEDS = ("assembly.propose", "assembly.decide", "assembly.leave")


@pytest.fixture
def group(proposal: Proposal, member: User, now: dt.datetime) -> Group:
    return decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)


@pytest.fixture
def viewer_called(network: Network, stranger: User) -> Callable[[str], Viewer]:
    def viewer_called(name: str) -> Viewer:
        if name == "visitor":
            return Visitor()
        return stranger if name == "stranger" else make_user(network, RoleKind(name))

    return viewer_called


@pytest.mark.parametrize("name", PEOPLE)
def test_only_coordinator_and_auditor_see(
    group: Group, network: Network, now: dt.datetime, viewer_called: Callable[[str], Viewer], name: str
) -> None:
    viewer = viewer_called(name)
    expected = name in WATCHERS
    for model in (Run, Proposal, Group):
        assert model.objects.visible_to(viewer).exists() is expected
    proposal = Reference("proposal", group.proposal.public_id)
    for reference in (proposal, Reference("group", group.public_id)):
        assert (describe(reference, viewer) is not None) is expected
    need = group.brief.phenomenon
    assert (need_panel(need, viewer) is not None) is expected
    assert (filling_panel(network, viewer) is not None) is expected
    assert bool(steps_of([need], viewer)) is expected
    assert bool(menu_items(viewer, network)) is expected
    assert bool(waiting(viewer, network, now)) is (name == "coordinator")


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("deed", DEEDS)
def test_only_the_coordinator_acts(
    proposal: Proposal, viewer_called: Callable[[str], Viewer], name: str, deed: str
) -> None:
    assert access.allowed(deed, viewer_called(name), proposal) is (name == "coordinator")


@pytest.mark.parametrize("name", PEOPLE)
def test_pages_answer_by_the_same_table(
    group: Group,
    network: Network,
    viewer_called: Callable[[str], Viewer],
    client_of: Callable[[User | None], Client],
    name: str,
) -> None:
    viewer = viewer_called(name)
    client = client_of(viewer if isinstance(viewer, User) else None)
    ids = {"run": group.proposal.run, "proposal": group.proposal, "group": group}
    for page, row in ids.items():
        response = client.get(reverse(f"assembly:{page}", args=[network.code, row.public_id]), follow=True)
        if name == "visitor":
            assert response.redirect_chain[0][0].startswith(reverse("account_login"))
        else:
            assert response.status_code == (200 if name in WATCHERS else 404)
    decide = client.get(reverse("assembly:decide", args=[network.code, group.proposal.public_id]))
    expected = {"coordinator": 302, "auditor": 403, "visitor": 302}
    assert decide.status_code == expected.get(name, 404)


def test_an_address_of_another_network_finds_nothing(
    group: Group, other_network: Network, client_of: Callable[[User | None], Client]
) -> None:
    """A coordinator of both networks still meets each network's things at its own address only."""
    both = make_user(group.network)
    both.roles.create(network=other_network, kind=RoleKind.COORDINATOR, since=dt.date(2020, 1, 1))
    client = client_of(both)
    for page, row in {"proposal": group.proposal, "group": group, "run": group.proposal.run}.items():
        response = client.get(reverse(f"assembly:{page}", args=[other_network.code, row.public_id]))
        assert response.status_code == 404
    propose = reverse("assembly:propose", args=[other_network.code, group.brief.public_id])
    assert client.post(propose).status_code == 404
