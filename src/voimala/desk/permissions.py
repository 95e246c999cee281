"""What may be done from the desk that is nobody else's."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator


def add_to_table() -> None:
    access.add_rows({"desk.hand_over": is_coordinator})
