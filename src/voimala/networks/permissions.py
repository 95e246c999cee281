"""Predicates that other apps' permission rows are made of."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, RoleKind


def network_id_of(on: Any) -> int:
    """The id of the network that owns an object; a network owns itself."""
    return int(on.pk if isinstance(on, Network) else on.network_id)


def holds(*roles: RoleKind) -> "rules.predicates.Predicate":
    """True when the viewer holds one of these roles in the object's network."""
    wanted = frozenset(role.value for role in roles)

    @rules.predicate(f"holds:{'|'.join(sorted(wanted))}")
    def predicate(viewer: Viewer, on: Any) -> bool:
        return bool(viewer.roles_in(network_id_of(on)) & wanted)

    return predicate


is_coordinator = holds(RoleKind.COORDINATOR)


def add_to_table() -> None:
    """Nobody starts a network on a page: the installation's keeper does it on the command line."""
    access.add_rows(
        {
            "networks.start_network": rules.predicates.always_deny,
            "networks.ensure_period": is_coordinator,
        }
    )
