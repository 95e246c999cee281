"""What the guards look at: the files of the repository, read once."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from voimala_cli.places import ROOT

SKIPPED_FOLDERS = {".venv", "var", ".git", "__pycache__"}
# Copied unchanged from their authors.
FOREIGN = ("bootstrap/", "benchmarks/reference/")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in the repository or could be committed; ignored files are not."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.splitlines()]
    else:
        found = [path for path in ROOT.rglob("*") if not SKIPPED_FOLDERS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def own(suffix: str, *folders: str) -> list[Path]:
    """Our own files of one kind, in the named top folders or in all."""
    found = [path for path in files() if path.suffix == suffix and not name_of(path).startswith(FOREIGN)]
    return [path for path in found if not folders or name_of(path).startswith(folders)]


def python_files(*folders: str) -> list[Path]:
    launcher = [] if folders else [ROOT / "voimala"]
    return own(".py", *folders) + launcher


def text_of(path: Path) -> str | None:
    """None for a picture, a font or another file that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def imports_of(tree: ast.Module) -> Iterator[str]:
    """Full names of what a module imports: `from a import b` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def contract(identifier: str) -> dict[str, Any]:
    contracts = project()["tool"]["importlinter"]["contracts"]
    return next(found for found in contracts if found["id"] == identifier)


def app_names() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "src" / "voimala").glob("*/__init__.py"))
