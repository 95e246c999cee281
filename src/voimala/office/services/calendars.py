"""Addresses of calendars: made and withdrawn by their own user, and read by calendar programs."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.accounts.models import User
from voimala.core import access, events
from voimala.core.errors import NotAllowed
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.office.models import CalendarToken, digest_of
from voimala.office.openings import CalendarEntry, calendar_sources

TOKEN_BYTES = 32
PAST = dt.timedelta(days=365)
"""How long what is over stays in a calendar."""


@transaction.atomic
def open_calendar(*, by: Actor, user: User, network: Network, now: dt.datetime) -> str:
    """A new token for the user's own calendar of the network; the one before ends.

    The token is given once and not kept: only its digest is.

    Raises:
        NotAllowed: it is not one's own, or one has no role in the network.
    """
    _require_own(by, user, network)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarToken.objects.update_or_create(
        user=user, network=network, defaults={"digest": digest_of(token), "made_at": now}
    )
    _record(by, "calendar_opened", user, network, now)
    return token


@transaction.atomic
def close_calendar(*, by: Actor, user: User, network: Network, now: dt.datetime) -> None:
    """The address ends at once. Closing twice is closing once."""
    _require_own(by, user, network)
    gone, _kinds = CalendarToken.objects.filter(user=user, network=network).delete()
    if gone:
        _record(by, "calendar_closed", user, network, now)


def opened_by(token: str, now: dt.datetime) -> CalendarToken | None:
    """The calendar behind a token, its user with the roles of this moment; None when nobody's any more."""
    tokens = CalendarToken.objects.select_related("user", "network__region")
    found: CalendarToken | None = tokens.filter(digest=digest_of(token), user__is_active=True).first()
    if found is None or found.network_id not in found.user.at(now).network_ids:
        return None
    return found


def entries_of(
    calendar: CalendarToken, subject: Reference | None, now: dt.datetime
) -> Sequence[CalendarEntry]:
    """What stands in the calendar, or in that of one subject that its user sees, in the order of time."""
    since = calendar.network.today(now - PAST)
    told = calendar_sources.gather(calendar.user, calendar.network, subject, since)
    by_uid = {entry.uid: entry for entries in told for entry in entries}
    return sorted(by_uid.values(), key=lambda entry: (entry.starts.isoformat(), entry.uid))


def _require_own(by: Actor, user: User, network: Network) -> None:
    access.require("office.keep_calendar", by, user)
    if network.pk not in by.network_ids:
        raise NotAllowed(_("This network is not yours."))


def _record(by: Actor, deed: str, user: User, network: Network, now: dt.datetime) -> None:
    subjects = [Reference("user", user.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=network.pk)
