"""The words `demo`, `serve` and `test` from inside: what they refuse, keep apart and report."""

import errno
import os
import socket
import sys

import pytest

from voimala_cli import demo, test
from voimala_cli.checks import Check
from voimala_cli.machine import Machine, find_browser, postgres_address
from voimala_cli.refusal import Refused
from voimala_cli.serving import clear_lines_for_disk_and_database, require_free_port

GOOD = [sys.executable, "-c", ""]
BAD = [sys.executable, "-c", "raise SystemExit(3)"]


def test_a_taken_port_is_refused_with_another_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(Refused, match=rf"port {port} is taken.*\./voimala demo --port {port + 1}"):
            require_free_port("127.0.0.1", port, "demo")
    require_free_port("127.0.0.1", port, "demo")


def test_a_full_disk_is_one_line() -> None:
    with pytest.raises(Refused, match="the disk is full"), clear_lines_for_disk_and_database():
        raise OSError(errno.ENOSPC, "No space left on device")


def test_another_failure_is_not_called_a_full_disk() -> None:
    with pytest.raises(PermissionError), clear_lines_for_disk_and_database():
        raise PermissionError(errno.EACCES, "Permission denied")


def test_the_demonstration_never_uses_an_installations_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/live")
    monkeypatch.setenv("VOIMALA_VAR", "live")
    monkeypatch.setenv("VOIMALA_DEMO", "0")
    monkeypatch.setenv("VOIMALA_ADDRESS", "https://live.example")
    demo.set_environment(8123, demo.FOLDER)
    assert "DATABASE_URL" not in os.environ
    assert os.environ["VOIMALA_VAR"] == str(demo.FOLDER)
    assert os.environ["VOIMALA_DEMO"] == "1"
    assert os.environ["VOIMALA_ADDRESS"] == "http://127.0.0.1:8123"


def test_tests_never_use_an_installations_data(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "VOIMALA_HTTPS", "VOIMALA_VAR"):
        monkeypatch.setenv(name, "live")
    environment = test.environment_of({"DATABASE_URL": "postgres://127.0.0.1/tests"})
    assert environment["DATABASE_URL"] == "postgres://127.0.0.1/tests"
    assert environment["VOIMALA_VAR"].endswith("var/test")
    assert not {"SECRET_KEY", "VOIMALA_HTTPS"} & environment.keys()


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[Check]:
    """The checks that `./voimala test` runs in these tests."""
    checks: list[Check] = []
    monkeypatch.setattr(test, "all_checks", lambda _machine, *, screenshots: checks)
    monkeypatch.delenv("VOIMALA_REQUIRE", raising=False)
    return checks


def test_what_cannot_be_run_is_the_last_line(steps: list[Check], capfd: pytest.CaptureFixture[str]) -> None:
    steps += [Check("lint", GOOD), Check("journeys", BAD, needs="browser")]
    assert test.run_all(Machine(browser=None, postgres="here"), screenshots=False) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "NOT RUN: journeys (install chromium)"


def test_nothing_is_called_not_run_when_all_is_here(
    steps: list[Check], capfd: pytest.CaptureFixture[str]
) -> None:
    steps += [Check("lint", GOOD), Check("journeys", GOOD, needs="browser")]
    assert test.run_all(Machine(browser="here", postgres="here"), screenshots=False) == 0
    assert "NOT RUN" not in capfd.readouterr().out


def test_the_first_failure_stops_and_is_named(steps: list[Check], capfd: pytest.CaptureFixture[str]) -> None:
    steps += [Check("lint", GOOD), Check("types", BAD, {"WHERE": "here"}), Check("guards", GOOD)]
    assert test.run_all(Machine(browser="here", postgres="here"), screenshots=False) == 1
    shown = capfd.readouterr().out
    assert "FAILED: types" in shown
    assert "alone: WHERE=here " in shown
    assert "guards" not in shown


def test_a_typing_error_in_what_ci_requires_is_refused(
    steps: list[Check], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOIMALA_REQUIRE", "browser,postgre")
    with pytest.raises(Refused, match="postgre is not one of"):
        test.run_all(Machine(browser="here", postgres="here"), screenshots=False)


def test_postgres_is_looked_for_where_database_url_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@db.example:5433/voimala")
    assert postgres_address() == "postgresql://somebody@db.example:5433/voimala"
    monkeypatch.setenv("DATABASE_URL", "sqlite:///somewhere.sqlite3")
    monkeypatch.setenv("PGUSER", "somebody")
    assert postgres_address() == "postgres://somebody@127.0.0.1:5432/voimala"


def test_a_named_browser_that_is_not_there_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOIMALA_CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("PATH", "")
    assert find_browser() is None
    monkeypatch.setenv("VOIMALA_CHROMIUM", sys.executable)
    assert find_browser() == sys.executable
