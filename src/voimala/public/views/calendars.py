"""What other programs read: calendar files of happenings and the feed of news."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network
from voimala.public.models import Happening, News
from voimala.public.rendering import as_html, as_text
from voimala.public.views.finding import find_item, require_part
from voimala.public.views.times import beginning, end

if TYPE_CHECKING:
    from icalendar import Event

MOST_IN_FEED = 50
PAST_IN_CALENDAR = dt.timedelta(days=365)


@require_safe
@login_not_required
def happening_calendar(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    """One happening, to be put into somebody's own calendar."""
    happening = find_item(request, "happening", public_id)
    return calendar_file(request, [happening], f"{request.network.code}-{happening.public_id}")


@require_safe
@login_not_required
def calendar(request: PageRequest, code: str) -> HttpResponse:
    """All that is out of the last year and to come: a calendar program reads it again and again."""
    require_part(request, "happening")
    now = timezone.now()
    since = request.network.today(now) - PAST_IN_CALENDAR
    rows = Happening.objects.visible_to(request.viewer).of(request.network).out_at(now).filter(day__gte=since)
    return calendar_file(request, rows.select_related("municipality"), request.network.code)


def calendar_file(request: PageRequest, rows: Iterable[Happening], name: str) -> HttpResponse:
    made = written_calendar(request, request.network, rows)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def written_calendar(request: HttpRequest, network: Network, rows: Iterable[Happening]) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Voimala//FI")
    made.add("version", "2.0")
    made.add("name", str(network.name))
    made.add("x-wr-calname", str(network.name))
    days = []
    for row in rows:
        made.add_component(calendar_entry(request, network, row))
        days += [row.day, row.ends]
    if days:  # the turns of the clocks in those years only, not in all that there have been
        first, last = dt.date(min(days).year, 1, 1), dt.date(max(days).year + 1, 1, 1)
        made.add_missing_timezones(first_date=first, last_date=last)
    return bytes(made.to_ical())


def calendar_entry(request: HttpRequest, network: Network, row: Happening) -> "Event":
    """One event. Its `uid` stays when its texts and times change, and `sequence` tells that they did."""
    from icalendar import Event, vText

    entry = Event()
    entry.add("uid", f"{row.public_id}@{network.code}.voimala")
    entry.add("dtstamp", (row.changed_at or row.publish_at or timezone.now()).astimezone(dt.UTC))
    entry.add("sequence", row.version - 1)
    entry.add("summary", str(row.title))
    entry.add("dtstart", beginning(row, network.timezone))
    ends = end(row, network.timezone)
    if ends is not None:
        entry.add("dtend", ends)
    entry.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    place = ", ".join(part for part in (row.place, str(row.municipality or "")) if part)
    if place:
        entry.add("location", vText(place))
    told = "\n\n".join(part for part in (str(row.lead), as_text(row.body)) if part)
    if told:
        entry.add("description", told)
    entry.add("url", request.build_absolute_uri(page_of(network, row)))
    return entry


def page_of(network: Network, row: Happening) -> str:
    return reverse("public:happening", args=[network.code, row.public_id])


@require_safe
@login_not_required
def news_feed(request: PageRequest, code: str) -> HttpResponse:
    """The newest news as Atom."""
    require_part(request, "news")
    network = request.network
    absolute = request.build_absolute_uri
    feed = Atom1Feed(
        title=_("News: %(network)s") % {"network": network.name},
        link=absolute(reverse("public:news", args=[network.code])),
        description=str(network.headline),
        feed_url=absolute(request.path),
        language=get_language(),
    )
    rows = News.objects.visible_to(request.viewer).of(network).out_at(timezone.now())
    for row in rows[:MOST_IN_FEED]:
        feed.add_item(
            title=str(row.title),
            link=absolute(reverse("public:news_item", args=[network.code, row.public_id])),
            description=format_html("<p>{}</p>{}", row.lead, as_html(row.body)),
            unique_id=f"urn:voimala:{network.code}:{row.public_id}",
            pubdate=row.publish_at,
            updateddate=max(row.changed_at or row.publish_at, row.publish_at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
