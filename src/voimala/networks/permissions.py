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


@rules.predicate
def takes_the_share(viewer: Viewer, on: Any) -> bool:
    """Coordinates the neighbour to which it was offered, after the subject itself has said yes."""
    coordinates = RoleKind.COORDINATOR.value in viewer.roles_in(on.neighbour_id)
    return coordinates and on.answered_at is not None


@rules.predicate
def operates_somewhere(viewer: Viewer, on: Any) -> bool:
    """Keeps the installation: the operator of any of its networks. The new one has nobody yet."""
    return any(RoleKind.OPERATOR.value in viewer.roles_in(network_id) for network_id in viewer.network_ids)


def add_to_table() -> None:
    """The first network is started on the command line, which lets the installation's keeper in."""
    access.add_rows(
        {
            "networks.start_network": operates_somewhere,
            "networks.ensure_period": is_coordinator,
            "networks.change_settings": is_coordinator,
            # The server must know a host too: who keeps the installation adds it, the coordinator reads.
            "networks.read_hosts": holds(RoleKind.COORDINATOR, RoleKind.OPERATOR),
            "networks.change_hosts": holds(RoleKind.OPERATOR),
            # What crosses the border: offered at home, answered by the neighbour, ended by either.
            "networks.read_shares": holds(RoleKind.COORDINATOR, RoleKind.AUDITOR),
            "networks.offer_share": is_coordinator,
            "networks.answer_share": takes_the_share,
            "networks.end_share": is_coordinator | takes_the_share,
        }
    )
