"""Answers of the person and of the supervisor: by link, on the page, or told to the coordinator.

Every answer is one event that does not say which. A no needs no reason and opens the seat. It must not grow
answers of units, associations and open calls: those are `naming` and `calling`.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.agreeing import Deed, NotPossible, Order
from voimala.assembly.models.invitation import dates_of
from voimala.assembly.services.asking import drop_askings
from voimala.assembly.services.askings import (
    Part,
    TooLate,
    close_askings,
    invite,
    lock_for_answer,
    open_asking,
    tell_of_answer,
    write_answer,
)
from voimala.assembly.services.seats import (
    State,
    answer_time,
    fresh,
    is_employed,
    lock_seat,
    minutes_of,
    move_seat,
    standing_of,
    subjects_of,
)
from voimala.assembly.services.telling import send_confirmed, send_request_off
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, supervisor_of
from voimala.people.services import stop_suggesting

Answer = Asking.State
AGREED = (State.WILLING, State.SUPERVISOR, State.CONFIRMED)


class TermsMissing(DomainError):
    """Something of what the supervisor confirms is missing or impossible; `where` names the field."""


@dataclass(frozen=True)
class Terms:
    """What the employer agrees to: hours, dates (both included) and a substitute.

    `compensation_cents` is given when, and only when, the substitute needs compensation.
    """

    minutes: int
    starts: dt.date
    ends: dt.date
    substitute: str = Seat.Substitute.NOT_NEEDED
    compensation_cents: int | None = None


@transaction.atomic
def answer_asking(
    *, by: Actor, asking: Asking, answer: str, now: dt.datetime, told: str = Asking.Told.LINK
) -> Seat:
    """The person's own answer: yes, no or talk. The same again changes nothing, another one replaces it while
    the seat is still hers.

    Raises:
        TooLate: the time is over, or the seat has gone on.
        NotEnoughHours: a no is taken back, but the hours are not free any more.
    """
    if answer not in (Answer.YES, Answer.NO, Answer.TALK):
        raise ValueError(f"not an answer: {answer}")
    seat, asked = lock_for_answer(asking, Part.PERSON, by=by, now=now)
    if asked.state == answer:
        return seat
    if asked.state == Answer.NO:
        _take_back_no(by, seat, asked, now)
    if asked.person is None or seat.person_id != asked.person_id:
        raise TooLate(_("This question is not open any more."))
    if answer == Answer.NO:
        _decline(by, seat, now)
    elif answer == Answer.TALK:
        _talk(by, seat, now)
    else:
        _agree(by, seat, asked, now)
    write_answer(asked, Answer(answer), told, now)
    tell_of_answer(by, asked, now)
    return seat


def _take_back_no(by: Actor, seat: Seat, asked: Asking, now: dt.datetime) -> None:
    """While nobody else has been suggested a no may become another answer: she is asked as before."""
    person = asked.person
    newer = Asking.objects.filter(seat=seat, pk__gt=asked.pk).exclude(part=Part.SUPERVISOR).exists()
    if seat.state != State.OPEN or person is None or newer or not _may_sit(person, seat):
        raise TooLate(_("This question is not open any more."))
    seat.person = person
    opened = standing_of(seat)
    agreed = _agreed_before(opened.order, seat, asked, now)
    before = replace(opened, state=State.ASKED, supervisor_agreed=agreed is not None)
    move_seat(by=by, seat=seat, deed=Deed.UNDO, now=now, until=asked.answer_by, before=before)
    seat.supervisor_agreed_at = agreed


def _may_sit(person: Person, seat: Seat) -> bool:
    """She is still to be asked for groups, and has no other seat in this one."""
    elsewhere = Seat.objects.filter(group=seat.group_id, person=person).exists()
    return person.may_be_suggested and person.deleted_at is None and not elsewhere


def _agreed_before(order: Order, seat: Seat, asked: Asking, now: dt.datetime) -> dt.datetime | None:
    """When the employer agreed, where it answers before the person: its yes is older than her asking."""
    if order == Order.UNIT_NAMES:
        return now
    if order != Order.SUPERVISOR_FIRST or not is_employed(asked.person):
        return None
    said = Asking.objects.filter(seat=seat, part=Part.SUPERVISOR, state=Answer.YES, pk__lt=asked.pk)
    return said.order_by("-pk").values_list("answered_at", flat=True).first()


def is_in_force(seat: Seat, asked: Asking) -> bool:
    """Is the supervisor's yes still the one that the seat stands on? Whoever sits there after it is not
    the business of that supervisor."""
    return asked.state != Answer.YES or asked.answered_at == seat.supervisor_agreed_at


def _decline(by: Actor, seat: Seat, now: dt.datetime) -> None:
    """The seat opens; a supervisor who was asked is told that no answer is needed."""
    as_it_was = fresh(seat)
    move_seat(by=by, seat=seat, deed=Deed.NO, now=now)
    _call_off_supervisor(as_it_was, now)


def _talk(by: Actor, seat: Seat, now: dt.datetime) -> None:
    as_it_was = fresh(seat)
    move_seat(by=by, seat=seat, deed=Deed.TALK, now=now)
    _call_off_supervisor(as_it_was, now)


def _call_off_supervisor(seat: Seat, now: dt.datetime) -> None:
    for asking in close_askings(seat, now, parts=(Part.SUPERVISOR,)):
        send_request_off(asking, now=now)


def _agree(by: Actor, seat: Seat, asked: Asking, now: dt.datetime) -> None:
    """Then the supervisor is asked, when one is known; without an employer the seat is confirmed."""
    if seat.state not in AGREED:
        move_seat(by=by, seat=seat, deed=Deed.YES, now=now)
    go_on(by, seat, now)


def go_on(by: Actor, seat: Seat, now: dt.datetime) -> None:
    """What follows a person's yes by itself: the supervisor's letter, or thanks when everybody has agreed."""
    if seat.state == State.WILLING:
        _ask_supervisor(by, seat, now, letter=True)
    elif seat.state == State.CONFIRMED and seat.person is not None:
        send_confirmed(seat, seat.person, now=now)


def _ask_supervisor(by: Actor, seat: Seat, now: dt.datetime, *, letter: bool) -> Asking | None:
    """None when no supervisor with an address is known: the seat waits for the coordinator."""
    contact = supervisor_of(seat.person) if seat.person is not None else None
    if letter and (contact is None or not contact.email):
        return None
    until = answer_time(seat.network, now)
    move_seat(by=by, seat=seat, deed=Deed.SUPERVISOR_ASKED, now=now, until=until)
    return open_asking(seat, Part.SUPERVISOR, now=now, answer_by=until, contact=contact, letter=letter)


@transaction.atomic
def ask_supervisor(*, by: Actor, seat: Seat, now: dt.datetime) -> Seat:
    """Ask the supervisor of somebody who is willing, once a contact has become known.

    Raises:
        NotPossible: nobody is willing there, or still no contact has an address.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    if current.state == State.SUPERVISOR:
        return current
    if _ask_supervisor(by, current, now, letter=True) is None:
        raise NotPossible(
            _("Nobody with an e-mail address is known who could answer. Ask by telephone, or add a contact.")
        )
    events.record(
        by=by, deed="supervisor_asked", subjects=subjects_of(current), now=now, network_id=seat.network_id
    )
    return current


