"""Reads `docs/from-the-texts.md`. Its tables are read by a guard and by the tests of the demonstration."""

import re
from typing import NamedTuple

from voimala_cli.places import ROOT

NOT_BUILT = "not built yet"
TEXTS = ("D0", "D1", "D2", "D3", "D4")
ROW = re.compile(r"\| (D\d)-(\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|")
COUNT = re.compile(r"^## (D\d): .+?\n\n(\d+) statements, (\d+) not built yet\.$", re.MULTILINE)


class Statement(NamedTuple):
    """One line: `page` is an address, `says` words that stand on it, `test` a file::function."""

    text: str
    number: int
    told: str
    page: str
    says: str
    test: str

    def __str__(self) -> str:
        return f"{self.text}-{self.number}"


def document() -> str:
    return (ROOT / "docs" / "from-the-texts.md").read_text(encoding="utf-8")


def statements() -> list[Statement]:
    lines = [line for line in document().splitlines() if re.match(r"\| D\d", line)]
    found = []
    for line in lines:
        parts = ROW.fullmatch(line)
        assert parts is not None, f"docs/from-the-texts.md: not a line of five columns: {line}"
        text, number, told, page, says, test = parts.groups()
        found.append(Statement(text, int(number), told, page.strip("`"), says, test.strip("`")))
    return found


def counted() -> dict[str, tuple[int, int]]:
    """What the document says of itself: statements of each text, and how many are not built."""
    return {text: (int(told), int(missing)) for text, told, missing in COUNT.findall(document())}
