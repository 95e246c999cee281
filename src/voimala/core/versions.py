"""Two people editing the same thing: the second one sees the difference and chooses."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import F

from voimala.core.errors import DomainError
from voimala.core.models import Versioned

Row = TypeVar("Row", bound=Versioned)


class ChangedByAnother(DomainError):
    """Somebody saved this row after the editor opened it; `current` is the row now, None if it is gone."""

    def __init__(self, message: str, *, current: Versioned | None) -> None:
        super().__init__(message)
        self.current = current


def save_version(row: Row, *, seen: int, fields: Iterable[str], message: str) -> Row:
    """Write `fields` of the row if its version still is `seen`, and count the version up.

    One conditional UPDATE: of two writers exactly one wins, on both databases.

    Raises:
        ChangedByAnother: with `message`, when the version has moved on.
    """
    manager: Any = type(row)._default_manager
    changes = {field: getattr(row, field) for field in fields}
    if not manager.filter(pk=row.pk, version=seen).update(version=F("version") + 1, **changes):
        raise ChangedByAnother(message, current=manager.filter(pk=row.pk).first())
    row.version = seen + 1
    return row
