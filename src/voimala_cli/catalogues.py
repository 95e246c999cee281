"""Compiles the message catalogues with Babel: a bare machine has no msgfmt, and no `.mo` is committed.

Run by the launcher when a `.po` is newer than its `.mo`. Extraction and checks: `voimala.core.messages`.
"""

import os
import sys
import tempfile
from pathlib import Path

from voimala_cli.places import ROOT

PATTERN = "src/voimala/*/locale/*/LC_MESSAGES/django.po"


def stale_catalogues(root: Path = ROOT) -> list[Path]:
    return [source for source in sorted(root.glob(PATTERN)) if is_stale(source)]


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def compile_catalogue(source: Path) -> None:
    """Writes the `.mo` beside its `.po` in one move, so that a running server never reads half a file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
    handle, temporary = tempfile.mkstemp(dir=source.parent, suffix=".mo.part")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(source.with_suffix(".mo"))


def main() -> int:
    from babel.messages.pofile import PoFileError

    for source in stale_catalogues():
        try:
            compile_catalogue(source)
        except (PoFileError, ValueError) as problem:
            print(f"voimala: {source.relative_to(ROOT)}: {problem}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
