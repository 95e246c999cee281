"""Every environment variable the code reads stands in docs/howto/settings.md, and nothing else does."""

import ast
import re
from collections.abc import Iterator

from tests.guards.sources import ROOT, python_files

PAGE = ROOT / "docs" / "howto" / "settings.md"
READERS = {"text", "flag", "number", "words", "secret_key", "database"}
OURS = re.compile(r"VOIMALA_[A-Z_]+|DATABASE_URL|SECRET_KEY|PGUSER")
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def read_by(code: str) -> Iterator[str]:
    """Names given to the readers of config/environment.py, taken from os.environ, or so named."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call) and node.args and is_reader(node.func):
            yield from named(node.args[0])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield from named(node.slice)


def is_reader(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in READERS
    return ast.unparse(function) in ("os.environ.get", "os.environ.pop", "os.environ.setdefault", "os.getenv")


def named(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def in_the_code() -> set[str]:
    """Django's and other programs' own variables (DJANGO_…, HOME, PIP_…) are not ours to document."""
    files = [*python_files("src/"), ROOT / "voimala"]
    found = {name for path in files for name in read_by(path.read_text("utf-8"))}
    return {name for name in found if OURS.fullmatch(name)}


def documented() -> set[str]:
    return {name for name, _, _ in ROW.findall(PAGE.read_text("utf-8"))}


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    assert in_the_code() == documented()


def test_the_page_says_what_each_means_and_what_holds_without_it() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert len(rows) == len({name for name, _, _ in rows})
    assert all(len(meaning) > 3 and without for _, meaning, without in rows)


def test_the_settings_read_the_environment_through_the_typed_readers_only() -> None:
    code = (ROOT / "src/voimala/config/settings.py").read_text("utf-8")
    assert "os.environ" not in code
    assert "getenv" not in code


def test_the_guard_sees_each_way_of_reading() -> None:
    ways = """text("VOIMALA_A", ""); flag("VOIMALA_B"); os.environ.get("PGUSER")
os.environ["VOIMALA_C"]; KEPT = ("VOIMALA_D",); number("SOMETHING_NEW", 1)"""
    assert set(read_by(ways)) == {
        "VOIMALA_A",
        "VOIMALA_B",
        "PGUSER",
        "VOIMALA_C",
        "VOIMALA_D",
        "SOMETHING_NEW",
    }
