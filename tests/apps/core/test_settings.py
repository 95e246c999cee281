"""Settings from the environment: typed, refused with the variable's name, safe in production."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured

from voimala.config import environment


@pytest.mark.parametrize(
    ("value", "read"), [("1", True), ("YES", True), ("on", True), ("0", False), ("", False), ("no", False)]
)
def test_a_flag(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("VOIMALA_X", value)
    assert environment.flag("VOIMALA_X") is read


def test_what_cannot_be_read_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VOIMALA_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="VOIMALA_X"):
        environment.flag("VOIMALA_X")
    with pytest.raises(ImproperlyConfigured, match="VOIMALA_X"):
        environment.number("VOIMALA_X", 1)
    for address in ("mysql://a/b", "postgres://a", "postgres://a:port/b", "sqlite://", "nonsense"):
        monkeypatch.setenv("VOIMALA_X", address)
        with pytest.raises(ImproperlyConfigured, match="VOIMALA_X"):
            environment.database("VOIMALA_X", tmp_path / "db")


def test_an_address_is_a_host_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, read in (("https://a.example/", "https://a.example"), ("", "http://127.0.0.1:8000")):
        monkeypatch.setenv("VOIMALA_X", given)
        assert environment.web_address("VOIMALA_X", "http://127.0.0.1:8000") == read
    for refused in (
        "a.example",
        "ftp://a.example",
        "https://",
        "https://a.example/path",
        "https://a.example?b",
    ):
        monkeypatch.setenv("VOIMALA_X", refused)
        with pytest.raises(ImproperlyConfigured, match="VOIMALA_X"):
            environment.web_address("VOIMALA_X", "")


def test_lists_and_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOIMALA_X", " a.example , b.example ,")
    assert environment.words("VOIMALA_X", []) == ["a.example", "b.example"]
    monkeypatch.setenv("VOIMALA_X", " 465 ")
    assert environment.number("VOIMALA_X", 25) == 465
    monkeypatch.delenv("VOIMALA_X")
    assert environment.number("VOIMALA_X", 25) == 25
    assert environment.words("VOIMALA_X", ["x"]) == ["x"]
    assert environment.text("VOIMALA_X", "x") == "x"


def test_a_database_address_may_hold_odd_signs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VOIMALA_X", "postgres://us%40er:p%2Fw@db.example:5433/name?sslmode=require")
    read = environment.database("VOIMALA_X", tmp_path / "db")
    assert (read["USER"], read["PASSWORD"], read["HOST"]) == ("us@er", "p/w", "db.example")
    assert (read["PORT"], read["NAME"], read["OPTIONS"]) == ("5433", "name", {"sslmode": "require"})
    monkeypatch.setenv("VOIMALA_X", f"sqlite://{tmp_path}/new/folder/db")
    assert environment.database("VOIMALA_X", tmp_path)["NAME"] == f"{tmp_path}/new/folder/db"
    assert (tmp_path / "new/folder").is_dir()
    assert environment.has_port(urlsplit("postgres://a/b"))


def test_the_key_is_made_once_and_is_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VOIMALA_X", raising=False)
    var = tmp_path / "var"
    made = environment.secret_key("VOIMALA_X", var)
    assert len(made) > 50
    assert environment.secret_key("VOIMALA_X", var) == made
    assert (var / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in var.iterdir()] == ["secret_key"]
    monkeypatch.setenv("VOIMALA_X", "given")
    assert environment.secret_key("VOIMALA_X", var) == "given"


def test_of_two_that_start_together_one_makes_the_key(tmp_path: Path) -> None:
    """The second one finds the file although it was not there a moment ago."""
    environment.write_once(tmp_path / "secret_key", "first")
    environment.write_once(tmp_path / "secret_key", "second")
    assert (tmp_path / "secret_key").read_text() == "first"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_empty_key_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("VOIMALA_X", raising=False)
    (tmp_path / "secret_key").write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="VOIMALA_X"):
        environment.secret_key("VOIMALA_X", tmp_path)


def settings_under(tmp_path: Path, code: str, **variables: str) -> str:
    """What `code` prints in a fresh Python with these variables only."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "PYTHONPATH": "src", "VOIMALA_VAR": str(tmp_path), **variables},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_nothing_leaves_the_demonstration(tmp_path: Path) -> None:
    code = "from voimala.config import settings; print(settings.EMAIL_BACKEND, settings.DEBUG)"
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert settings_under(tmp_path, code, VOIMALA_EMAIL_BACKEND=smtp) == f"{smtp} False"
    demonstration = settings_under(tmp_path, code, VOIMALA_EMAIL_BACKEND=smtp, VOIMALA_DEMO="1")
    assert demonstration == "django.core.mail.backends.console.EmailBackend False"


def test_a_production_installation_passes_djangos_own_check(tmp_path: Path) -> None:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'voimala.config.settings'\n"
        "import django; django.setup()\n"
        "from django.core.checks import run_checks\n"
        "print(*sorted({found.id for found in run_checks(include_deployment_checks=True)}))"
    )
    found = settings_under(tmp_path, code, VOIMALA_HTTPS="1", VOIMALA_HOSTS="verkosto.example")
    assert set(found.split()) <= {"security.W005", "security.W021"}
