"""Who opens which page of needs and briefs."""

import pytest

from tests.apps.factories import make_user
from tests.apps.phenomena.typing_in import ClientOf, typed_brief, typed_need, url
from voimala.accounts.models import User
from voimala.networks.models import Network, RoleKind
from voimala.phenomena.models import Brief, Phenomenon

WRITERS = {RoleKind.COORDINATOR}


@pytest.mark.parametrize("role", RoleKind)
@pytest.mark.parametrize("page", ["needs", "new", "need", "edit", "brief"])
def test_pages_by_role(
    client_of: ClientOf, network: Network, brief: Brief, role: RoleKind, page: str
) -> None:
    args = [brief.phenomenon.public_id] if page in ("need", "edit", "brief") else []
    status = client_of(make_user(network, role)).get(url(page, network, *args)).status_code
    if role == RoleKind.OPERATOR and page in ("need", "edit", "brief"):
        assert status == 404
    elif page in ("needs", "need"):
        assert status == 200
    else:
        assert status == (200 if role in WRITERS else 403)


@pytest.mark.parametrize("page", ["needs", "new", "need", "edit", "brief"])
def test_strangers_find_nothing_and_visitors_sign_in(
    client_of: ClientOf, stranger: User, network: Network, brief: Brief, page: str
) -> None:
    brief.phenomenon.published = True
    brief.phenomenon.save()
    args = [brief.phenomenon.public_id] if page in ("need", "edit", "brief") else []
    assert client_of(stranger).get(url(page, network, *args)).status_code == 404
    assert client_of(None).get(url(page, network, *args)).status_code == 302


def test_a_published_need_of_another_network_is_not_this_networks(
    client_of: ClientOf, stranger: User, other_network: Network, brief: Brief
) -> None:
    brief.phenomenon.published = True
    brief.phenomenon.save()
    address = url("need", other_network, brief.phenomenon.public_id)
    assert client_of(stranger).get(address).status_code == 404


def test_a_colleague_cannot_write_by_hand(
    client_of: ClientOf, colleague: User, network: Network, brief: Brief
) -> None:
    client, public_id = client_of(colleague), brief.phenomenon.public_id
    assert client.post(url("new", network), typed_need(network)).status_code == 403
    assert client.post(url("edit", network, public_id), typed_need(network, seen="1")).status_code == 403
    assert client.post(url("brief", network, public_id), typed_brief(brief, hours="1")).status_code == 403
    assert Phenomenon.objects.count() == 1
    assert Brief.objects.get(pk=brief.pk).version == 1
