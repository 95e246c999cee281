"""Who may make users and give roles, and choose what is sent to a user."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import RoleKind
from voimala.networks.permissions import holds, is_coordinator


@rules.predicate
def is_that_user(viewer: Viewer, on: Any) -> bool:
    return on.pk == viewer.pk


@rules.predicate
def comes_by_own_link(viewer: Viewer, on: Any) -> bool:
    """A link that names the user acts for the user, and for nobody else."""
    only = viewer.only if isinstance(viewer, Actor) and viewer.viewer is None else None
    return only == Reference("user", on.public_id)


@rules.predicate
def comes_by_the_letter(viewer: Viewer, on: Any) -> bool:
    """The link in the letter names the invitation; a role never opens it for somebody else."""
    only = viewer.only if isinstance(viewer, Actor) and viewer.viewer is None else None
    return only == Reference("invitation", on.public_id)


def add_to_table() -> None:
    access.add_rows(
        {
            "accounts.create_user": is_coordinator,
            "accounts.give_role": is_coordinator,
            "accounts.read_roles": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR),
            "accounts.invite": is_coordinator,
            "accounts.accept_invitation": comes_by_the_letter,
            "accounts.choose_mail": is_that_user | comes_by_own_link,
        }
    )
