"""Every word, option and setting is documented; the words behave as their page says."""

import re
import subprocess
import sys

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tests.guards.sources import ROOT
from voimala_cli.__main__ import WORDS
from voimala_cli.machine import Machine
from voimala_cli.refusal import Refused
from voimala_cli.test import refuse_required

COMMANDS = ROOT / "docs" / "howto" / "commands.md"
SETTINGS = ROOT / "docs" / "howto" / "settings.md"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
READ_SETTING = re.compile(r"\b(?:text|flag|number|words|secret_key|database)\(\s*\"([A-Z_]+)\"")


def voimala(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "voimala_cli", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def section_of(word: str) -> str:
    """The part of the page under the word's own heading."""
    found = re.search(
        rf"^## `\./voimala {word}[^\n]*\n(.*?)(?=^## |\Z)", COMMANDS.read_text(), re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/howto/commands.md has no heading ## `./voimala {word} …`"
    return found.group()


@pytest.mark.parametrize("word", sorted(set(WORDS) - {"manage"}))
def test_every_option_of_a_word_is_documented(word: str) -> None:
    helped = voimala(word, "--help")
    assert helped.returncode == 0, helped.stderr
    options = set(OPTION.findall(helped.stdout)) - {"--help"}
    assert options
    assert {option for option in options if option not in section_of(word)} == set()


def own_management_commands() -> dict[str, set[str]]:
    """Each with the options it has beyond Django's usual ones."""
    usual = set(OPTION.findall(BaseCommand().create_parser("manage", "usual").format_help()))
    return {
        name: set(OPTION.findall(load_command_class(app, name).create_parser("manage", name).format_help()))
        - usual
        for name, app in get_commands().items()
        if app.startswith("voimala.")
    }


def test_our_own_management_commands_are_documented() -> None:
    commands = own_management_commands()
    assert commands["messages"] == {"--check"}
    lines = {name: line_of(name) for name in commands}
    assert {name: options for name, options in commands.items() if not lines[name]} == {}
    assert [o for name, options in commands.items() for o in options if o not in lines[name]] == []


def line_of(command: str) -> str:
    """The line of the page that tells about a command of `./voimala manage`."""
    found = re.search(rf"^- `{command}\b.*$", section_of("manage"), re.MULTILINE)
    return found.group() if found else ""


def test_every_word_is_in_the_overview() -> None:
    shown = voimala("--help")
    assert shown.returncode == 0
    assert [word for word in WORDS if f"\n  {word} " not in shown.stdout] == []


def test_an_unknown_word_is_refused_in_one_line() -> None:
    refused = voimala("dmeo")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "dmeo" in refused.stderr


def test_every_setting_is_documented() -> None:
    code = (ROOT / "src/voimala/config/settings.py").read_text(encoding="utf-8")
    names = set(READ_SETTING.findall(code))
    assert "DATABASE_URL" in names
    assert {name for name in names if f"`{name}`" not in SETTINGS.read_text(encoding="utf-8")} == set()


def test_what_ci_requires_is_a_failure_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = Machine(browser=None, postgres="postgres://127.0.0.1/voimala").missing()
    monkeypatch.setenv("VOIMALA_REQUIRE", "postgres")
    refuse_required(missing)
    monkeypatch.setenv("VOIMALA_REQUIRE", "browser,postgres")
    with pytest.raises(Refused, match=r"NOT RUN: journeys \(install chromium\)"):
        refuse_required(missing)


def test_ci_requires_the_browser_and_postgres() -> None:
    assert "VOIMALA_REQUIRE=browser,postgres" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
