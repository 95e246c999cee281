"""Seats that others name: a unit names one of its own, an association says that an expert joins.

Whoever names tells a name, a work role and a work address, nothing else, and learns nothing of anybody's
skills. An expert by experience is a count: her name is written by herself and by nobody else.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.agreeing import Deed
from voimala.assembly.models.naming import associations, could_be_named, unit_of
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services.asking import ask_seat
from voimala.assembly.services.askings import TooLate, invite, lock_for_answer, tell_of_answer, write_answer
from voimala.assembly.services.letters import send_own_name_link
from voimala.assembly.services.seats import lock_seat, move_seat
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.office.services import withdraw_links
from voimala.partners.models import Organisation, Unit
from voimala.people.models import Person
from voimala.people.services import enter_person

LONGEST_NAME = 120


class CannotName(DomainError):
    """Who was named cannot sit here; `where` is the field of the form."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody of the unit whom the network does not know yet."""

    name: str
    work_role: str
    email: str


@transaction.atomic
def ask_to_name(*, by: Actor, seat: Seat, now: dt.datetime, letter: bool = True) -> Asking:
    """Ask for a name once more, when the seat has opened again: whoever the seat's kind says.

    Raises:
        CannotAsk, NotPossible: nothing was changed.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    if current.state == Seat.State.OPEN:
        move_seat(by=by, seat=current, deed=Deed.SUGGESTED, now=now)
    return ask_seat(by=by, seat=current, now=now, letter=letter)


@transaction.atomic
def ask_association(
    *,
    by: Actor,
    seat: Seat,
    organisation: Organisation,
    fee_cents: int | None,
    travel_cents: int | None,
    now: dt.datetime,
    letter: bool = True,
) -> Asking:
    """Ask an association for one expert by experience, and keep what the expert is paid.

    Raises:
        CannotName: the seat is not an expert's, or the organisation is no association of the network.
        CannotAsk, NotPossible: nothing was changed.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    possible = organisation.pk in {row.pk for row in associations(current)}
    if current.kind != SeatKind.ASSOCIATION or not possible:
        raise CannotName(_("Choose an association of this network."), where="organisation")
    current.organisation = organisation
    current.fee_cents, current.travel_cents = fee_cents, travel_cents
    current.save(update_fields=["organisation", "fee_cents", "travel_cents"])
    return ask_to_name(by=by, seat=current, now=now, letter=letter)


@transaction.atomic
def name_for_seat(
    *, by: Actor, asking: Asking, named: Person | Newcomer, now: dt.datetime, told: str = Asking.Told.LINK
) -> Seat:
    """The unit's answer: who. She is asked in turn; the unit's word is her supervisor's yes.

    Raises:
        CannotName, NameMissing: whoever was named cannot sit here.
        NotEnoughHours, NotPossible: nothing was changed.
    """
    current, asked = lock_for_answer(asking, Asking.Part.UNIT, by=by, now=now)
    _refuse_if_answered(asked)
    unit = unit_of(current)
    if unit is None:
        raise CannotName(_("No unit is known that could name somebody. Add the unit to the need first."))
    current.person = _person_of(by, current, unit, named, now)
    write_answer(asked, Asking.State.YES, told, now)
    move_seat(by=by, seat=current, deed=Deed.NAMED, now=now)
    tell_of_answer(by, asked, now)
    invite(current, now=now)
    return current


def _refuse_if_answered(asking: Asking) -> None:
    """A name once told is asked at once: there is nothing to change any more."""
    if asking.state != Asking.State.WAITING:
        raise TooLate(_("You have answered already. Thank you! Tell the coordinator if something changes."))


def _person_of(by: Actor, seat: Seat, unit: Unit, named: Person | Newcomer, now: dt.datetime) -> Person:
    if isinstance(named, Newcomer):
        entered = enter_person(
            by=by, unit=unit, name=named.name, work_role=named.work_role, email=named.email, now=now
        )
        if entered.unit_id != unit.pk:
            return _only_if_possible(seat, entered.unit or unit, entered, "email")
        return _only_if_possible(seat, unit, entered, "email")
    if named.unit_id != unit.pk:
        raise CannotName(_("Choose somebody of the unit, or write a new name."), where="person")
    return _only_if_possible(seat, unit, named, "person")


