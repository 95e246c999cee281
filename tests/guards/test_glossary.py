"""Every model has its words in the glossary, so that code and pages call a thing by one name."""

import re
from pathlib import Path

from django.apps import apps


def listed(text: str) -> set[str]:
    """The code names of the first column."""
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def own_models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("voimala.")}


def test_every_model_is_in_the_glossary(root: Path) -> None:
    missing = own_models() - listed((root / "docs/glossary.md").read_text(encoding="utf-8"))
    assert not missing, f"docs/glossary.md lacks {', '.join(sorted(missing))}"


def test_the_guard_reads_code_names_only() -> None:
    assert listed("| In the code | suomi |\n| `Brief`, `Seat` | x | `y` |") == {"Brief", "Seat"}
