"""What every deed on an agreement shares: the order of locks, the refusals, the trail."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Agreement, Organisation


def changed_message() -> str:
    return _("Somebody else changed this while you were here. Choose what to keep.")


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now; nobody else changes an agreement of the network before we are done."""
    network = Network.objects.select_for_update().get(pk=agreement.network_id)
    current: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    current.network = network
    return current


def record(
    actor: Actor,
    deed: str,
    agreement: Agreement,
    now: dt.datetime,
    organisations: Iterable[Organisation] = (),
) -> None:
    """The event of a deed on an agreement: its last write."""
    subjects = [
        Reference("agreement", agreement.public_id),
        *(Reference("organisation", organisation.public_id) for organisation in organisations),
    ]
    events.record(by=actor, deed=deed, subjects=subjects, now=now, network_id=agreement.network_id)
