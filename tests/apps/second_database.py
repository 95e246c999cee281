"""A second database beside the tests' own, for rows that cost seconds to make. Only reads and tests that are
taken back meet it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def meeting(other: Any) -> Iterator[None]:
    """Django's connection leads to the other database until the block ends."""
    own, connection.connection = connection.connection, other
    try:
        yield
    finally:
        connection.connection = own


@contextmanager
def second_database() -> Iterator[Any]:
    """A connection to a copy of the tests' database, made before any test has written there."""
    if connection.vendor == "sqlite":
        with connected_to(":memory:") as second:
            connection.connection.backup(second)
            yield second
        return
    own = connection.settings_dict["NAME"]
    name = f"{own}_demonstration"
    connection.close()
    in_server(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{own}"')
    connection.connect()
    with connected_to(name) as second:
        yield second
    in_server(f'DROP DATABASE "{name}"')


def in_server(*commands: str) -> None:
    with connection._nodb_cursor() as cursor:
        for command in commands:
            cursor.execute(command)


@contextmanager
def connected_to(name: str) -> Iterator[Any]:
    """A connection as Django makes them, but to this database; closed at the end of the block."""
    own, settings = connection.settings_dict["NAME"], connection.settings_dict
    with meeting(None):
        settings["NAME"] = name
        try:
            connection.connect()
        finally:
            settings["NAME"] = own
        made = connection.connection
    yield made
    made.close()
