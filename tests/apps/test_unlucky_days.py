"""The unlucky day: no database, a full disk, a session that ended, two clicks at once, somebody gone."""

import datetime as dt
import logging
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import PASSWORD
from tests.apps.phenomena.typing_in import typed_need
from tests.apps.test_attacks import LOGIN
from voimala.accounts.models import User
from voimala.assembly.services import decide_group, propose_group
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.people.models import Person
from voimala.phenomena import services

WRITTEN = {"title_fi": "Yksin öisin", "wished_change_fi": "Joku kuulee, kun yöllä on vaikeaa"}


@pytest.fixture
def shaken(client_of: Callable[[User | None], Client], member: User) -> Client:
    """The coordinator's browser, which sees the page that a fault leaves."""
    browser = client_of(member)
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (OperationalError("database or disk is full"), 503),
        (DatabaseError("broken"), 500),
        (KeyError("x"), 500),
    ],
)
def test_a_fault_keeps_what_was_written(
    fault: Exception, status: int, shaken: Client, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_given: Any) -> None:
        raise fault

    monkeypatch.setattr(services, "open_need", fails)
    address = reverse("phenomena:new", args=[network.code])
    typed = typed_need(network, **WRITTEN, form_key="akey-of-this-form-that-is-long")
    answer = shaken.post(address, typed, headers={"referer": f"http://testserver{address}"})
    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert all(text in answer.text for text in WRITTEN.values())
    assert "akey-of-this-form" not in answer.text
    assert answer.text.count("<textarea") == len(WRITTEN)


def test_a_fault_shows_nothing_to_the_form_of_another_site(
    shaken: Client, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "open_need", None)
    typed = typed_need(network, **WRITTEN)
    address = reverse("phenomena:new", args=[network.code])
    answer = shaken.post(address, typed, headers={"referer": "https://evil.example/"})
    assert answer.status_code == 500
    assert "Yksin" not in answer.text


def test_short_texts_too_survive_the_end_of_a_session(client: Client, network: Network) -> None:
    address = reverse("phenomena:new", args=[network.code])
    typed = typed_need(network, title_fi="Yksin öisin", municipality_note="kuopio", password="Salasana 1")
    answer = client.post(address, typed, headers={"referer": f"http://testserver{address}"})
    assert answer.status_code == 403
    assert ">Yksin öisin</textarea>" in answer.text
    assert answer.text.count("<textarea") == 1


def test_the_log_names_nobody_who_tries_to_sign_in(
    client: Client, member: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _attempt in range(10):
            answer = client.post(LOGIN, {"login": member.email, "password": "a-wrong-password"})
    assert answer.status_code == 429
    assert member.email not in caplog.text


def test_a_lock_at_one_computer_locks_nobody_out_at_another(client: Client, member: User) -> None:
    for _attempt in range(10):
        client.post(LOGIN, {"login": member.email, "password": "a-wrong-password"}, REMOTE_ADDR="192.0.2.1")
    right = {"login": member.email, "password": PASSWORD}
    assert client.post(LOGIN, right, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert client.post(LOGIN, right, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_what_manage_makes_is_private(tmp_path: Path, root: Path) -> None:
    environment = {**os.environ, "VOIMALA_VAR": str(tmp_path / "var"), "PYTHONPATH": str(root / "src")}
    environment.pop("DATABASE_URL", None)
    words = [sys.executable, "-m", "voimala_cli", "manage", "showmigrations", "core"]
    subprocess.run(words, env=environment, check=True, capture_output=True, umask=0o022)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "var").iterdir()}
    assert modes["db.sqlite3"] == modes["secret_key"] == 0o600


@pytest.mark.parametrize("gone", [{"deleted_at": timezone.now()}, {"may_be_suggested": False}])
def test_who_is_gone_is_on_no_page_of_a_proposal(
    gone: dict[str, Any],
    network: Network,
    member: User,
    client_of: Callable[[User | None], Client],
    now: dt.datetime,
) -> None:
    people = make_people(network)
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=now)
    address = reverse("assembly:proposal", args=[network.code, proposal.public_id])
    names = [people["musician"].name.split()[-1], people["youth"].name.split()[-1]]
    browser = client_of(member)
    assert all(name in browser.get(address).text for name in names)
    Person.objects.filter(pk__in=[people["musician"].pk, people["youth"].pk]).update(**gone)
    assert not any(f"Ihminen\N{NO-BREAK SPACE}{name}" in browser.get(address).text for name in names)


def test_who_is_deleted_is_not_on_the_page_of_a_group(
    network: Network, member: User, client_of: Callable[[User | None], Client], now: dt.datetime
) -> None:
    musician = make_people(network)["musician"]
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=now)
    group = decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)
    address = reverse("assembly:group", args=[network.code, group.public_id])
    seat = group.seats.get(person=musician)
    of_seat = reverse("assembly:seat", args=[network.code, group.public_id, seat.position])
    browser, name = client_of(member), re.compile(rf"{musician.name}\b")
    for page in (address, of_seat):
        assert name.search(browser.get(page).text)
    Person.objects.filter(pk=musician.pk).update(deleted_at=now)
    for page in (address, of_seat):
        assert not name.search(browser.get(page).text)
