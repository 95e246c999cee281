"""Reads typed values out of parsed JSON and remembers where it is, so that a refusal names the faulty field.

Knows nothing of assembly problems; the format itself is in `files`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from voimala_engine.assembly.instance import InstanceRefused

TYPE_NAMES = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}

LARGEST = 10**9
"""No count, id or amount of time in a file may be larger (and none smaller than its negative)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the file and its path, such as ``people[12].comp[0][1]``."""

    path: str
    value: object

    def refused(self, message: str) -> InstanceRefused:
        return InstanceRefused(self.path or "file", message)

    def _not_a(self, wanted: str) -> InstanceRefused:
        found = TYPE_NAMES.get(type(self.value), "a number")
        return self.refused(f"must be {wanted}, is {found}")

    def members(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self._not_a("an object")
        return self.value

    def child(self, name: str) -> "Field":
        members, path = self.members(), f"{self.path}.{name}" if self.path else name
        if name not in members:
            raise InstanceRefused(path, "is missing")
        return Field(path, members[name])

    def optional(self, name: str) -> "Field | None":
        if isinstance(self.value, dict) and self.value.get(name) is None:
            return None
        return self.child(name)

    def items(self, length: int | None = None) -> Iterator["Field"]:
        if not isinstance(self.value, list):
            raise self._not_a("a list")
        if length is not None and len(self.value) != length:
            raise self.refused(f"must have {length} items, has {len(self.value)}")
        return (Field(f"{self.path}[{index}]", item) for index, item in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self._not_a("text")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self._not_a("true or false")
        return self.value

    def whole(self, smallest: int = 0, largest: int = LARGEST) -> int:
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int):
            if isinstance(value, float):
                raise self.refused(f"must be a whole number, is {value}")
            raise self._not_a("a whole number")
        if not smallest <= value <= largest:
            if value < 0 <= smallest:
                raise self.refused("must not be negative")
            raise self.refused(f"must be between {smallest} and {largest}")
        return value

    def number(self, smallest: float = 0, largest: float = 1e6) -> float:
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._not_a("a number")
        if isinstance(value, float) and not isfinite(value):
            raise self.refused("must be a finite number")
        if not smallest <= value <= largest:
            if value < 0 <= smallest:
                raise self.refused("must not be negative")
            raise self.refused(f"must be between {smallest:g} and {largest:g}")
        return value

    def identifier(self, count: int, what: str) -> int:
        """A 0-based position in a list of `count`."""
        value = self.whole(-LARGEST)
        if not 0 <= value < count:
            raise self.refused(f"there is no {what} {value} (there are {count})")
        return value

    def identifiers(self, count: int, what: str, *, repeats: bool = False) -> list[int]:
        found: list[int] = []
        seen: set[int] = set()
        for item in self.items():
            value = item.identifier(count, what)
            if value in seen and not repeats:
                raise item.refused(f"{what} {value} is listed twice")
            seen.add(value)
            found.append(value)
        return found
