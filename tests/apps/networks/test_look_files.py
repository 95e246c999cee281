"""The style sheets and vendored files: complete, as listed, and sound under hashed names."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from voimala.core.colour import VOIMALA, Tones

STATIC = Path("src/voimala/networks/static")


@pytest.fixture
def styles(root: Path) -> Path:
    return root / STATIC / "voimala"


def test_vendored_files_are_the_ones_listed(styles: Path) -> None:
    listed = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (styles / "VENDORED.md").read_text()))
    present = {"pico.css", *(f"fonts/{font.name}" for font in (styles / "fonts").glob("*.woff2"))}
    assert set(listed) == present
    for name, digest in listed.items():
        assert hashlib.sha256((styles / name).read_bytes()).hexdigest() == digest


def test_imports_and_fonts_survive_hashed_names(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / STATIC, tmp_path, dirs_exist_ok=True)
    storage = ManifestStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    files = [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()]
    for _name, _hashed, processed in storage.post_process({name: (storage, name) for name in files}):
        assert not isinstance(processed, Exception), processed
    entry = (tmp_path / storage.stored_name("voimala/voimala.css")).read_text()
    assert re.search(r'@import url\("pico\.[0-9a-f]{12}\.css"\) layer\(pico\);', entry)
    assert re.search(r'@import url\("tokens\.[0-9a-f]{12}\.css"\);', entry)
    tokens = (tmp_path / storage.stored_name("voimala/tokens.css")).read_text()
    assert re.search(r'url\("fonts/hedvig-letters-serif-latin-400-normal\.[0-9a-f]{12}\.woff2"\)', tokens)


def test_the_entry_imports_every_sheet(styles: Path) -> None:
    imported = set(re.findall(r'@import "([^"]+)"', (styles / "voimala.css").read_text()))
    apart = {"voimala.css", "samples.css"}
    assert imported == {sheet.name for sheet in styles.glob("*.css")} - apart


def test_pico_draws_no_picture_of_its_own(styles: Path) -> None:
    """Its icons are data addresses, which the content security policy does not let in."""
    icons = set(re.findall(r"(--pico-icon-[a-z-]+):url", (styles / "pico.css").read_text()))
    overridden = set(re.findall(r"(--pico-icon-[a-z-]+): none", (styles / "base.css").read_text()))
    assert icons
    assert icons <= overridden


def tones(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): #([0-9A-F]{6});", sheet))


@pytest.mark.parametrize(("part", "expected"), [(0, VOIMALA.light), (1, VOIMALA.dark)])
def test_the_default_accent_is_the_same_in_code_and_style(styles: Path, part: int, expected: Tones) -> None:
    halves = (styles / "tokens.css").read_text().split("@media screen and (prefers-color-scheme: dark)")
    found = tones(halves[part])
    for name in ("accent", "accent_deep", "accent_tint", "on_accent", "hero", "hero_text", "hero_lead"):
        assert found[name.replace("_", "-")] == getattr(expected, name)
