"""A part that a network leaves out is nowhere: no menu item, no link, no address, for nobody."""

import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

from tests.apps.access_scene import Scene, build_scene
from tests.apps.test_access_table import network_addresses
from voimala.networks.models import Network, Part
from voimala.networks.models.network import all_parts
from voimala.networks.models.part import lacking
from voimala.networks.parts import part_of

# What every network has, whatever it leaves out. An address that is neither here nor in the slot fails.
ALWAYS = {
    "networks:theme", "networks:logo", "networks:blocks", "networks:settings", "networks:tones",
    "networks:change_logo", "networks:remove_logo", "networks:parts", "networks:words", "networks:addresses",
    "networks:remove_address", "networks:neighbours", "networks:offer", "networks:share",
    "desk:desk", "desk:find", "desk:weekly", "desk:handover",
    "office:messages", "office:message", "office:jobs", "office:job", "office:stop",
    "office:files", "office:file", "office:own_calendar",
    "office:imports", "office:new_import", "office:import", "office:left_out",
    "partners:duties", "partners:duty", "partners:roles", "partners:role", "partners:new_role",
    "partners:invite", "partners:invitation",
    "people:profile", "people:own_data",
    "public:network", "public:accessibility", "public:privacy", "public:how", "public:invented",
    "public:sources", "public:news", "public:picture", "public:publishing", "public:publish_new",
    "public:publish_edit",
    "public:withdraw", "public:restore",
}  # fmt: skip
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
OF_EACH_KIND = 2


def test_every_address_belongs_to_a_part_or_to_every_network() -> None:
    unsaid = {name for name in network_addresses() if part_of(name) is None} - ALWAYS
    assert unsaid == set(), "say in the slot `part_addresses` whose these are, or add them to ALWAYS"
    assert {name for name in ALWAYS if part_of(name)} == set()
    assert set(map(part_of, network_addresses())) - {None} <= set(Part.values)


# The mark lets the database be made; each test's own changes are taken back.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Made once for the whole module, and nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        yield build_scene()
        transaction.set_rollback(True)


@pytest.fixture
def scene(built: Scene, django_db_blocker: Any) -> Iterator[Scene]:
    """With what the test changes taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built
        transaction.set_rollback(True)


def use(scene: Scene, *parts: str) -> None:
    Network.objects.filter(pk=scene.network.pk).update(parts=list(parts))


def crawled(client: Client, *starts: str) -> Iterator[tuple[str, str, int]]:
    """The pages that links lead to, two of each kind: address, where the link stood, status."""
    waiting, kinds = [(start, "") for start in starts], Counter[str]()
    while waiting:
        address, before = waiting.pop(0)
        answer = client.get(address)
        yield address, before, answer.status_code
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for found in LINK.findall(answer.content.decode().replace("&amp;", "&")):
            kind = kind_of(found)
            if kind and kinds[kind] < OF_EACH_KIND and found not in {each for each, _ in waiting}:
                kinds[kind] += 1
                waiting.append((found, address))


def kind_of(address: str) -> str:
    """The name of the view; "" for what is walked elsewhere: files, other languages, the account."""
    if address.startswith(("/static/", "/sv/", "/en/", "/account/")):
        return ""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address


STARTS = {
    "coord": ("/v/voimala/", "/v/voimala/desk/"),
    "prof": ("/v/voimala/desk/", "/v/voimala/profile/"),
    "visitor": ("/v/voimala/",),
}
EACH = [("coord", (part,)) for part in Part.values]
ALL_OR_NONE = [(who, out) for who in STARTS for out in ((), tuple(Part.values))]


@pytest.mark.what_pages_say
@pytest.mark.parametrize(("who", "out"), [*EACH, *ALL_OR_NONE])
def test_no_link_leads_to_a_part_left_out(scene: Scene, who: str, out: tuple[str, ...]) -> None:
    kept = set(all_parts()) - set(out)
    use(scene, *(kept - set(lacking(kept))))
    walked = list(crawled(scene.clients[who], *STARTS[who]))
    assert len(walked) > len(STARTS[who])
    broken = [
        f"{address} ({status}), linked from {before}"
        for address, before, status in walked
        if status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.METHOD_NOT_ALLOWED
    ]
    assert broken == []


def test_a_part_left_out_has_no_address_for_anybody(scene: Scene) -> None:
    use(scene)
    named = {"phenomena:need": "need", "assembly:group": "group", "partners:organisation": "organisation"}
    pages = ["phenomena:needs", "assembly:groups", "partners:partners", "people:people", "public:timeline"]
    for client in scene.clients.values():
        for name in [*pages, *named]:
            more = [scene.objects[named[name]].public_id] if name in named else []
            assert client.get(reverse(name, args=["voimala", *more])).status_code in (302, 404), name
    coordinator = scene.clients["coord"]
    for name in [*pages, *named]:
        more = [scene.objects[named[name]].public_id] if name in named else []
        assert coordinator.get(reverse(name, args=["voimala", *more])).status_code == 404
    menu = coordinator.get("/v/voimala/desk/").content.decode()
    for word in ("Tarpeet ja ilmiöt", "Ryhmät", "Kumppanit", "Ihmiset"):
        assert word not in menu


def test_the_desk_tells_nothing_of_a_part_left_out(scene: Scene) -> None:
    full = scene.clients["coord"].get("/v/voimala/desk/").content.decode()
    assert "/v/voimala/proposals/" in full
    use(scene, *(set(Part.values) - {Part.GROUPS.value}))
    without = scene.clients["coord"].get("/v/voimala/desk/").content.decode()
    assert not re.search(r"/v/voimala/(proposals|groups|runs)/", without)


def test_own_data_is_reached_in_every_network_that_keeps_some(scene: Scene) -> None:
    use(scene)
    assert scene.clients["prof"].get("/v/voimala/profile/data/").status_code == 200
    assert scene.clients["prof"].get("/v/voimala/profile/").status_code == 200