@transaction.atomic
def answer_supervisor(
    *,
    by: Actor,
    asking: Asking,
    terms: Terms | None,
    now: dt.datetime,
    told: str = Asking.Told.LINK,
) -> Seat:
    """The employer's answer: the terms it agrees to, or None for "not now". It books the hours, or the person
    is asked next, as the order says.

    Raises:
        TermsMissing, TooLate: nothing was changed.
        NotEnoughHours: more hours than the person, or the organisation, has.
    """
    seat, asked = lock_for_answer(asking, Part.SUPERVISOR, by=by, now=now)
    if asked.state in (Answer.YES, Answer.NO) and (asked.state == Answer.YES) == (terms is not None):
        return seat
    if asked.state == Answer.NO or not is_in_force(seat, asked):
        raise TooLate(_("This question is not open any more."))
    person = seat.person
    if terms is None:
        as_it_was, told_person = fresh(seat), person if standing_of(seat).person_was_asked else None
        move_seat(by=by, seat=seat, deed=Deed.SUPERVISOR_NO, now=now)
        write_answer(asked, Answer.NO, told, now)
        drop_askings(as_it_was, now, told=told_person)
    else:
        _write_terms(seat, terms)
        move_seat(by=by, seat=seat, deed=Deed.SUPERVISOR_YES, now=now)
        write_answer(asked, Answer.YES, told, now)
        if seat.state == State.ASKED:
            invite(seat, now=now, letter=bool(person and address_of(person)))
        go_on(by, seat, now)
    tell_of_answer(by, asked, now)
    return seat


def _write_terms(seat: Seat, terms: Terms) -> None:
    if terms.minutes <= 0:
        raise TermsMissing(_("Write the hours."), where="hours")
    if terms.ends < terms.starts:
        raise TermsMissing(_("The last day is before the first one."), where="ends")
    _refuse_outside_period(seat, terms)
    paid = terms.substitute == Seat.Substitute.PAID
    if paid and terms.compensation_cents is None:
        raise TermsMissing(_("Write how many euros the substitute costs."), where="compensation")
    seat.minutes, seat.starts, seat.ends = terms.minutes, terms.starts, terms.ends
    seat.substitute = terms.substitute
    seat.compensation_cents = terms.compensation_cents if paid else None


def _refuse_outside_period(seat: Seat, terms: Terms) -> None:
    """The hours are the period's, so the days are too."""
    period = seat.group.brief.period
    days = (("starts", terms.starts), ("ends", terms.ends))
    for where, day in days:
        if not period.starts <= day <= period.ends:
            message = _("Choose a day of the period %(period)s.") % {"period": period}
            raise TermsMissing(message, where=where)


@transaction.atomic
def confirm_seat(*, by: Actor, seat: Seat, terms: Terms | None, now: dt.datetime) -> Seat:
    """Write down what a supervisor has said to the coordinator; None is "not now".

    Raises:
        NotPossible: the supervisor's word is not what the seat waits for.
        TermsMissing, NotEnoughHours: nothing was changed.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    if current.state == State.WILLING:
        _ask_supervisor(by, current, now, letter=False)
    asked = Asking.objects.filter(seat=current, part=Part.SUPERVISOR, state=Answer.WAITING).first()
    if asked is None:
        raise NotPossible(_("No answer from a supervisor is expected here."))
    return answer_supervisor(by=by, asking=asked, terms=terms, now=now, told=Asking.Told.COORDINATOR)


def terms_as_asked(seat: Seat) -> Terms:
    """What the brief asks for, as the form of the supervisor begins."""
    return Terms(minutes_of(seat), *dates_of(seat))


@transaction.atomic
def stop_asking_me(*, by: Actor, asking: Asking, now: dt.datetime) -> Person:
    """ "Do not suggest me any more", said where an invitation is answered: for herself and at once."""
    access.require("assembly.answer_own", by, asking)
    person = asking.person
    if person is None:
        raise TooLate(_("This question is not open any more."))
    own = replace(by, only=Reference("person", person.public_id)) if by.kind == "link" else by
    stop_suggesting(by=own, person=person, now=now)
    return person
