"""Do the counters of hours agree with the bookings? For whoever keeps an installation; nothing is changed."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from voimala.partners.models import Commitment
from voimala.people.models import Availability


def uneven_hours(now: dt.datetime) -> Iterator[str]:
    """A line for each row whose counters are not the sums of its bookings, or are over its minutes.

    A commitment of a period that is forgotten keeps its sums without bookings, so it is not summed.
    """
    for rows in (Availability, Commitment):
        for row in rows.objects.select_related("period__network").annotate(
            held_sum=_sum_of("held"), booked_sum=_sum_of("booked")
        ):
            today = row.period.network.today(now)
            summed = rows is Availability or today < row.period.forgotten_on
            if summed and (row.held, row.booked) != (row.held_sum, row.booked_sum):
                yield (
                    f"{row._meta.model_name} {row.pk}: held {row.held}, booked {row.booked} minutes; "
                    f"its bookings say {row.held_sum} and {row.booked_sum}"
                )
            if row.minutes is not None and row.held + row.booked > row.minutes:
                yield f"{row._meta.model_name} {row.pk}: {row.held + row.booked} of {row.minutes} minutes"


def _sum_of(state: str) -> Coalesce:
    return Coalesce(Sum("bookings__minutes", filter=Q(bookings__state=state)), 0)
