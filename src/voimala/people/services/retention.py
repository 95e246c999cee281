"""What is known of people's hours and limits goes when the period no longer needs it."""

import datetime as dt

from django.db import transaction

from voimala.networks.models import Period
from voimala.people.models import Availability, Booking, Limit
from voimala.people.services.hours import give_back_holds, lock_periods


def forget_hours_and_limits(now: dt.datetime) -> int:
    """Fills the slot `personal_data`. Run again, it finds nothing.

    Limits lapse with the period; bookings and hours are deleted a year after it. What an organisation gave in
    sum stays on its commitment.
    """
    return sum(_forget(period, now) for period in Period.objects.select_related("network").order_by("pk"))


@transaction.atomic
def _forget(period: Period, now: dt.datetime) -> int:
    today = period.network.today(now)
    if today < period.ends:
        return 0
    forgotten, _ = Limit.objects.filter(period=period).delete()
    return forgotten + _hours(period) if today >= period.forgotten_on else forgotten


def _hours(period: Period) -> int:
    lock_periods([period.pk])
    bookings = Booking.objects.filter(availability__period=period)
    given_back = give_back_holds(bookings)
    booked, _ = bookings.delete()
    hours, _ = Availability.objects.filter(period=period).delete()
    return given_back + booked + hours
