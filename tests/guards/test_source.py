"""Rules about our own source that neither ruff nor mypy knows."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.sources import ROOT, files, imports_of, name_of, own, python_files, text_of

LONGEST_FILE = 400
# Signals of whomever, and the machinery of making them.
FORBIDDEN_IMPORTS = re.compile(r"\w.*\.signals\b|django\.(dispatch|contrib\.admin)\b")
# Written in two parts, so that this file does not name them itself.
WORKPLACES = ["../" + "shared", "/work" + "/", "/root" + "/", "/opt/" + "wheels"]
CODES = r"[A-Za-z0-9-]+(?:,\s*[A-Za-z0-9-]+)*"
SILENCER = re.compile(
    rf"#\s*(?:noqa|type:\s*ignore)(?P<code>:\s*{CODES}|\[{CODES}\])?(?P<reason>\s+#\s*\S+)?"
)
AUTOMATIC_NAME = re.compile(r"_auto_\d|_and_more$")
SKIPS = ("skip", "skipif", "xfail", "importorskip")


def too_long(text: str) -> bool:
    return len(text.splitlines()) > LONGEST_FILE


def test_no_python_file_is_longer_than_400_lines() -> None:
    written = [path for path in python_files() if path.parent.name != "migrations"]
    assert [name_of(path) for path in written if too_long(path.read_text(encoding="utf-8"))] == []
    assert too_long("\n" * (LONGEST_FILE + 1))


def workplaces_in(text: str) -> list[str]:
    return [place for place in WORKPLACES if place in text]


def test_nothing_names_the_place_where_it_was_made() -> None:
    texts = {name_of(path): text_of(path) for path in files()}
    assert {name: workplaces_in(text) for name, text in texts.items() if text and workplaces_in(text)} == {}
    assert workplaces_in("see ../" + "shared/docs")


def forbidden_imports(code: str) -> list[str]:
    return [name for name in imports_of(ast.parse(code)) if FORBIDDEN_IMPORTS.match(name)]


def test_no_signals_and_no_admin() -> None:
    found = {
        name_of(path): forbidden_imports(path.read_text(encoding="utf-8")) for path in python_files("src/")
    }
    assert {name: names for name, names in found.items() if names} == {}
    assert "django.contrib.admin" not in (ROOT / "src/voimala/config/settings.py").read_text(encoding="utf-8")
    assert forbidden_imports("from django.db.models.signals import post_save")
    assert forbidden_imports("from django.contrib import admin")
    assert forbidden_imports("from allauth.account.signals import user_logged_in")
    assert not forbidden_imports("import signal")


def skips_without_reason(code: str) -> list[int]:
    """Lines of skip, skipif, xfail or importorskip that do not say why."""
    nodes = list(ast.walk(ast.parse(code)))
    explained = [id(node.func) for node in nodes if isinstance(node, ast.Call) and gives_reason(node)]
    marks = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr in SKIPS]
    return [mark.lineno for mark in marks if id(mark) not in explained]


def gives_reason(call: ast.Call) -> bool:
    """A `reason=`, or for pytest.skip("why") the first argument; an empty text is none."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
    direct = isinstance(call.func, ast.Attribute) and call.func.attr in ("skip", "xfail")
    given = named or (call.args[:1] if direct else [])
    return any(not isinstance(value, ast.Constant) or bool(value.value) for value in given)


def test_no_test_is_skipped_without_a_reason() -> None:
    tests = own(".py", "tests/")
    found = {name_of(path): skips_without_reason(path.read_text(encoding="utf-8")) for path in tests}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert skips_without_reason("@pytest.mark.skip\ndef test_a(): ...")
    assert skips_without_reason("@pytest.mark.xfail(strict=True)\ndef test_a(): ...")
    assert not skips_without_reason("pytest.skip('no browser here')")


def unexplained_silencers(text: str) -> list[str]:
    return [match.group() for match in SILENCER.finditer(text) if not (match["code"] and match["reason"])]


def test_every_silenced_check_has_a_code_and_a_reason() -> None:
    found = {
        name_of(path): unexplained_silencers(path.read_text(encoding="utf-8")) for path in python_files()
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert unexplained_silencers("x = 1  # " + "noqa")
    assert unexplained_silencers("x = 1  # " + "type: ignore[misc]")
    assert not unexplained_silencers("x = 1  # " + "noqa: E501  # an address cannot be broken")


def migrations() -> list[Path]:
    return [
        path for path in own(".py", "src/") if path.parent.name == "migrations" and path.stem != "__init__"
    ]


def test_migrations_have_names_that_say_something() -> None:
    found = migrations()
    assert found
    assert [name_of(path) for path in found if AUTOMATIC_NAME.search(path.stem)] == []


@pytest.mark.parametrize("name", ["0002_auto_20260101_1200", "0003_alter_person_name_and_more"])
def test_the_guard_sees_an_automatic_name(name: str) -> None:
    assert AUTOMATIC_NAME.search(name)


def test_no_compiled_file_is_in_the_repository() -> None:
    assert [name_of(path) for path in files() if path.suffix in (".mo", ".pyc", ".sqlite3")] == []
