"""Locked dependencies: hash-pinned, without an address, each with its reason."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.guards.sources import ROOT, project

LOCKS = ["requirements.txt", "requirements-dev.txt", "bootstrap/installer.txt"]
ADDRESS = re.compile(r"://|^-|--(index|extra|find|trusted)| @ |file:", re.MULTILINE)
REASON = re.compile(r"^- `(?P<name>[\w-]+)`: (?P<why>\S.{9,})$", re.MULTILINE)


def bare_name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def requirements_of(lock: str) -> list[str]:
    """One text for each pinned package, its hashes included."""
    return [part for part in re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip()) if part]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert ADDRESS.search((ROOT / lock).read_text()) is None
    assert ADDRESS.search("--extra-index-url x")
    assert ADDRESS.search("django @ git+https://example.org/django")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_pinned_with_hashes(lock: str) -> None:
    requirements = requirements_of(lock)
    assert requirements
    assert [
        one.splitlines()[0] for one in requirements if "==" not in one or "--hash=sha256:" not in one
    ] == []


def test_the_test_lock_holds_the_runtime_lock() -> None:
    runtime, test = (
        {one.split()[0] for one in requirements_of(lock)}
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime <= test


def test_the_locks_hold_what_pyproject_declares() -> None:
    declared = {bare_name(one) for one in project()["project"]["dependencies"]}
    assert declared <= {bare_name(one) for one in requirements_of("requirements.txt")}
    for extra in project()["project"]["optional-dependencies"].values():
        locked = {bare_name(one) for one in requirements_of("requirements-dev.txt")}
        assert {bare_name(one) for one in extra} <= locked


def reasons(page: str) -> list[str]:
    return [found["name"] for found in REASON.finditer(page)]


def test_every_dependency_has_one_line_of_reason() -> None:
    declared = list(project()["project"]["dependencies"])
    for extra in project()["project"]["optional-dependencies"].values():
        declared += extra
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert sorted(reasons(page)) == sorted({bare_name(one) for one in declared} | {"pip", "uv"})
    assert reasons("- `a`: because it is good\n- `b`:\n") == ["a"]


def test_the_vendored_installer_is_the_one_the_launcher_accepts() -> None:
    [wheel] = (ROOT / "bootstrap").glob("pip-*.whl")
    launcher = (ROOT / "voimala").read_text(encoding="utf-8")
    assert wheel.name in launcher
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() in launcher


def test_dependencies_come_by_name_and_version_only() -> None:
    declared = project()["project"]["dependencies"]
    assert [one for one in declared if "@" in one or "/" in one] == []
    assert Path(ROOT / "uv.lock").exists() is False