def _only_if_possible(seat: Seat, unit: Unit, person: Person, where: str) -> Person:
    """Why somebody cannot be asked is not told: seated already, a no, or no wish to be asked."""
    if not could_be_named(seat, unit).filter(pk=person.pk).exists():
        raise CannotName(_("This person cannot be asked now. Name somebody else."), where=where)
    return person


@transaction.atomic
def decline_naming(*, by: Actor, asking: Asking, now: dt.datetime, told: str = Asking.Told.LINK) -> Seat:
    """The unit or the association cannot name anybody now: the seat is open again, without a reason."""
    current, asked = lock_for_answer(asking, Asking.Part.UNIT, Asking.Part.ASSOCIATION, by=by, now=now)
    _refuse_if_answered(asked)
    write_answer(asked, Asking.State.NO, told, now)
    move_seat(by=by, seat=current, deed=Deed.NO, now=now)
    tell_of_answer(by, asked, now)
    return current


@transaction.atomic
def name_expert(*, by: Actor, asking: Asking, now: dt.datetime, told: str = Asking.Told.LINK) -> Seat:
    """The association says that one expert by experience has promised to join: a count, no name.

    The association gets a link to pass on, by which the expert may write her own name, or not.
    """
    current, asked = lock_for_answer(asking, Asking.Part.ASSOCIATION, by=by, now=now)
    _refuse_if_answered(asked)
    write_answer(asked, Asking.State.YES, told, now)
    move_seat(by=by, seat=current, deed=Deed.NAMED, now=now)
    # A link that an earlier expert got for the same seat must not write this one's name.
    withdraw_links(subject=current.reference, now=now)
    tell_of_answer(by, asked, now)
    send_own_name_link(asked, now=now)
    return current


@transaction.atomic
def give_own_name(*, by: Actor, seat: Seat, name: str, now: dt.datetime) -> Seat:
    """The expert writes her own name, by the link that the association has passed on to her.

    Raises:
        CannotName: there is no name, or the seat is not an expert's any more.
    """
    access.require("assembly.own_name", by, seat)
    current = lock_seat(seat)
    if current.kind != SeatKind.ASSOCIATION or current.state != Seat.State.CONFIRMED:
        raise CannotName(_("This seat is no longer yours to sit in. Ask the association."), where="name")
    written = " ".join(tidied(name).split())
    if not written or len(written) > LONGEST_NAME:
        raise CannotName(_("Write the name, at most 120 characters, or leave it out."), where="name")
    return _write_own_name(by, current, written, "own_name_given", now)


@transaction.atomic
def remove_own_name(*, by: Actor, seat: Seat, now: dt.datetime) -> Seat:
    """Take the name away at once; the seat stays confirmed, as a count. Done already, nothing happens."""
    access.require("assembly.remove_own_name", by, seat)
    current = lock_seat(seat)
    return _write_own_name(by, current, "", "own_name_removed", now) if current.own_name else current


def _write_own_name(by: Actor, seat: Seat, name: str, deed: str, now: dt.datetime) -> Seat:
    seat.own_name = name
    seat.save(update_fields=["own_name"])
    events.record(by=by, deed=deed, subjects=[seat.reference], now=now, network_id=seat.network_id)
    return seat


@transaction.atomic
def set_fee(
    *, by: Actor, seat: Seat, fee_cents: int | None, travel_cents: int | None, now: dt.datetime
) -> Seat:
    """What an expert by experience is paid for the seat; empty is "not agreed yet"."""
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    current.fee_cents, current.travel_cents = fee_cents, travel_cents
    current.save(update_fields=["fee_cents", "travel_cents"])
    events.record(by=by, deed="fee_set", subjects=[current.reference], now=now, network_id=seat.network_id)
    return current
