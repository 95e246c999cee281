"""One's own calendar: its address is a key, and what is read there is only when, where and what."""

import datetime as dt
from typing import Any

import icalendar
import pytest
from django.urls import reverse
from django.utils import translation

from tests.apps.factories import make_organisation, make_user
from voimala.accounts.models import User
from voimala.core.references import Reference
from voimala.core.viewer import Viewer, acting
from voimala.networks.models import Network, RoleKind
from voimala.office import openings
from voimala.office.models import CalendarToken
from voimala.office.openings import CalendarEntry
from voimala.office.services.calendars import open_calendar

CHANGED = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
MEETING = CalendarEntry(
    uid="meeting-abc",
    title="Johtoryhmä – kevätkausi",
    starts=dt.datetime(2027, 3, 30, 9, tzinfo=dt.UTC),
    ends=dt.datetime(2027, 3, 30, 11, tzinfo=dt.UTC),
    path="/v/voimala/meetings/abc/",
    changed_at=CHANGED,
    place="Kuopio, Äänekatu 1",
    version=3,
)
A_DAY = CalendarEntry(
    uid="meeting-old",
    title="Johtoryhmä",
    starts=dt.date(2027, 1, 12),
    path="/v/voimala/meetings/old/",
    changed_at=CHANGED,
    cancelled=True,
)
Asked = list[tuple[Any, Network, Reference | None, dt.date]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The one source of these tests; what it was asked."""
    seen: Asked = []

    def source(
        viewer: Viewer, network: Network, subject: Reference | None, since: dt.date
    ) -> list[CalendarEntry]:
        seen.append((viewer, network, subject, since))
        return [A_DAY, MEETING, MEETING]

    monkeypatch.setattr(openings.calendar_sources, "_fillings", [source])
    return seen


def made(user: User, network: Network, now: dt.datetime) -> str:
    return open_calendar(by=acting(user), user=user, network=network, now=now)


def test_a_calendar_program_reads_it_without_signing_in(
    client_of: Any, network: Network, colleague: User, now: dt.datetime, asked: Asked
) -> None:
    token = made(colleague, network, now)
    answer = client_of(None).get(reverse("office:calendar", args=[token]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    read = icalendar.Calendar.from_ical(answer.content)
    day, meeting = read.walk("VEVENT")
    assert meeting.decoded("dtstart").isoformat() == "2027-03-30T12:00:00+03:00"
    assert str(meeting["uid"]) == "meeting-abc@voimala.voimala"
    assert (str(meeting["summary"]), meeting["sequence"]) == (MEETING.title, 2)
    assert str(meeting["location"]) == MEETING.place
    assert str(meeting["url"]).endswith(MEETING.path)
    assert (day.decoded("dtstart"), str(day["status"])) == (A_DAY.starts, "CANCELLED")
    assert {str(part["tzid"]) for part in read.walk("VTIMEZONE")} == {"Europe/Helsinki"}
    ((viewer, where, subject, since),) = asked
    assert (viewer.pk, where, subject) == (colleague.pk, network, None)
    assert dt.timedelta(days=364) < now.date() - since < dt.timedelta(days=367)


def test_the_feed_of_one_subject_is_for_those_who_see_it(
    client_of: Any, network: Network, other_network: Network, colleague: User, now: dt.datetime, asked: Asked
) -> None:
    token, organisation = made(colleague, network, now), make_organisation(network)
    theirs = make_organisation(other_network)

    def status(kind: str, public_id: str) -> int:
        return int(
            client_of(None).get(reverse("office:calendar_of", args=[token, kind, public_id])).status_code
        )

    assert status("organisation", organisation.public_id) == 200
    assert asked[-1][2] == Reference("organisation", organisation.public_id)
    assert status("organisation", theirs.public_id) == 404
    assert status("organisation", "x") == status("nothing", "x") == 404


def test_the_address_ends_with_a_new_one_with_the_role_and_when_it_is_ended(
    client_of: Any, network: Network, now: dt.datetime, asked: Asked
) -> None:
    user = make_user(network, RoleKind.BOARD_MEMBER)

    def status(token: str) -> int:
        return int(client_of(None).get(reverse("office:calendar", args=[token])).status_code)

    first, second = made(user, network, now), made(user, network, now)
    assert (status(first), status(second)) == (404, 200)
    assert CalendarToken.objects.get().digest not in (first, second)
    user.is_active = False
    user.save()
    assert status(second) == 404
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.roles.update(until=now.date() - dt.timedelta(days=1))
    assert status(second) == 404


def test_the_page_shows_a_new_address_once_and_ends_it(
    client_of: Any, network: Network, colleague: User, stranger: User, asked: Asked
) -> None:
    client, page = client_of(colleague), reverse("office:own_calendar", args=["voimala"])
    assert "Tee osoite" in client.get(page).content.decode()
    address = client.post(page, {"do": "make"}).context["address"]
    assert client_of(None).get(address).status_code == 200
    assert address not in client.get(page).content.decode()
    assert client_of(stranger).get(page).status_code == 404
    client.post(page, {"do": "end"})
    assert client_of(None).get(address).status_code == 404
    assert "Min kalender" in client.get(f"/sv{page}").content.decode()
    with translation.override("sv"):
        assert reverse("office:calendar", args=["x"]) == "/sv/calendar/x.ics"
