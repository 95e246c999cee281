"""Every test of the platform knows three people: a member, a colleague of another role, a stranger."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.utils import timezone, translation

from tests.apps.factories import make_network, make_user
from voimala.accounts.models import User
from voimala.networks.models import Network, RoleKind

LONG = (
    "test_parts", "test_isolation", "test_deeds", "test_access_table", "test_overbook_races", "test_handover",
    "test_imports_killed", "test_kill_signing", "test_kill_approving", "test_kill_asking", "test_constraints",
    "test_links", "test_attacks", "test_agreement_life", "test_query_counts", "demo.",
)  # fmt: skip
"""Modules that take longest: they go first, so that no core ends alone with one of them."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the random order has been drawn."""
    items.sort(key=lambda item: not any(name in item.nodeid.replace("/", ".") for name in LONG))


@pytest.fixture(autouse=True)
def fast_and_alone(settings: Any) -> Iterator[None]:
    """Passwords are hashed quickly; the language and the rate limits of one test do not reach the next."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    translation.activate("fi")
    yield
    cache.clear()


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def network(db: None) -> Network:
    return make_network("voimala")


@pytest.fixture
def other_network(db: None) -> Network:
    return make_network("toinen")


@pytest.fixture
def member(network: Network) -> User:
    """The network's coordinator."""
    return make_user(network, RoleKind.COORDINATOR)


@pytest.fixture
def colleague(network: Network) -> User:
    """A professional of the same network."""
    return make_user(network, RoleKind.PROFESSIONAL)


@pytest.fixture
def stranger(other_network: Network) -> User:
    """The coordinator of another network."""
    return make_user(other_network, RoleKind.COORDINATOR)


@pytest.fixture
def client_of() -> Callable[[User | None], Client]:
    """A browser-like client signed in as a user; None is the visitor."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client_of


@pytest.fixture
def installed_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Lets threads wait for each other as in an installation.

    The tests' SQLite lives in memory, where nobody waits for a lock: threads get a file with its tables.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    connection.ensure_connection()
    name, settings["NAME"] = settings["NAME"], tmp_path / "db.sqlite3"
    with sqlite3.connect(settings["NAME"]) as copy:
        connection.connection.backup(copy)
    copy.close()
    yield
    settings["NAME"] = name
