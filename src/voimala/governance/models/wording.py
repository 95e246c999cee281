"""Sentences on bodies and meetings, in the language of the page."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.governance.models.quorum import Quorum


def quorum_in_words(quorum: Quorum) -> str:
    """As it is read aloud: how many of the seats were there, and whether that was enough."""
    named = {"present": quorum.present, "seats": quorum.seats, "needed": quorum.needed}
    if quorum.met is None:
        return _("%(present)s seats of %(seats)s were there. The rule on the quorum is not known.") % named
    if quorum.met:
        return _("Has a quorum: %(present)s seats of %(seats)s.") % named
    return _("No quorum: %(present)s seats of %(seats)s; %(needed)s are needed.") % named


def rule_in_words(quorum: int | None) -> str:
    if quorum is None:
        return _("Not published or not known")
    said = ngettext("%(count)s seat must be there", "%(count)s seats must be there", quorum)
    return said % {"count": quorum}


def time_in_words(starts: dt.datetime, ends: dt.datetime | None, zone: str, *, time_known: bool) -> str:
    """The day, with the hours where they are known."""
    first = starts.astimezone(ZoneInfo(zone))
    day = date_format(first, pgettext("date format with year", "j.n.Y"))
    if not time_known:
        return day
    hours = date_format(first, pgettext("time format", "G.i"))
    if ends is None:
        return _("%(day)s at %(time)s") % {"day": day, "time": hours}
    until = date_format(ends.astimezone(ZoneInfo(zone)), pgettext("time format", "G.i"))
    return _("%(day)s at %(time)s") % {"day": day, "time": f"{hours}–{until}"}


def day_in_words(day: dt.date) -> str:
    return date_format(day, pgettext("date format with year", "j.n.Y"))
