"""Every service that somebody does: refused to others, told in the trail, and done whole or not at all.

A service that takes `by` and is not in the table fails. What each deed changes is tested beside its app.
"""

import datetime as dt
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone, translation

import voimala
from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.deeds import DEEDS, NAMES, NOT_DEEDS, Deed, Scene, doer
from tests.apps.factories import make_network, make_user
from tests.apps.phenomena.conftest import words_of
from voimala.accounts.models import User
from voimala.assembly.services import (
    choose,
    decide_group,
    leave_proposal,
    propose_group,
    undo_choice,
)
from voimala.core import events
from voimala.core.errors import NotAllowed
from voimala.core.models import Event, EventSubject
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import SearchEntry
from voimala.office.services import rebuild_index
from voimala.people.services import (
    note_reading,
)
from voimala.phenomena.services import frame_need


@dataclass(frozen=True)
class Built:
    """A scene, and the three people who meet it."""

    scene: Scene
    member: User
    colleague: User
    stranger: User


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Made once for the whole module, and nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("fi"):
        network, now = make_network(), timezone.now()
        member = make_user(network, password=None)
        colleague = make_user(network, RoleKind.PROFESSIONAL, password=None)
        stranger = make_user(make_network("toinen"), password=None)
        yield Built(make_scene(network, member, now), member, colleague, stranger)
        transaction.set_rollback(True)


def make_scene(network: Network, member: User, now: dt.datetime) -> Scene:
    """A need without a brief, and a brief that can be met."""
    make_people(network)
    need = frame_need(by=acting(member), network=network, now=now, **words_of(network))
    return Scene(network, now, make_user(network, RoleKind.EXPERT), need, make_brief(network))


@pytest.fixture
def own(built: Built, db: None) -> Built:
    """Rows that the test may change: its own copies, and what it stores is taken back."""
    return deepcopy(built)


@pytest.fixture
def scene(own: Built) -> Scene:
    return own.scene


@pytest.fixture
def network(own: Built) -> Network:
    return own.scene.network


@pytest.fixture
def member(own: Built) -> User:
    return own.member


@pytest.fixture
def colleague(own: Built) -> User:
    return own.colleague


@pytest.fixture
def stranger(own: Built) -> User:
    return own.stranger


def ready(scene: Scene, deed: Deed, by: Actor) -> Scene:
    """With a proposal, when it is about one."""
    if deed.service not in (choose, undo_choice, decide_group, leave_proposal):
        return scene
    return replace(scene, proposal=propose_group(by=by, brief=scene.brief, now=scene.now))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all our tables."""
    own = [model for model in apps.get_models() if model.__module__.startswith("voimala.")]
    with connection.cursor() as cursor:
        return {model._meta.label: rows_of(model, cursor) for model in own}


def rows_of(model: type[models.Model], cursor: Any) -> list[tuple[Any, ...]]:
    """As they are stored: only whether they change is asked, a thousand times."""
    cursor.execute(*question_for(model))
    return list(cursor.fetchall())


@cache
def question_for(model: type[models.Model]) -> tuple[str, Any]:
    return model._base_manager.order_by("pk").values_list().query.sql_with_params()


def services() -> Iterator[Callable[..., Any]]:
    """Every public function of every services module that takes `by`."""
    for module in modules():
        for name, found in inspect.getmembers(module, inspect.isfunction):
            public = not name.startswith("_") and found.__module__ == module.__name__
            if public and "by" in inspect.signature(found).parameters:
                yield found


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(voimala.__path__, "voimala."):
        if ".services" in found.name:
            yield import_module(found.name)


def test_every_service_is_in_the_table() -> None:
    assert set(services()) == {deed.service for deed in DEEDS} | set(NOT_DEEDS)


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_a_deed_is_told_in_the_trail(scene: Scene, member: User, deed: Deed) -> None:
    by = doer(deed, member)
    scene = ready(scene, deed, by)
    arguments, before = deed.arguments(scene), Event.objects.count()
    deed.service(by=by, now=scene.now, **arguments)
    told = list(Event.objects.order_by("pk"))[before:]
    assert tuple(event.deed for event in told) == deed.told
    assert {(event.at, event.actor_name) for event in told} == {(scene.now, by.name)}
    assert all(event.network_id for event in told)


@pytest.mark.parametrize("who", ["colleague", "stranger"])
@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_a_deed_is_refused_to_others_and_changes_nothing(
    request: pytest.FixtureRequest, scene: Scene, member: User, deed: Deed, who: str
) -> None:
    user = request.getfixturevalue(who)
    scene = ready(scene, deed, acting(member))
    arguments, before = deed.arguments(scene), everything()
    with pytest.raises(NotAllowed):
        deed.service(by=acting(user), now=scene.now, **arguments)
    assert everything() == before


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_a_deed_that_cannot_be_told_is_not_done(
    scene: Scene, member: User, deed: Deed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event is written last: when even that fails, everything before it is taken back."""
    by = doer(deed, member)
    scene = ready(scene, deed, by)
    arguments, before = deed.arguments(scene), everything()

    def fail(**_event: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(events, "record", fail)
    with pytest.raises(KeyboardInterrupt):
        deed.service(by=by, now=scene.now, **arguments)
    assert everything() == before


def test_reading_oneself_is_no_event_and_others_are_one(
    network: Network, member: User, now: dt.datetime
) -> None:
    people = list(make_people(network).values())
    people[0].user = member
    people[0].save()
    by = acting(member)
    note_reading(by=by, network=network, people=people[:1], now=now)
    assert not Event.objects.filter(deed="people_read").exists()
    note_reading(by=by, network=network, people=people, now=now, purpose="group")
    event = Event.objects.get(deed="people_read")
    read = EventSubject.objects.filter(event_id=event.pk).values_list("subject_id", flat=True)
    assert set(read) == {person.public_id for person in people[1:]}
    assert event.purpose == "group"


@pytest.mark.parametrize("deed", DEEDS, ids=NAMES)
def test_after_a_deed_the_search_knows_what_a_new_index_would(scene: Scene, member: User, deed: Deed) -> None:
    by = doer(deed, member)
    scene = ready(scene, deed, by)
    arguments = deed.arguments(scene)
    rebuild_index(now=scene.now)
    deed.service(by=by, now=scene.now, **arguments)
    followed = entries()
    rebuild_index(now=scene.now)
    assert followed == entries()


def entries() -> set[tuple[Any, ...]]:
    return set(SearchEntry.objects.values_list("network", "kind", "public_id", "sort_key", "tokens"))
