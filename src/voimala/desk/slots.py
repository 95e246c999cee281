"""The desk's own menu item."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from voimala.core.slots import MenuItem, menu
from voimala.core.viewer import Viewer
from voimala.networks.models import RoleKind

PERSONAL = frozenset({RoleKind.PROFESSIONAL.value, RoleKind.EXPERT.value})


def only_own(viewer: Viewer, network: Any) -> bool:
    """True for those who come here for their own pair, sessions and profile, not to run the network."""
    return viewer.roles_in(network.pk) <= PERSONAL


def desk_menu(viewer: Viewer, network: Any) -> list[MenuItem]:
    if network.pk not in viewer.network_ids:
        return []
    own = only_own(viewer, network)
    label = pgettext("menu", "My own") if own else pgettext("menu", "Waiting for you")
    return [MenuItem(label, reverse("desk:desk", args=[network.code]), 10)]


def fill() -> None:
    menu.fill(desk_menu)
