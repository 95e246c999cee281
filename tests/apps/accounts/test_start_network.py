"""The command that starts an installation's network and lets its first coordinator in."""

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.apps.factories import make_user
from voimala.accounts.management.commands.start_network import end_of_season
from voimala.accounts.models import User
from voimala.core.models import Event
from voimala.core.viewer import Visitor
from voimala.networks.models import Municipality, Network, Period, Region, Setting, TargetGroup
from voimala.networks.models.standard import STANDARD_SETTINGS, STANDARD_TARGET_GROUPS
from voimala.networks.openings import standard_words
from voimala.people.models import Competence

pytestmark = pytest.mark.django_db
SECRET = "vanha vene keinuu rannassa"


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the command is given; the folder it stands in is the current one."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "kunnat.csv"
    file.write_text("name_fi;latitude;longitude\nKotka;60,47;26,95\n", encoding="utf-8")
    return file


def start(monkeypatch: pytest.MonkeyPatch, code: str = "kymi", *extra: str, password: str = SECRET) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    call_command(
        "start_network",
        code,
        "--name=Kymenlaakson verkosto",
        "--name-sv=Kymmenedalens nätverk",
        "--short-name=KYMI",
        "--region=Kymenlaakso",
        "--municipalities=kunnat.csv",
        "--coordinator=Aino@example.org",
        "--coordinator-name=Aino Malli",
        "--password-stdin",
        *extra,
    )


def test_a_network_is_ready_for_its_coordinator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    start(monkeypatch)
    network = Network.objects.get()
    assert (network.code, network.name_sv, network.short_name) == ("kymi", "Kymmenedalens nätverk", "KYMI")
    assert (network.region.code, network.region.name_fi) == ("kymenlaakso", "Kymenlaakso")
    assert Setting.objects.of(network).count() == len(STANDARD_SETTINGS)
    groups = TargetGroup.objects.of(network)
    assert [row.code for row in groups] == [word.code for word in STANDARD_TARGET_GROUPS]
    assert all(row.name_sv and row.name_en and not row.sources for row in groups)
    assert Competence.objects.of(network).exists()
    assert Period.objects.of(network).get().contains(network.today(timezone.now()))
    user = User.objects.get()
    assert user.roles_in(network.pk) == {"coordinator"}
    assert [event.deed for event in Event.objects.order_by("pk")] == [
        "network_started",
        "user_created",
        "role_given",
    ]
    assert capsys.readouterr().out == (
        "Kymenlaakson verkosto is at /v/kymi/; aino@example.org coordinates it.\n"
        "Only its own people see it: visitors find it when it is started with --published.\n"
    )
    signed_in = Client().post("/account/login/", {"login": "aino@example.org", "password": SECRET})
    assert signed_in.status_code == 302
    assert not Network.objects.visible_to(Visitor()).exists()


def test_other_apps_give_their_words_too(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Network] = []
    monkeypatch.setattr(standard_words, "_fillings", [given.append])
    start(monkeypatch, "kymi", "--published")
    assert given == list(Network.objects.visible_to(Visitor()))


def test_a_second_network_may_share_region_and_coordinator(monkeypatch: pytest.MonkeyPatch) -> None:
    start(monkeypatch)
    start(monkeypatch, "toinen", password="")
    assert Region.objects.count() == User.objects.count() == 1
    assert len(User.objects.get().network_ids) == 2


@pytest.mark.parametrize(
    ("code", "extra", "password", "words"),
    [
        ("kymi", (), "lyhyt", "password"),
        ("Kymi 2", (), SECRET, "Kymi 2"),
        ("kymi", ("--starts=2026-08-01", "--ends=2026-08-01"), SECRET, "2026-08-01"),
        ("kymi", ("--coordinator=nobody",), SECRET, "nobody"),
        ("kymi", ("--coordinator-name=",), SECRET, "--coordinator-name"),
        ("voimala", (), SECRET, "voimala"),
    ],
)
def test_a_refusal_is_one_clear_line_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch,
    network: Network,
    code: str,
    extra: tuple[str, ...],
    password: str,
    words: str,
) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        start(monkeypatch, code, *extra, password=password)
    assert "\n" not in str(refused.value)
    assert list(Network.objects.all()) == [network]
    assert not User.objects.exists()
    assert not Event.objects.exists()
    assert not Municipality.objects.filter(region__name_fi="Kymenlaakso").exists()


def test_without_anybody_to_ask_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(CommandError, match="--password-stdin"):
        call_command(
            "start_network",
            "kymi",
            "--name=K",
            "--short-name=K",
            "--region=K",
            "--municipalities=kunnat.csv",
            "--coordinator=a@example.org",
            "--coordinator-name=A",
        )


def test_a_typed_password_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([SECRET, SECRET + "!", SECRET, SECRET])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    words = ["kymi", "--name=K", "--short-name=K", "--region=K", "--coordinator=a@example.org"]
    words += ["--municipalities=kunnat.csv"]
    with pytest.raises(CommandError, match="differ"):
        call_command("start_network", *words, "--coordinator-name=A")
    call_command("start_network", *words, "--coordinator-name=A")
    assert User.objects.get().check_password(SECRET)


def test_a_known_coordinator_needs_neither_name_nor_password(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user(email="aino@example.org")
    start(monkeypatch, "kymi", "--coordinator-name=", password="")
    assert user.check_password("a-password-for-tests")
    assert len(user.network_ids) == 1


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-01-01", "2026-08-01"),
        ("2026-06-02", "2026-08-01"),
        ("2026-06-03", "2027-01-01"),
        ("2026-11-02", "2027-01-01"),
        ("2026-11-03", "2027-08-01"),
        ("2026-12-31", "2027-08-01"),
    ],
)
def test_the_first_period_lasts_at_least_two_months(day: str, end: str) -> None:
    assert end_of_season(dt.date.fromisoformat(day)) == dt.date.fromisoformat(end)
