"""How long six pages take to write, as PDF and as Word: `.venv/bin/python benchmarks/documents.py`.

Each round writes another document, so that nothing set before is of use; the first is not counted.
"""

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 20
WORDS = "Osapuoli {0} sitoutuu **yhteiseen** tavoitteeseen ja antaa sovitut tunnit, kuten luvataan. " * 6
CHAPTER = f"{WORDS}\n\n1. yksi {{0}}\n2. kaksi\n\n{WORDS}"


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimala.config.settings")
    import django

    django.setup()
    from voimala.office.documents import Document, Table, as_pdf, as_word, blocks_of

    def document(number: int) -> Document:
        chapters = (f"## {each} Luku\n\n{CHAPTER}" for each in range(12))
        parties = Table("Osapuolet", ("Osapuoli", "Pvm"), ((f"Osapuoli {number}", "1.1.2026"),) * 25)
        blocks = (*blocks_of("\n\n".join(chapters).format(number)), parties)
        day = dt.date(2026, 1, 1)
        return Document(title=f"Malli {number}", language="fi", author="Malli", on=day, blocks=blocks)

    for write in (as_pdf, as_word):
        took = sorted([timed(write, document(number)) for number in range(ROUNDS + 1)][1:])
        print(f"{write.__name__}: p50 {statistics.median(took):.0f} ms, max {took[-1]:.0f} ms")


def timed(write: Callable[[Any], bytes], document: Any) -> float:
    """Processor milliseconds."""
    began = time.process_time()
    write(document)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
