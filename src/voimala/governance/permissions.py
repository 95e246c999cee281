"""What may be done to bodies, meetings and decisions."""

from voimala.core import access


def add_to_table() -> None:
    access.add_rows({})
