"""Who may frame needs and write briefs, tell a need, follow and answer what was told."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Network
from voimala.networks.permissions import is_coordinator


@rules.predicate
def sees_network(viewer: Viewer, on: Any) -> bool:
    """Anybody, when the network of the object is published; before that its own people only."""
    network = on if isinstance(on, Network) else on.network
    return network.published or network.pk in viewer.network_ids


@rules.predicate
def comes_by_its_link(viewer: Viewer, on: Any) -> bool:
    """The link that the sender of exactly this told need was given."""
    return isinstance(viewer, Actor) and viewer.viewer is None and viewer.only == on.reference


def add_to_table() -> None:
    access.add_rows(
        {
            "phenomena.frame_need": is_coordinator,
            "phenomena.edit_need": is_coordinator,
            "phenomena.edit_brief": is_coordinator,
            "phenomena.tell_need": sees_network,
            "phenomena.follow_told_need": comes_by_its_link,
            "phenomena.answer_told_need": is_coordinator,
        }
    )
