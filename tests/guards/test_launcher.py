"""The launcher: what an old Python can read, and what it says when something is wrong."""

import ast
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.guards.sources import ROOT, imports_of

LAUNCHER = ROOT / "voimala"
NEWER_THAN_OLD_PYTHON = (
    ast.JoinedStr,
    ast.NamedExpr,
    ast.AnnAssign,
    ast.Match,
    ast.AsyncFunctionDef,
    ast.TryStar,
)


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher as a module, with its places moved to an empty folder."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("voimala_launcher", str(LAUNCHER))
    spec = spec_from_loader("voimala_launcher", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "UNFINISHED", tmp_path / ".venv" / "unfinished")
    monkeypatch.setattr(module, "VAR", tmp_path / "var")
    return module


def test_an_old_python_can_parse_it() -> None:
    tree = ast.parse(LAUNCHER.read_text(encoding="utf-8"))
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, NEWER_THAN_OLD_PYTHON)] == []


def test_the_version_is_checked_before_anything_else() -> None:
    first = ast.parse(LAUNCHER.read_text(encoding="utf-8")).body[1:3]
    assert [ast.unparse(statement).splitlines()[0] for statement in first] == [
        "import sys",
        "if sys.version_info < (3, 11):",
    ]


def test_it_needs_the_standard_library_only() -> None:
    names = {name.partition(".")[0] for name in imports_of(ast.parse(LAUNCHER.read_text(encoding="utf-8")))}
    assert names <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("invalid peer certificate: UnknownIssuer", "install ca-certificates"),
        ("dns error: failed to lookup address", "no network"),
        ("THESE PACKAGES DO NOT MATCH: Hash mismatch for x", "differs from the lock"),
        ("ERROR: No matching distribution found for uv", "does not have what the lock names"),
        ("something else at https://index.example/simple/uv", "see var/log/environment.log"),
    ],
)
def test_a_failure_is_one_line_without_an_address(launcher: ModuleType, output: str, told: str) -> None:
    line = launcher.reason_of_failure(output)
    assert told in line
    assert "\n" not in line
    assert "example" not in line


def test_the_index_is_the_one_pip_is_told_to_use(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    settings = {
        "index-url": "https://index.example/simple",
        "extra-index-url": f"file://{tmp_path} file:///nowhere",
    }
    environment = launcher.index_environment(settings)
    assert environment["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert environment["UV_INDEX"] == f"file://{tmp_path}"
    assert "UV_FIND_LINKS" not in environment


def make_finished(launcher: ModuleType, level: str) -> None:
    launcher.lay_out_venv()
    launcher.stamp_file(level).write_text(launcher.stamp_of(level))


def test_a_half_made_environment_is_not_ready(launcher: ModuleType) -> None:
    assert not launcher.is_ready("runtime")
    make_finished(launcher, "runtime")
    assert not launcher.is_ready("runtime")
    launcher.UNFINISHED.unlink()
    assert launcher.is_ready("runtime")
    assert not launcher.is_ready("dev")


def test_the_wider_environment_serves_the_narrower_need(launcher: ModuleType) -> None:
    make_finished(launcher, "dev")
    launcher.UNFINISHED.unlink()
    assert launcher.is_ready("runtime")
    assert launcher.is_ready("dev")


def test_another_lock_or_interpreter_is_noticed(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_finished(launcher, "runtime")
    launcher.UNFINISHED.unlink()
    assert not launcher.is_from_other_base()
    launcher.PYTHON.unlink()
    launcher.PYTHON.symlink_to("/usr/bin/env")
    assert not launcher.is_ready("runtime")
    assert launcher.is_from_other_base()


def test_a_damaged_clone_is_told_by_file(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(launcher.LOCKS, "runtime", launcher.ROOT / "absent.txt")
    with pytest.raises(
        launcher.CannotStart, match=r"absent\.txt is missing; try: git checkout -- absent\.txt"
    ):
        launcher.require_whole_clone()
