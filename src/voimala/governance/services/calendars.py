"""Meetings in other programs' calendars: entries for the feeds, and the file of one meeting."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from voimala.governance.documents import title_of
from voimala.governance.models import Meeting
from voimala.office.openings import CalendarEntry


def entry_of(meeting: Meeting) -> CalendarEntry:
    """Its `uid` stays whatever changes in it."""
    title = title_of(meeting)
    cancelled = meeting.state == Meeting.State.CANCELLED
    return CalendarEntry(
        uid=f"meeting-{meeting.public_id}",
        title=_("Cancelled: %(meeting)s") % {"meeting": title} if cancelled else title,
        starts=meeting.starts_at if meeting.time_known else meeting.day,
        ends=meeting.ends_at,
        path=reverse("governance:meeting", args=[meeting.network.code, meeting.public_id]),
        changed_at=meeting.changed_at or meeting.called_at or meeting.starts_at,
        place=meeting.place,
        version=meeting.version,
        cancelled=cancelled,
    )


def written(meeting: Meeting, site: str, now: dt.datetime) -> bytes:
    from icalendar import Calendar, Event, vText

    told = entry_of(meeting)
    entry = Event()
    entry.add("uid", f"{told.uid}@{meeting.network.code}.voimala")
    entry.add("dtstamp", now.astimezone(dt.UTC))
    entry.add("sequence", told.version - 1)
    entry.add("summary", told.title)
    entry.add("dtstart", _moment(told.starts))
    if told.ends is not None:
        entry.add("dtend", _moment(told.ends))
    entry.add("status", "CANCELLED" if told.cancelled else "CONFIRMED")
    if told.place:
        entry.add("location", vText(told.place))
    entry.add("url", f"{site}{told.path}")
    made = Calendar()
    made.add("prodid", "-//Voimala//FI")
    made.add("version", "2.0")
    made.add_component(entry)
    return bytes(made.to_ical())


def _moment(when: dt.datetime | dt.date) -> dt.datetime | dt.date:
    """Moments in UTC need no description of a zone."""
    return when.astimezone(dt.UTC) if isinstance(when, dt.datetime) else when
