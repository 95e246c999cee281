"""Documents lead where they say, and call the pages' buttons by the names they have."""

import re
from pathlib import Path

from tests.guards.sources import name_of, own, python_files


def links(text: str) -> list[str]:
    """Targets of links and pictures inside the repository, without the part after #."""
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link.partition("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def test_every_link_of_a_document_leads_to_a_file() -> None:
    broken = [
        f"{name_of(page)}: {link}"
        for page in own(".md")
        for link in links(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken, "\n".join(broken)


def test_the_guard_finds_links() -> None:
    assert links("[a](b/c.md#d) ![e](f.png) [g](#h) [i](https://j)") == ["b/c.md", "f.png"]


def test_the_readme_calls_buttons_by_their_names(root: Path) -> None:
    named = re.findall(r"\*([^*\n]+)\*", (root / "README.md").read_text(encoding="utf-8").replace("**", ""))
    catalogues = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "src/voimala").glob("*/locale/fi/LC_MESSAGES/*.po")
    )
    assert len(named) > 4
    unknown = [name for name in named if f'"{name}' not in catalogues and f'{name}"' not in catalogues]
    assert not unknown, f"no page says {unknown}"


def test_the_readme_names_words_that_exist(root: Path) -> None:
    words = set(re.findall(r"\./voimala (\w+)", (root / "README.md").read_text(encoding="utf-8")))
    dispatch = next(path for path in python_files("src/voimala_cli/") if path.name == "__main__.py")
    known = dispatch.read_text(encoding="utf-8")
    assert words >= {"demo", "test", "assemble", "serve", "manage"}
    assert [word for word in sorted(words) if f'"{word}"' not in known] == []
