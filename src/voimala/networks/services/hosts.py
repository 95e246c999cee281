"""Host names that show a network at `/`: who keeps the installation adds and removes them."""

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor
from voimala.networks.models import Host, Network
from voimala.networks.services.settings import about

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})+")
LONGEST_HOST = 253


class HostRefused(DomainError):
    """The host name is malformed or shows a network already; the message says what to write instead."""


@transaction.atomic
def add_host(*, by: Actor, network: Network, now: dt.datetime, name: str) -> Host:
    """Show the network at `/` of this host. A host that shows it already stays so.

    Raises:
        HostRefused: it is no host name, or shows another network.
    """
    access.require("networks.change_hosts", by, network)
    wanted = well_formed(name)
    host, made = Host.objects.get_or_create(name=wanted, defaults={"network": network})
    if host.network_id != network.pk:
        raise HostRefused(
            _("%(host)s already shows another network of this installation: choose another name.")
            % {"host": wanted}
        )
    if made:
        events.record(by=by, deed="host_added", now=now, **about(network))
    return host


@transaction.atomic
def remove_host(*, by: Actor, network: Network, now: dt.datetime, name: str) -> None:
    """From now on the host shows what any unknown host does. One that is not there is no deed."""
    access.require("networks.change_hosts", by, network)
    deleted, _rows = Host.objects.filter(network=network, name=name).delete()
    if deleted:
        events.record(by=by, deed="host_removed", now=now, **about(network))


def well_formed(name: str) -> str:
    """The host in small letters, without a final dot. Raises HostRefused."""
    host = name.strip().lower().rstrip(".")
    if "/" in host or ":" in host:
        raise HostRefused(
            _("Write only the name, without https://, port and path: for example verkosto.example.")
        )
    try:
        host = host.encode("idna").decode("ascii") if host and not host.isascii() else host
    except UnicodeError:
        host = ""
    if not HOST.fullmatch(host) or len(host) > LONGEST_HOST:
        raise HostRefused(
            _("This is not a host name: use letters, digits, hyphens and a dot, such as verkosto.example.")
        )
    return host
