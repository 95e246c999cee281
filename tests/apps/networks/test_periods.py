"""Seasons, and the period that is opened when none is planned."""

import datetime as dt

import pytest

from voimala.accounts.models import User
from voimala.core.viewer import acting
from voimala.networks.models import Network, Period
from voimala.networks.services import ensure_period, season_around

NOON = dt.time(12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ((2027, 1, 1), (2027, 1, 1), (2027, 8, 1)),
        ((2027, 7, 31), (2027, 1, 1), (2027, 8, 1)),
        ((2027, 8, 1), (2027, 8, 1), (2028, 1, 1)),
        ((2027, 12, 31), (2027, 8, 1), (2028, 1, 1)),
    ],
)
def test_a_day_has_its_season(
    day: tuple[int, int, int], starts: tuple[int, int, int], ends: tuple[int, int, int]
) -> None:
    assert season_around(dt.date(*day)) == (dt.date(*starts), dt.date(*ends))


def test_a_planned_period_is_kept(network: Network, member: User, now: dt.datetime) -> None:
    assert ensure_period(by=acting(member), network=network, now=now) == Period.objects.of(network).get()


@pytest.mark.parametrize(
    ("last", "starts"),
    [(dt.date(2035, 1, 1), dt.date(2035, 8, 1)), (dt.date(2035, 9, 15), dt.date(2035, 9, 15))],
    ids=["ended before", "ended within"],
)
def test_a_season_begins_where_the_last_period_ended(
    network: Network, member: User, last: dt.date, starts: dt.date
) -> None:
    Period.objects.of(network).update(ends=last)
    now = dt.datetime.combine(dt.date(2035, 10, 1), NOON)
    opened = ensure_period(by=acting(member), network=network, now=now)
    assert (opened.starts, opened.ends, opened.name_fi) == (starts, dt.date(2036, 1, 1), "Syksy 2035")
    assert ensure_period(by=acting(member), network=network, now=now) == opened
