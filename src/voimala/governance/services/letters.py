"""Letters to those who sit in a body: the call with its agenda, a change, a cancellation.

Each goes to the seat's own work address, in the language of its user, with a link that opens the agenda and
its calendar file without an account.
"""

import datetime as dt
from typing import Any

from django.utils import translation

from voimala.core.references import Reference
from voimala.core.viewer import system
from voimala.governance.models import AgendaItem, Meeting, Seat
from voimala.governance.models.wording import time_in_words
from voimala.office.services import make_link, queue_message

PURPOSE = "body_meeting"
LINK_ACTION = "look_at_meeting"
LINK_WORKS = dt.timedelta(days=60)
CALLING = system("meeting_letters", purpose="the call of a meeting")


def write_call(meeting: Meeting, now: dt.datetime, *, again: bool) -> int:
    """The call, or what has changed in it; how many letters."""
    items = list(AgendaItem.objects.visible_to(CALLING).filter(meeting=meeting))
    return _write(meeting, "governance/mail/call", now, {"items": items, "again": again})


def write_cancelled(meeting: Meeting, now: dt.datetime) -> int:
    return _write(meeting, "governance/mail/cancelled", now, {})


def receivers(meeting: Meeting) -> dict[str, str]:
    """Addresses of the seats in force on the day, each with the language to write in."""
    seats = Seat.objects.visible_to(CALLING).filter(body_id=meeting.body_id).on(meeting.day)
    found: dict[str, str] = {}
    for seat in seats.select_related("user").order_by("pk"):
        address = seat.email or (seat.user.email if seat.user else "")
        if address:
            found.setdefault(address.lower(), seat.user.language if seat.user else "fi")
    return found


def _write(meeting: Meeting, template: str, now: dt.datetime, told: dict[str, Any]) -> int:
    found = receivers(meeting)
    for address, language in found.items():
        queue_message(
            to=address,
            template=template,
            language=language,
            context={**told, **_of_meeting(meeting, language), "url": _link(meeting, language, now)},
            purpose=PURPOSE,
            now=now,
            network=meeting.network,
        )
    return len(found)


def _of_meeting(meeting: Meeting, language: str) -> dict[str, Any]:
    with translation.override(language):
        zone = meeting.network.timezone
        when = time_in_words(meeting.starts_at, meeting.ends_at, zone, time_known=meeting.time_known)
        return {"meeting": meeting, "body": str(meeting.body), "when": when}


def _link(meeting: Meeting, language: str, now: dt.datetime) -> str:
    return make_link(
        network=meeting.network,
        action=LINK_ACTION,
        subject=Reference("meeting", meeting.public_id),
        language=language,
        expires_at=max(meeting.starts_at, now) + LINK_WORKS,
        now=now,
    )
