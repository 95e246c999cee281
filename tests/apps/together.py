"""Deeds at the same moment, each in a thread with a connection of its own. Tests use `installed_database`."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def at_once(deeds: Sequence[Callable[[], Result]]) -> list[Result]:
    """Each deed in its own thread; all start at the same moment. In order of the deeds."""
    gate = Barrier(len(deeds))

    def one(deed: Callable[[], Result]) -> Result:
        try:
            gate.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [future.result() for future in [threads.submit(one, deed) for deed in deeds]]


def apart(deed: Callable[[], Result]) -> Result:
    """In a thread of its own, so that it meets the database that the others meet."""
    return at_once([deed])[0]
