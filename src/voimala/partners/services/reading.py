"""The trace that reading of contacts and users leaves."""

import datetime as dt
from collections.abc import Iterable

from voimala.accounts.models import User
from voimala.accounts.services import about
from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Contact


def note_contacts_read(
    *, by: Actor, network: Network, contacts: Iterable[Contact], now: dt.datetime, purpose: str
) -> None:
    """One read event for a page or a file that names contacts; oneself is none."""
    others = [Reference("contact", row.public_id) for row in contacts if row.user_id != by.pk]
    _note(by, network, others, now, purpose)


def note_users_read(
    *, by: Actor, network: Network, users: Iterable[User], now: dt.datetime, purpose: str
) -> None:
    """One read event for a page or a file that says who may do what; oneself is none."""
    _note(by, network, [about(user) for user in users if user.pk != by.pk], now, purpose)


def _note(by: Actor, network: Network, subjects: list[Reference], now: dt.datetime, purpose: str) -> None:
    if subjects:
        events.record(
            by=by, deed="people_read", subjects=subjects, now=now, network_id=network.pk, purpose=purpose
        )
