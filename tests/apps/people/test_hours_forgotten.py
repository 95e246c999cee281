"""Hours and limits of people go when their time is over; an organisation's sums stay."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.apps.people.hours import HOUR, Scene, days, make_scene, seat_of
from voimala.core.slots import personal_data
from voimala.networks.models import Period
from voimala.partners.models import Commitment
from voimala.people.models import Availability, Booking, Limit, Person
from voimala.people.services import book_minutes, forget_hours_and_limits, hold_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None, now: dt.datetime) -> Scene:
    """With one seat booked, one still held, and a limit."""
    scene = make_scene()
    first, second = scene.employees
    wants = [scene.wish(first, 10 * HOUR, "a"), scene.wish(second, 5 * HOUR, "b")]
    hold_minutes(by=scene.by, wants=wants, until=now + days(9999), now=now)
    book_minutes(by=scene.by, seat=seat_of("a"), minutes=12 * HOUR, now=now)
    Limit.objects.create(network=scene.network, person=first, other=second, period=scene.period)
    return scene


def midnight(day: dt.date) -> dt.datetime:
    """When the day begins in the network: it is still the day before in UTC."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo("Europe/Helsinki")).astimezone(dt.UTC)


def left() -> tuple[int, int, int]:
    return Limit.objects.count(), Booking.objects.count(), Availability.objects.count()


def test_limits_lapse_with_the_period_and_hours_a_year_later(scene: Scene) -> None:
    everybody = len(scene.people)
    end, forgotten = midnight(scene.period.ends), midnight(scene.period.forgotten_on)
    second = dt.timedelta(seconds=1)
    assert forget_hours_and_limits(end - second) == 0
    assert left() == (1, 2, everybody)
    assert forget_hours_and_limits(end) == 1
    assert forget_hours_and_limits(forgotten - second) == 0
    assert left() == (0, 2, everybody)
    assert forget_hours_and_limits(forgotten) == 2 + everybody
    assert left() == (0, 0, 0)
    assert forget_hours_and_limits(forgotten) == 0


def test_an_organisation_keeps_the_sum_of_what_was_agreed(scene: Scene) -> None:
    forget_hours_and_limits(midnight(scene.period.forgotten_on))
    promise = Commitment.objects.get()
    assert (promise.minutes, promise.held, promise.booked) == (30 * HOUR, 0, 12 * HOUR)
    assert Person.objects.count() == len(scene.people), "people go by their own act, not with a period"


def test_the_running_period_keeps_its_hours(scene: Scene) -> None:
    old = Period.objects.create(
        network=scene.network, name_fi="Vanha", starts=dt.date(2020, 1, 1), ends=dt.date(2020, 2, 29)
    )
    Availability.objects.create(network=scene.network, person=scene.freelancer, period=old, minutes=60)
    assert old.forgotten_on == dt.date(2021, 3, 1)
    assert forget_hours_and_limits(midnight(scene.period.starts)) == 1
    assert left() == (1, 2, len(scene.people))


def test_the_nightly_round_knows_of_them() -> None:
    assert forget_hours_and_limits in list(personal_data)
