"""What the networks app puts into the general slots."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.core import access, references
from voimala.core.references import Reference, ReferenceKind
from voimala.core.slots import DeskItem, MenuItem, Panel, desk_items, menu, panels, personal_data
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, Share
from voimala.networks.openings import settings_pages, shareables
from voimala.networks.services import forget_shares

NEIGHBOURS_ORDER = 70
SETTINGS_ORDER = 90


def network_address(network: Network) -> str:
    return reverse("public:network", args=[network.code])


def visible_shares(viewer: Viewer) -> Any:
    return Share.objects.visible_to(viewer).select_related("network", "neighbour")


def share_address(share: Share) -> str:
    return reverse("networks:neighbours", args=[share.network.code])


NETWORK = ReferenceKind("network", Network.objects.visible_to, str, network_address)
SHARE = ReferenceKind("share", visible_shares, lambda share: str(share.neighbour), share_address)


def fill() -> None:
    references.register(NETWORK)
    menu.fill(settings_menu_item)
    settings_pages.fill(own_settings_pages)
    references.register(SHARE)
    settings_pages.fill(neighbours_page)
    panels.fill(sharing_panel)
    desk_items.fill(offers_waiting)
    personal_data.fill(forget_shares)


def neighbours_page(viewer: Viewer, network: Any) -> list[MenuItem]:
    """For those who read what is shared, once the installation has a neighbour to share with."""
    if not access.allowed("networks.read_shares", viewer, network) or not others(viewer, network).exists():
        return []
    url = reverse("networks:neighbours", args=[network.code])
    return [MenuItem(_("Neighbours"), url, NEIGHBOURS_ORDER)]


def others(viewer: Viewer, network: Any) -> Any:
    return Network.objects.visible_to(viewer).exclude(pk=network.pk)


def sharing_panel(on: Any, viewer: Viewer) -> Panel | None:
    """On what may be shared, for its own coordinator: with whom it is shared, and offering it further."""
    kind = next((each for each in shareables.gather() if isinstance(on, each.model)), None)
    if kind is None or not access.allowed("networks.offer_share", viewer, on.network):
        return None
    subject = Reference(kind.kind, on.public_id)
    open_shares = list(Share.objects.visible_to(viewer).about(subject).open().select_related("neighbour"))
    taken = [share.neighbour_id for share in open_shares]
    free = list(others(viewer, on.network).exclude(pk__in=taken))
    if not (open_shares or free):
        return None
    context = {
        "network": on.network,
        "subject": subject,
        "shares": open_shares,
        "free": free,
        "asks": kind.ask is not None,
    }
    return Panel("networks/panels/sharing.html", context, queries=2, order=900)


def offers_waiting(viewer: Viewer, network: Any, now: dt.datetime) -> list[DeskItem]:
    """One line for all that neighbours offer: the page tells what."""
    if not access.allowed("networks.offer_share", viewer, network):
        return []
    waiting = Share.objects.visible_to(viewer).waiting().filter(neighbour=network).select_related("network")
    names = sorted({str(share.network.short_name) for share in waiting})
    if not names:
        return []
    title = ngettext("A neighbour offers to share", "%(count)s neighbours offer to share", len(names))
    return [
        DeskItem(
            title=title % {"count": len(names)},
            detail=_("From: %(names)s") % {"names": ", ".join(names)},
            minutes=len(waiting),
            button=_("Look and answer"),
            url=reverse("networks:neighbours", args=[network.code]),
        )
    ]


def own_settings_pages(viewer: Viewer, network: Any) -> list[MenuItem]:
    """Names and look, parts and words are the coordinator's; addresses the operator sees too."""
    pages = []
    if access.allowed("networks.change_settings", viewer, network):
        pages += [
            _settings_page(_("Names and look"), "settings", network, 10),
            _settings_page(_("Parts in use"), "parts", network, 20),
            _settings_page(_("Own words"), "words", network, 30),
        ]
    if access.allowed("networks.read_hosts", viewer, network):
        pages.append(_settings_page(_("Addresses"), "addresses", network, 90))
    return pages


def _settings_page(label: str, name: str, network: Any, order: int) -> MenuItem:
    return MenuItem(label, reverse(f"networks:{name}", args=[network.code]), order)


def settings_menu_item(viewer: Viewer, network: Any) -> list[MenuItem]:
    """The way to the settings: the coordinator's to names and look, the operator's to addresses."""
    if not access.allowed("networks.read_hosts", viewer, network):
        return []
    start = reverse("networks:settings", args=[network.code])
    settles = access.allowed("networks.change_settings", viewer, network)
    url = start if settles else reverse("networks:addresses", args=[network.code])
    also = (start, start.replace("/settings/", "/neighbours/"))
    return [MenuItem(_("Settings of the network"), url, SETTINGS_ORDER, also)]
