"""Pages that must change nothing when they are opened, held to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE")


class WroteWhileReading(RuntimeError):
    """A fault of the code: a page that only shows has tried to write."""


@contextmanager
def writing_nothing() -> Iterator[None]:
    """Every attempt to write into the database inside the block raises WroteWhileReading, unwritten."""
    with connection.execute_wrapper(_refuse_writes):
        yield


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.lstrip(" (\n").upper().startswith(WRITES):
        raise WroteWhileReading(f"this page only shows, and tried: {sql[:60]}")
    return execute(sql, params, many, context)
