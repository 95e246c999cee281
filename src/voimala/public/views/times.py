"""When a happening is, in words, and as moments of its network's own zone."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from voimala.public.models import Happening

DAY = "j.n.Y"


def day_in_words(happening: Happening) -> str:
    """ "torstai 23.3.2017" or "23.3.2017–25.3.2017"."""
    if happening.ends > happening.day:
        return f"{date_format(happening.day, DAY)}–{date_format(happening.ends, DAY)}"
    return f"{date_format(happening.day, 'l')} {date_format(happening.day, DAY)}"


def hours_in_words(happening: Happening) -> str:
    """ "klo 10.00–12.00"; "" where nobody has told."""
    if happening.starts_at is None:
        return ""
    pattern = pgettext("time of day", "H:i")
    start = time_format(happening.starts_at, pattern)
    if happening.ends_at is None:
        return _("at %(time)s") % {"time": start}
    end = time_format(happening.ends_at, pattern)
    return _("at %(start)s–%(end)s") % {"start": start, "end": end}


def when_in_words(happening: Happening) -> str:
    hours = hours_in_words(happening)
    return f"{day_in_words(happening)} {hours}" if hours else day_in_words(happening)


def beginning(happening: Happening, zone: str) -> dt.datetime | dt.date:
    """A moment, or a day when no time of day is known."""
    if happening.starts_at is None:
        return happening.day
    return dt.datetime.combine(happening.day, happening.starts_at, ZoneInfo(zone))


def end(happening: Happening, zone: str) -> dt.datetime | dt.date | None:
    """The moment at which it is over; after whole days the day that no longer belongs to it."""
    after = happening.ends + dt.timedelta(days=1)
    if happening.starts_at is None:
        return after
    if happening.ends_at is not None:
        return dt.datetime.combine(happening.ends, happening.ends_at, ZoneInfo(zone))
    if happening.ends > happening.day:
        return dt.datetime.combine(after, dt.time(), ZoneInfo(zone))
    return None
