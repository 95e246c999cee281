"""The trace that reading people leaves."""

import datetime as dt
from collections.abc import Iterable

from voimala.core import events
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.people.models import Person


def note_reading(
    *, by: Actor, network: Network, people: Iterable[Person], now: dt.datetime, purpose: str = ""
) -> None:
    """One read event for a page that shows people, with each of them as a subject; oneself is none."""
    others = [
        Reference("person", row.public_id) for row in people if row.user_id is None or row.user_id != by.pk
    ]
    if others:
        events.record(
            by=by, deed="people_read", subjects=others, now=now, network_id=network.pk, purpose=purpose
        )
