"""Who may make users and give roles."""

from voimala.core import access
from voimala.networks.permissions import is_coordinator


def add_to_table() -> None:
    access.add_rows({"accounts.create_user": is_coordinator, "accounts.give_role": is_coordinator})
