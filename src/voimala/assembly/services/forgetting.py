"""What is forgotten in time: declines and own names when the period ends, people a year after that.

The digest of a run, its config and its figures stay; who was in it does not. It must not grow the rows of
other apps, which forget their own.
"""

import datetime as dt

from django.db import transaction

from voimala.assembly.models import (
    Alternative,
    Ask,
    Asking,
    Call,
    Choice,
    Proposal,
    ProposalSeat,
    Question,
    Run,
    Seat,
)
from voimala.networks.models import Period

MONTHS_KEPT = 12


def forget_askings(now: dt.datetime) -> int:
    """Fills the slot `personal_data`: how many rows were deleted or emptied. Run again, it finds nothing."""
    return sum(_forget(period, now) for period in Period.objects.select_related("network"))


@transaction.atomic
def _forget(period: Period, now: dt.datetime) -> int:
    today = period.network.today(now)
    if today < period.ends:
        return 0
    forgotten = _declines(period) + _own_names(period)
    return forgotten + _people(period) if today >= a_year_after(period.ends) else forgotten


def a_year_after(day: dt.date) -> dt.date:
    """The same day of the next year; the first of March after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return dt.date(day.year + 1, 3, 1)


def _declines(period: Period) -> int:
    """Also of those who did not answer an open call with a yes, and noes to one question."""
    declined = Asking.objects.filter(state=Asking.State.NO)
    of_seats = declined.filter(seat__group__brief__period=period)
    of_questions = declined.filter(question__proposal__run__brief__period=period)
    return _deleted(of_seats) + _deleted(of_questions)


def _own_names(period: Period) -> int:
    named = Seat.objects.filter(group__brief__period=period).exclude(own_name="")
    return int(named.update(own_name=""))


def _people(period: Period) -> int:
    """Everything that says who was suggested, asked or chosen."""
    proposals = Proposal.objects.filter(run__brief__period=period)
    runs = Run.objects.filter(brief__period=period)
    seats = ProposalSeat.objects.filter(proposal__in=proposals, person__isnull=False)
    rows = (
        Asking.objects.filter(seat__group__brief__period=period),
        Call.objects.filter(seat__group__brief__period=period),
        Question.objects.filter(proposal__in=proposals),
        Alternative.objects.filter(seat__proposal__in=proposals),
        Ask.objects.filter(need__proposal__in=proposals),
        Choice.objects.filter(brief__period=period),
    )
    forgotten = sum(_deleted(each) for each in rows)
    forgotten += seats.update(person=None, travel_minutes=None, minutes_left=None, not_known=[])
    forgotten += Seat.objects.filter(group__brief__period=period, person__isnull=False).update(person=None)
    told = runs.exclude(conflicts=[], advice={})
    return int(forgotten + told.update(conflicts=[], advice={}))


def _deleted(rows: "object") -> int:
    count, _kinds = rows.delete()  # type: ignore[attr-defined]  # a query set of any of the models above
    return int(count)
