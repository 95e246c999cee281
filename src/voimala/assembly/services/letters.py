"""The letters beside the askings: the expert's own link, and what becomes of those who said yes to a call."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.invitation import facts_of
from voimala.assembly.services.telling import address_asked, language_asked
from voimala.office.services import make_link, queue_message

OWN_NAME = "own_name"


def send_own_name_link(asking: Asking, *, now: dt.datetime) -> bool:
    """Thanks to the association, with the link that it passes on to the expert; it works to the period's end.

    False when there is no address, or the period is over.
    """
    seat, to = asking.seat, address_asked(asking)
    ends = _end_of_period(seat) if seat is not None else now
    if seat is None or not to or ends <= now:
        return False
    url = make_link(
        network=seat.network,
        action=OWN_NAME,
        subject=seat.reference,
        language=language_asked(asking),
        expires_at=ends,
        now=now,
    )
    _send(asking, "assembly/mail/own_name", "seat_own_name", "own", now, url=url)
    return True


def _end_of_period(seat: Seat) -> dt.datetime:
    ends = seat.group.brief.period.ends
    return dt.datetime.combine(ends, dt.time(), ZoneInfo(seat.network.timezone))


def send_call_taken(asking: Asking, *, now: dt.datetime, asks_supervisor: bool) -> None:
    """To the volunteer who gets the seat."""
    _send(
        asking, "assembly/mail/call_taken", "seat_call_taken", "taken", now, asks_supervisor=asks_supervisor
    )


def send_call_over(asking: Asking, *, now: dt.datetime) -> None:
    """To a volunteer who is not needed after all: thanks, no reason and no other name."""
    _send(asking, "assembly/mail/call_over", "seat_call_over", "over", now)


def _send(asking: Asking, template: str, purpose: str, what: str, now: dt.datetime, **more: Any) -> None:
    to, language = address_asked(asking), language_asked(asking)
    if not to or asking.seat is None:
        return
    with translation.override(language):
        context = {"asking": asking, "seat": asking.seat, "facts": facts_of(asking.seat), **more}
        queue_message(
            to=to,
            template=template,
            language=language,
            context=context,
            purpose=purpose,
            now=now,
            network=asking.network,
            key=f"asking:{asking.public_id}:{what}",
        )
