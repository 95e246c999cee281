"""What the public app puts into the slots of lower apps."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.core.slots import MenuItem, menu
from voimala.core.viewer import Viewer


def public_menu(viewer: Viewer, network: Any) -> list[MenuItem]:
    """The way to the front page, for those who have no desk here."""
    if network.pk in viewer.network_ids:
        return []
    return [
        MenuItem(_("Network"), reverse("public:network", args=[network.code]), 5),
        MenuItem(_("Timeline"), reverse("public:timeline", args=[network.code]), 6),
    ]


def fill() -> None:
    menu.fill(public_menu)
