"""What needs and briefs put elsewhere, and who sees the rows."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.factories import make_user
from tests.apps.phenomena.conftest import Make, words_of
from voimala.accounts.models import User
from voimala.core import events, references
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer, Visitor, acting, system
from voimala.networks.models import Network, RoleKind
from voimala.phenomena import services, slots
from voimala.phenomena.models import Brief, Phenomenon


def link_to(kind: str, public_id: str) -> Actor:
    return Actor(kind="link", name="link", only=Reference(kind, public_id))


SEES_NEED = {
    "member": True,
    "colleague": True,
    "operator": False,
    "stranger": False,
    "visitor": False,
    "system": True,
    "link to it": True,
    "link to another": False,
}
SEES_PUBLISHED = {
    **dict.fromkeys(SEES_NEED, True),
    "link to another": False,
}


@pytest.fixture
def viewers(
    member: User, colleague: User, stranger: User, network: Network, need: Phenomenon
) -> dict[str, Viewer]:
    return {
        "member": member,
        "colleague": colleague,
        "operator": make_user(network, RoleKind.OPERATOR),
        "stranger": stranger,
        "visitor": Visitor(),
        "system": system("test"),
        "link to it": link_to("need", need.public_id),
        "link to another": link_to("need", "bcdfghjkmnpq"),
    }


@pytest.mark.parametrize("who", SEES_NEED)
@pytest.mark.parametrize("published", [False, True])
def test_who_sees_a_need(
    viewers: dict[str, Viewer], need: Phenomenon, who: str, published: bool, now: dt.datetime
) -> None:
    need.published = published
    need.save()
    expected = SEES_PUBLISHED if published else SEES_NEED
    assert Phenomenon.objects.visible_to(viewers[who]).exists() == expected[who]
    need.deleted_at = now
    need.save()
    assert Phenomenon.objects.visible_to(viewers[who]).exists() == (who == "system")


@pytest.mark.parametrize("who", [who for who in SEES_NEED if not who.startswith("link")])
def test_a_brief_is_never_public(viewers: dict[str, Viewer], brief: Brief, who: str) -> None:
    brief.phenomenon.published = True
    brief.phenomenon.save()
    assert Brief.objects.visible_to(viewers[who]).exists() == SEES_NEED[who]


def test_references_tell_name_and_address_to_those_who_see(
    member: User, stranger: User, need: Phenomenon, brief: Brief
) -> None:
    told = references.describe(Reference("need", need.public_id), member)
    assert told == ("Nuorten aikuisten yksinäisyys", f"/v/voimala/needs/{need.public_id}/")
    told = references.describe(Reference("brief", brief.public_id), member)
    assert told is not None
    assert told[1] == f"/v/voimala/needs/{need.public_id}/brief/"
    for kind, public_id in (("need", need.public_id), ("brief", brief.public_id)):
        assert references.describe(Reference(kind, public_id), stranger) is None


def test_the_menu_leaves_out_those_with_no_business(
    member: User, colleague: User, stranger: User, network: Network
) -> None:
    shown = [slots.menu_items(viewer, network) for viewer in (member, colleague)]
    assert [len(items) for items in shown] == [1, 1]
    operator = make_user(network, RoleKind.OPERATOR)
    assert [slots.menu_items(viewer, network) for viewer in (operator, stranger, Visitor())] == [[], [], []]


def test_the_desk_asks_for_missing_briefs_oldest_first(
    member: User, colleague: User, network: Network, brief: Brief, frame: Make, now: dt.datetime
) -> None:
    assert slots.needs_without_a_brief(member, network, now) == []
    made = [frame(title={"fi": f"Tarve {number}"}) for number in range(9)]
    with CaptureQueriesContext(connection) as seen:
        items = slots.needs_without_a_brief(member, network, now)
    assert len(seen) == 1
    assert [item.url.split("/")[-3] for item in items] == [need.public_id for need in made[:7]]
    assert "Tarve 0" in items[0].title
    assert slots.needs_without_a_brief(colleague, network, now) == []


@pytest.mark.parametrize("deed", ["need_framed", "brief_started"])
def test_a_failed_deed_leaves_nothing(
    member: User, network: Network, now: dt.datetime, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    kept = events.record

    def failing(**given: Any) -> Any:
        if given["deed"] == deed:
            raise RuntimeError("the disk is full")
        return kept(**given)

    monkeypatch.setattr(events, "record", failing)
    with pytest.raises(RuntimeError):
        services.open_need(by=acting(member), network=network, now=now, **words_of(network))
    assert not Phenomenon.objects.exists()
    assert not Brief.objects.exists()
