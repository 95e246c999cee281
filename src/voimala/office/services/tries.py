"""Counts tries in the database, for all server processes together. It must not learn who tried."""

import datetime as dt
import ipaddress

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from voimala.office.models import ActionLink, TryCount

UNKNOWN_AN_HOUR = 20
"""Unknown links that one address may ask for in an hour."""
ANSWERS_AN_HOUR = 30
"""Answers that one link takes in an hour."""
SENDINGS_AN_HOUR = 10
"""Forms without an account that one address may send in an hour, of each kind."""
KEPT = dt.timedelta(days=1)
IPV6_HOME = 64
"""Bits of an IPv6 address that name a home or an office; the rest is chosen freely by whoever is there."""


def count_unknown(*, address: str | None, now: dt.datetime) -> bool:
    """Note that an unknown link was asked for; False when the address has asked for too many."""
    return _count(f"unknown {_neighbourhood(address)}", UNKNOWN_AN_HOUR, now)


def count_answer(*, link: ActionLink, now: dt.datetime) -> bool:
    """Note that somebody answers; False when the link has been answered too often."""
    return _count(f"answer {link.pk}", ANSWERS_AN_HOUR, now)


def count_sending(*, what: str, address: str | None, now: dt.datetime) -> bool:
    """Note that a form without an account is sent; False when the address has sent too many of the kind."""
    return _count(f"sent {what} {_neighbourhood(address)}", SENDINGS_AN_HOUR, now)


def forget_tries(now: dt.datetime) -> int:
    """Delete the counts of yesterday."""
    gone, _kinds = TryCount.objects.filter(hour__lte=now - KEPT).delete()
    return gone


def _count(what: str, limit: int, now: dt.datetime) -> bool:
    """One more; False when there have been `limit` already, and then nothing is written any more."""
    hour = now.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    key = salted_hmac("voimala.office.tries", f"{what} {hour.isoformat()}", algorithm="sha256").hexdigest()
    counted = TryCount.objects.filter(key=key, hour=hour)
    if counted.filter(count__gte=limit).exists():
        return False
    with transaction.atomic():
        # Two at once: one of them makes the row, and each waits for the other's addition.
        if not counted.update(count=F("count") + 1):
            TryCount.objects.bulk_create([TryCount(key=key, hour=hour)], ignore_conflicts=True)
            counted.update(count=F("count") + 1)
        return counted.filter(count__lte=limit).exists()


def _neighbourhood(address: str | None) -> str:
    """The address, of IPv6 its home's part; one common name for all that have none."""
    if not address:
        return "nowhere"
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network(f"{found}/{IPV6_HOME}", strict=False))
