"""Letters to those who told a need: in their language, with a link to follow it, without what they wrote.

What a stranger types is never mailed on: the form asks for an address that may be somebody else's.
"""

import datetime as dt

from voimala.office.services import make_link, queue_message
from voimala.phenomena.models import ToldNeed

LINK_ACTION = "follow_told_need"
LINK_DAYS = 365
PURPOSE = "told_need"


def follow_link(told: ToldNeed, now: dt.datetime) -> str:
    """The address of a new link at which the told need is followed, for a year."""
    return make_link(
        network=told.network,
        action=LINK_ACTION,
        subject=told.reference,
        language=told.language,
        expires_at=now + dt.timedelta(days=LINK_DAYS),
        now=now,
    )


def thank_sender(told: ToldNeed, now: dt.datetime) -> None:
    """The first letter, when there is an address: it has arrived, and here it is followed."""
    _write(told, "phenomena/mail/told_received", now)


def tell_sender(told: ToldNeed, now: dt.datetime) -> None:
    """How the matter stands now, with the coordinator's answer."""
    _write(told, "phenomena/mail/told_changed", now)


def _write(told: ToldNeed, template: str, now: dt.datetime) -> None:
    if not told.email:
        return
    queue_message(
        to=told.email,
        template=template,
        language=told.language,
        context={"told": told, "url": follow_link(told, now)},
        purpose=PURPOSE,
        now=now,
        network=told.network,
    )
