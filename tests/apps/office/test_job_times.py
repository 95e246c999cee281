"""When jobs that start by themselves are due: Mondays at seven and nights at three are the network's own."""

import datetime as dt

import pytest

from voimala.office.openings import JobKind, Moment, Progress

HELSINKI = "Europe/Helsinki"
MONDAY = Moment(at=dt.time(7, 0), weekday=0)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def nothing(progress: Progress) -> None:
    """A job that is never run here."""


@pytest.mark.parametrize(
    ("now", "latest", "following"),
    [
        ("2027-03-08T06:59+02:00", "2027-03-01T07:00+02:00", "2027-03-08T07:00+02:00"),
        ("2027-03-08T07:00+02:00", "2027-03-08T07:00+02:00", "2027-03-15T07:00+02:00"),
        ("2027-03-07T23:30+00:00", "2027-03-01T07:00+02:00", "2027-03-08T07:00+02:00"),
        ("2027-03-27T12:00+02:00", "2027-03-22T07:00+02:00", "2027-03-29T07:00+03:00"),
        ("2027-11-01T12:00+02:00", "2027-11-01T07:00+02:00", "2027-11-08T07:00+02:00"),
    ],
)
def test_monday_morning_is_the_networks_own(now: str, latest: str, following: str) -> None:
    assert MONDAY.latest(at(now), HELSINKI) == at(latest)
    assert MONDAY.next(at(now), HELSINKI) == at(following)


def test_every_night_and_every_hour() -> None:
    night, hour = Moment(at=dt.time(3)), JobKind("h", "h", nothing, every=dt.timedelta(hours=1))
    now = at("2027-03-08T02:30+02:00")
    assert night.latest(now, HELSINKI) == at("2027-03-07T03:00+02:00")
    assert night.next(now, HELSINKI) == at("2027-03-08T03:00+02:00")
    assert hour.latest(now, HELSINKI) == at("2027-03-08T02:00+02:00")
    assert hour.next(now, HELSINKI) == at("2027-03-08T03:00+02:00")
    assert JobKind("asked", "a", nothing).next(now, HELSINKI) is None
