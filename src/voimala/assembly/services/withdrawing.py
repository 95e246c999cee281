"""Askings that end without an answer: a person who is no longer suggested, and time that runs out."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from voimala.assembly.models import Asking, Call, Seat
from voimala.assembly.models.agreeing import Deed
from voimala.assembly.models.calling import with_volunteers
from voimala.assembly.services.asking import drop_askings
from voimala.assembly.services.askings import STANDING, Part, close_askings
from voimala.assembly.services.seats import State, fresh, lock_group, move_seat, subjects_of
from voimala.assembly.services.telling import send_request_off
from voimala.core import events
from voimala.core.viewer import Actor, system
from voimala.office.services import withdraw_links
from voimala.people.models import Person
from voimala.people.services import release_ended_holds


def withdraw_person(person: Person, by: Actor, now: dt.datetime) -> None:
    """Open every seat that waits for the person, free her hours and close her links, in the caller's
    transaction. A confirmed seat is a promise to a group: it stays until it is taken back there.

    Fills the slot `withdrawals`; whoever calls has asked whether it may be done.
    """
    seats = Seat.objects.filter(person=person).exclude(state=State.CONFIRMED)
    for group_id in sorted(set(seats.values_list("group_id", flat=True))):
        lock_group(group_id)
        for row in seats.filter(group_id=group_id):
            _withdraw(fresh(row), person, by, now)
    said_yes = Q(part=Part.CALL, state=Asking.State.YES, call__closed_at=None)
    others = Asking.objects.filter(Q(state__in=STANDING) | said_yes, person=person)
    for asking in others:
        withdraw_links(subject=asking.reference, now=now)
    others.update(state=Asking.State.CLOSED)


def _withdraw(seat: Seat, person: Person, by: Actor, now: dt.datetime) -> None:
    as_it_was = fresh(seat)
    move_seat(by=by, seat=seat, deed=Deed.WITHDRAWN, now=now)
    drop_askings(as_it_was, now)
    subjects = subjects_of(seat, person)
    events.record(by=by, deed="seat_reopened", subjects=subjects, now=now, network_id=seat.network_id)


def end_askings(now: dt.datetime) -> int:
    """End what nobody answered in time, group by group: the suggestion stays, the hours are free again.
    An open call to which somebody said yes waits for the coordinator to choose.

    Run again after it was cut off anywhere, it goes on with what is left. How many seats and questions ended.
    """
    over = Seat.objects.filter(waits_until__lte=now).exclude(pk__in=with_volunteers())
    ended = 0
    for group_id in sorted(set(over.values_list("group_id", flat=True))):
        with transaction.atomic():
            lock_group(group_id)
            seats = [fresh(row) for row in over.filter(group_id=group_id)]
            for seat in seats:
                _end(seat, now)
            ended += len(seats)
    release_ended_holds(now=now)
    questions = Asking.objects.filter(part=Part.QUESTION, state__in=STANDING, answer_by__lte=now)
    return ended + questions.update(state=Asking.State.ENDED)


def _end(seat: Seat, now: dt.datetime) -> None:
    by, as_it_was = system("clock"), fresh(seat)
    subjects = subjects_of(seat)
    move_seat(by=by, seat=seat, deed=Deed.ENDED, now=now)
    for asking in close_askings(as_it_was, now, state=Asking.State.ENDED):
        if asking.part == Part.SUPERVISOR:
            send_request_off(asking, now=now)
    agreed = Asking.objects.filter(seat=seat, state=Asking.State.YES).exclude(part=Part.QUESTION)
    agreed.update(state=Asking.State.ENDED)
    Call.objects.filter(seat=seat, closed_at=None).update(closed_at=now)
    events.record(by=by, deed="asking_ended", subjects=subjects, now=now, network_id=seat.network_id)
