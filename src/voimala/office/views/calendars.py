"""One's own calendar: the page that makes its address, and what calendar programs read there.

The address itself is the key: whoever has it reads the calendar. It shows titles, times, places and the way
to a page that asks to sign in.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from voimala.accounts.models import User
from voimala.core.reading import writing_nothing
from voimala.core.references import Reference, kinds, resolve
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network
from voimala.office.models import CalendarToken
from voimala.office.openings import CalendarEntry
from voimala.office.services.calendars import close_calendar, entries_of, open_calendar, opened_by
from voimala.office.views.links import HEADERS

if TYPE_CHECKING:
    from icalendar import Event


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: PageRequest, code: str) -> HttpResponse:
    """Make the address, or end it. A new address is shown once, in the answer to the form that made it.

    `?of=kind:id` asks for the address of one subject's calendar beside it, under the same token.
    """
    user = User.objects.visible_to(request.viewer).get(pk=request.viewer.pk)
    network, now = request.network, timezone.now()
    address = of_subject = ""
    subject, named = _subject_of(request)
    if request.method == "POST" and request.POST.get("do") == "end":
        close_calendar(by=acting(request.viewer), user=user, network=network, now=now)
        messages.success(request, _("The address is ended. A calendar that reads it gets nothing more."))
        return redirect("office:own_calendar", code)
    if request.method == "POST":
        token = open_calendar(by=acting(request.viewer), user=user, network=network, now=now)
        address = request.build_absolute_uri(reverse("office:calendar", args=[token]))
        if subject is not None:
            place = reverse("office:calendar_of", args=[token, subject.kind, subject.public_id])
            of_subject = request.build_absolute_uri(place)
    kept = CalendarToken.objects.visible_to(request.viewer).of(network).first()
    context = {
        "kept": kept,
        "address": address,
        "subscribing": f"webcal:{address.partition(':')[2]}",
        "subject": named,
        "of_subject": of_subject,
    }
    return render(request, "office/own_calendar.html", context)


def _subject_of(request: PageRequest) -> tuple[Reference | None, str]:
    """The subject that the address of the page names, and what it is called; none that is not hers to see."""
    kind, _colon, public_id = request.GET.get("of", "").partition(":")
    thing = resolve(Reference(kind, public_id), request.viewer) if kind in kinds() else None
    if thing is None or getattr(thing, "network_id", None) != request.network.pk:
        return None, ""
    return Reference(kind, public_id), str(thing)


@require_safe
@login_not_required
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """All that stands in the calendar of the token's user."""
    return _written(request, token, None)


@require_safe
@login_not_required
def calendar_of(request: HttpRequest, token: str, kind: str, public_id: str) -> HttpResponse:
    """What stands in the calendar of one subject (a body), when the token's user sees it."""
    return _written(request, token, Reference(kind, public_id))


def _written(request: HttpRequest, token: str, subject: Reference | None) -> HttpResponse:
    """Whoever is signed in does not matter, and nothing is written: programs read this again and again."""
    now = timezone.now()
    with writing_nothing():
        found = opened_by(token, now)
        if found is None:
            raise Http404
        name = _name_of(found, subject)
        made = written_calendar(request, found.network, name, entries_of(found, subject, now))
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=HEADERS)
    response["Content-Disposition"] = f'attachment; filename="{found.network.code}.ics"'
    return response


def _name_of(calendar: CalendarToken, subject: Reference | None) -> str:
    """What the calendar is called in the program; 404 for a subject that its user does not see here."""
    network = str(calendar.network.short_name or calendar.network.name)
    if subject is None:
        return network
    thing = resolve(subject, calendar.user) if subject.kind in kinds() else None
    if thing is None or getattr(thing, "network_id", None) != calendar.network_id:
        raise Http404
    return f"{network}: {thing}"


def written_calendar(
    request: HttpRequest, network: Network, name: str, entries: Iterable[CalendarEntry]
) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    for field, value in (("prodid", "-//Voimala//FI"), ("version", "2.0"), ("name", name)):
        made.add(field, value)
    made.add("x-wr-calname", name)
    years = []
    for entry in entries:
        made.add_component(_event(request, network, entry))
        years += [moment.year for moment in (entry.starts, entry.ends) if moment]
    if years:  # the turns of the clocks in those years only, not in all that there have been
        made.add_missing_timezones(
            first_date=dt.date(min(years), 1, 1), last_date=dt.date(max(years) + 1, 1, 1)
        )
    return bytes(made.to_ical())


def _event(request: HttpRequest, network: Network, entry: CalendarEntry) -> "Event":
    from icalendar import Event, vText

    made = Event()
    made.add("uid", f"{entry.uid}@{network.code}.voimala")
    made.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    made.add("sequence", entry.version - 1)
    made.add("summary", entry.title)
    made.add("dtstart", _local(entry.starts, network))
    if entry.ends is not None:
        made.add("dtend", _local(entry.ends, network))
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.place:
        made.add("location", vText(entry.place))
    made.add("url", request.build_absolute_uri(entry.path))
    return made


def _local(moment: dt.datetime | dt.date, network: Network) -> dt.datetime | dt.date:
    """Hours in the network's own time; a day stays a day."""
    return moment.astimezone(ZoneInfo(network.timezone)) if isinstance(moment, dt.datetime) else moment
