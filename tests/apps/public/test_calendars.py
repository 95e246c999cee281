"""Calendar files and the feed, read back by a program as their readers would."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.apps.factories import make_municipality, make_user
from tests.apps.public.published import HOUR, make_happening, make_news
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.public.models import Happening
from voimala.public.models.plan import HappeningPlan
from voimala.public.services import change_item
from voimala.public.views.calendars import written_calendar

HELSINKI = ZoneInfo("Europe/Helsinki")
ATOM = "{http://www.w3.org/2005/Atom}"


def events_at(client: Client, address: str) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def one(client: Client, row: Happening) -> Any:
    found = events_at(client, f"/v/voimala/happenings/{row.public_id}.ics")
    assert len(found) == 1
    return found[0]


def test_a_happening_with_its_hours(client: Client, network: Network) -> None:
    row = make_happening(
        network,
        "Laulua; kahvia, ja \\ viiva",
        day=dt.date(2027, 6, 1),
        starts_at=dt.time(17, 30),
        ends_at=dt.time(19),
        place="Kulttuuritalo",
        municipality=make_municipality(),
        lead_fi="Kaikille avoin.",
        body_fi="## Ohjelma\n\n- yksi\n- **kaksi**",
    )
    event = one(client, row)
    assert event["SUMMARY"] == "Laulua; kahvia, ja \\ viiva"
    assert event.decoded("DTSTART") == dt.datetime(2027, 6, 1, 17, 30, tzinfo=HELSINKI)
    assert event.decoded("DTEND") == dt.datetime(2027, 6, 1, 19, tzinfo=HELSINKI)
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert event["LOCATION"] == "Kulttuuritalo, Kuopio"
    assert event["DESCRIPTION"] == "Kaikille avoin.\n\nOhjelma\n\nyksi\nkaksi"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"].endswith(f"/v/voimala/happenings/{row.public_id}/")


def test_the_zone_is_told_in_the_file_itself(client: Client, network: Network) -> None:
    row = make_happening(network, day=dt.date(2027, 1, 10), starts_at=dt.time(12))
    made = client.get(f"/v/voimala/happenings/{row.public_id}.ics").content
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(made).walk("VTIMEZONE")]
    assert zones == ["Europe/Helsinki"]
    assert len(made) < 3000, "not the turns of the clocks of all years"


def test_without_a_time_it_takes_the_whole_day(client: Client, network: Network) -> None:
    event = one(client, make_happening(network, day=dt.date(2027, 3, 23)))
    assert event.decoded("DTSTART") == dt.date(2027, 3, 23)
    assert event.decoded("DTEND") == dt.date(2027, 3, 24), "the end is the day that no longer belongs to it"


def test_several_days(client: Client, network: Network) -> None:
    days = {"day": dt.date(2027, 3, 23), "last_day": dt.date(2027, 3, 25)}
    assert one(client, make_happening(network, **days)).decoded("DTEND") == dt.date(2027, 3, 26)
    timed = one(client, make_happening(network, starts_at=dt.time(9), **days))
    assert timed.decoded("DTEND") == dt.datetime(2027, 3, 26, tzinfo=HELSINKI)


def test_an_end_that_is_not_known_is_not_made_up(client: Client, network: Network) -> None:
    assert "DTEND" not in one(client, make_happening(network, starts_at=dt.time(9)))


def test_a_change_keeps_the_identity_and_counts_up(client: Client, network: Network) -> None:
    row = make_happening(network)
    before = one(client, row)
    plan = HappeningPlan(title={"fi": "Uusi nimi"}, day=row.day, publish_at=row.publish_at, cancelled=True)
    change_item(by=acting(make_user(network)), item=row, seen=1, plan=plan, now=timezone.now())
    after = one(client, row)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["STATUS"] == "CANCELLED"
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")


def test_the_calendar_has_what_is_out_and_nothing_else(
    client: Client, network: Network, other_network: Network, client_of: Callable[..., Client]
) -> None:
    make_happening(network, "Näkyy")
    make_happening(network, "Luonnos", publish_at=None)
    make_happening(network, "Tulossa", publish_at=timezone.now() + HOUR)
    make_happening(network, "Piilotettu", hide_at=timezone.now() - HOUR / 2)
    make_happening(network, "Poistettu", deleted_at=timezone.now())
    make_happening(network, "Vanha", day=timezone.localdate() - dt.timedelta(days=500))
    make_happening(other_network, "Naapurin")
    for who in (client, client_of(make_user(network))):
        assert [str(event["SUMMARY"]) for event in events_at(who, "/v/voimala/happenings.ics")] == ["Näkyy"]


def test_an_empty_calendar_can_be_read_too(client: Client, network: Network) -> None:
    assert events_at(client, "/v/voimala/happenings.ics") == []


def test_lines_are_folded_at_75_bytes(client: Client, network: Network) -> None:
    row = make_happening(network, "Ääkkösiä " * 20, lead_fi="ö" * 400)
    raw = client.get(f"/v/voimala/happenings/{row.public_id}.ics").content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert one(client, row)["DESCRIPTION"] == "ö" * 400


@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80),
    day=st.dates(dt.date(2000, 1, 1), dt.date(2036, 12, 31)),
    starts=st.none() | st.times(),
    length=st.integers(0, 5),
)
def test_any_happening_reads_back_as_it_was(
    title: str, day: dt.date, starts: dt.time | None, length: int
) -> None:
    starts = starts.replace(second=0, microsecond=0) if starts else None
    network = Network(code="voimala", name_fi="Verkosto")
    row = Happening(
        network=network, title_fi=title, day=day, starts_at=starts, last_day=day + dt.timedelta(days=length)
    )
    raw = written_calendar(RequestFactory().get("/"), network, [row])
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    start = event.decoded("DTSTART")
    if starts is None:
        assert start == day
        assert event.decoded("DTEND") == row.ends + dt.timedelta(days=1)
    else:
        assert (start.date(), start.time(), start.tzinfo.key) == (day, starts, "Europe/Helsinki")


def entries(client: Client) -> list[ElementTree.Element]:
    response = client.get("/v/voimala/news.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314  # our own feed


def test_the_feed_tells_the_news_that_are_out(client: Client, network: Network) -> None:
    row = make_news(network, "Uusi <b> & vanha", lead_fi="1 < 2", body_fi="Lue **tämä**")
    make_news(network, "Luonnos", publish_at=None)
    (entry,) = entries(client)
    assert entry.findtext(f"{ATOM}title") == "Uusi <b> & vanha"
    assert entry.findtext(f"{ATOM}id") == f"urn:voimala:voimala:{row.public_id}"
    told = entry.findtext(f"{ATOM}summary") or ""
    assert "<p>1 &lt; 2</p>" in told
    assert "<strong>tämä</strong>" in told
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"].endswith(f"/v/voimala/news/{row.public_id}/")


@pytest.mark.parametrize("address", ["news.xml", "happenings.ics", "news/", "happenings/"])
def test_an_unpublished_network_tells_strangers_nothing(
    address: str, network: Network, stranger: Any, client_of: Callable[..., Client]
) -> None:
    Network.objects.filter(pk=network.pk).update(published=False)
    for who in (None, stranger):
        assert client_of(who).get(f"/v/voimala/{address}").status_code == 404
    assert client_of(make_user(network)).get(f"/v/voimala/{address}").status_code == 200
