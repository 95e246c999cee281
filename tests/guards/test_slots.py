"""Every slot stands on the map, with where it is opened, and somebody fills it."""

import ast
from pathlib import Path

from django.apps import apps

from tests.guards.sources import name_of, python_files
from voimala.core import slots
from voimala.core.slots import Slot


def openings(source: str) -> list[str]:
    """Names of the slots that a module opens."""
    assigned = [node for node in ast.parse(source).body if isinstance(node, ast.AnnAssign)]
    return [
        node.target.id
        for node in assigned
        if isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == Slot.__name__
    ]


def test_every_slot_is_on_the_map(root: Path) -> None:
    table = (root / "docs/architecture.md").read_text(encoding="utf-8")
    found = {
        (slot, name_of(path).removeprefix("src/voimala/"))
        for path in python_files("src/voimala/")
        for slot in openings(path.read_text(encoding="utf-8"))
    }
    missing = [f"{slot} ({where})" for slot, where in sorted(found) if not on_map(table, slot, where)]
    assert found
    assert not missing, f"docs/architecture.md lacks {', '.join(missing)}"


def on_map(table: str, slot: str, where: str) -> bool:
    return any(line.startswith(f"| `{slot}` |") and f"`{where}`" in line for line in table.splitlines())


def test_no_slot_stays_empty() -> None:
    assert apps.ready
    general = [one for one in vars(slots).values() if isinstance(one, Slot)]
    assert len(general) == 6
    assert [slot.name for slot in general if not len(slot)] == []


def test_the_guard_sees_an_opening() -> None:
    assert openings('steps: "Slot[[int], str]" = Slot("a", "b")\nother: int = 3') == ["steps"]
