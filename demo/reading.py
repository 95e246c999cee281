"""Reads the files of facts and of invented things. What a file leaves null stays empty in the database."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

try:  # in C where it was built: ten times as fast
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]  # the same in plain Python

from voimala.core.dates import PartialDate
from voimala.core.localized import columns

FOLDER = Path(__file__).parent

Entry = dict[str, Any]


@cache
def read(name: str) -> Any:
    """The content of one file, such as "facts/sources": keys, texts and numbers, never objects. Shared."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.load(file, Loader=SafeLoader)


def facts(name: str) -> Entry:
    """The published facts of one network."""
    found: Entry = read(f"facts/{name}")
    return found


def invented(name: str) -> list[Entry]:
    found: list[Entry] = read(f"invented/{name}")
    return found


def text_columns(attribute: str, entry: Entry | None) -> dict[str, str]:
    """{"fi": …} as the columns of a localized attribute; nothing where the sources say nothing."""
    return columns(attribute, entry or {})


def date(entry: Entry, key: str) -> PartialDate | None:
    """The entry's date as precise as its source; None where the source gives none."""
    return PartialDate.parse(entry[key]) if entry.get(key) else None


def marks(entry: Entry) -> list[str]:
    """The entry's source marks.

    Raises:
        KeyError: the entry has no sources; a fact without one is not shown.
    """
    return [str(mark) for mark in entry["source"]]
