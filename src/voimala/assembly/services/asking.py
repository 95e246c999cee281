"""Asking: a whole group or one seat, taking it back, giving more time, suggesting somebody else.

Asking holds the person's hours for 14 days. Who cannot be asked does not keep the others from being asked. It
must not grow answers.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Ask, Asking, Group, Proposal, ProposalSeat, Seat
from voimala.assembly.models.agreeing import Deed, NotPossible, Order, after
from voimala.assembly.models.naming import contact_of, contact_of_unit, unit_of
from voimala.assembly.services.askings import Part, TooLate, close_askings, invite, open_asking
from voimala.assembly.services.deciding import decide_group
from voimala.assembly.services.seats import (
    NOBODY_ASKED,
    State,
    answer_time,
    fresh,
    lock_group,
    lock_seat,
    move_seat,
    refusal_if_over,
    standing_of,
    subjects_of,
    wait_longer,
)
from voimala.assembly.services.telling import send_asking, send_cancelled, send_request_off
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.office.services import withdraw_links
from voimala.partners.models import Contact
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, supervisor_of
from voimala.people.services import NotEnoughHours
from voimala.phenomena.models import Brief


class CannotAsk(DomainError):
    """Nobody can be asked for the seat as it stands; the words say what is missing."""


class AlreadyAsked(DomainError):
    """Somebody has been asked, so the decision cannot be undone any more."""


@dataclass(frozen=True)
class NotAsked:
    """A seat that was left unasked, and why in words."""

    seat: Seat
    why: str


@dataclass(frozen=True)
class AskedGroup:
    """What became of asking a group."""

    group: Group
    asked: list[Asking] = field(default_factory=list)
    not_asked: list[NotAsked] = field(default_factory=list)


@transaction.atomic
def ask_group(*, by: Actor, group: Group, now: dt.datetime) -> AskedGroup:
    """Ask every seat that is proposed; those that cannot be asked are told, and keep their place."""
    access.require("assembly.ask", by, group)
    current = lock_group(group.pk)
    done = AskedGroup(current)
    proposed = current.seats.filter(state=State.PROPOSED).order_by("position")
    for seat in [fresh(row) for row in proposed]:
        try:
            with transaction.atomic():
                done.asked.append(_ask(by, seat, now, letter=True))
        except (CannotAsk, NotEnoughHours) as refusal:
            done.not_asked.append(NotAsked(fresh(seat), refusal.message))
    return done


@transaction.atomic
def ask_seat(*, by: Actor, seat: Seat, now: dt.datetime, letter: bool = True) -> Asking:
    """Ask whoever the order says first. Without a letter the coordinator asks in her own way, and notes it.

    Raises:
        CannotAsk, NotEnoughHours, NotPossible: nothing was changed.
    """
    access.require("assembly.ask", by, seat)
    return _ask(by, lock_seat(seat), now, letter=letter)


@transaction.atomic
def decide_and_ask(*, by: Actor, proposal: Proposal, reason: str, now: dt.datetime) -> AskedGroup:
    """Make the group and ask it, in one deed.

    Raises:
        what `decide_group` raises: nothing was changed, nobody was asked.
    """
    group = decide_group(by=by, proposal=proposal, reason=reason, now=now)
    return ask_group(by=by, group=group, now=now)


def _ask(by: Actor, seat: Seat, now: dt.datetime, *, letter: bool) -> Asking:
    if over := refusal_if_over(seat, now):
        raise CannotAsk(over)
    standing = standing_of(seat)
    if standing.state == State.PROPOSED:
        _refuse_if_nobody(seat, standing.order)
    new = after(standing, Deed.ASK)
    contact = _contact(seat, standing.order, new.state)
    if letter:
        _refuse_if_unreachable(seat, new.state, contact)
    move_seat(by=by, seat=seat, deed=Deed.ASK, now=now)
    if new.state == State.ASKED:
        asking = invite(seat, now=now, letter=letter)
    else:
        part = _part(standing.order, new.state)
        asking = open_asking(seat, part, now=now, contact=contact, letter=letter)
    events.record(by=by, deed="seat_asked", subjects=subjects_of(seat), now=now, network_id=seat.network_id)
    return asking


def _refuse_if_nobody(seat: Seat, order: Order) -> None:
    person = seat.person
    if person is not None:
        if person.deleted_at or not person.may_be_suggested:
            raise CannotAsk(_("This person can no longer be suggested. Choose somebody else."))
    elif order == Order.UNIT_NAMES and unit_of(seat) is None:
        raise CannotAsk(_("No unit is known that could name somebody. Add the unit to the need first."))
    elif order == Order.ASSOCIATION and seat.organisation is None:
        raise CannotAsk(_("Choose the association that names an expert, and what the expert is paid."))
    elif order == Order.PERSON_FIRST:
        raise CannotAsk(_("Nobody is suggested for this seat. Choose somebody, or make an open call."))


def _contact(seat: Seat, order: Order, state: State) -> Contact | None:
    """Who answers first, when it is not the person."""
    if state == State.SUPERVISOR and seat.person is not None:
        return supervisor_of(seat.person)
    if state != State.NAMING:
        return None
    if order == Order.ASSOCIATION:
        return contact_of(seat.organisation) if seat.organisation is not None else None
    unit = unit_of(seat)
    return contact_of_unit(unit) if unit is not None else None


def _part(order: Order, state: State) -> Asking.Part:
    if state == State.SUPERVISOR:
        return Part.SUPERVISOR
    return Part.ASSOCIATION if order == Order.ASSOCIATION else Part.UNIT


def _refuse_if_unreachable(seat: Seat, state: State, contact: Contact | None) -> None:
    if state == State.ASKED:
        if seat.person is not None and not address_of(seat.person):
            raise CannotAsk(
                _("No work e-mail is known. Ask by telephone and note the answer, or add the address.")
            )
    elif contact is None or not contact.email:
        raise CannotAsk(
            _("Nobody with an e-mail address is known who could answer. Ask by telephone, or add a contact.")
        )


@transaction.atomic
def take_back_asking(*, by: Actor, seat: Seat, now: dt.datetime) -> Seat:
    """Undo the asking, at any point of it: hours are free again, links close, whoever was asked is told.

    Raises:
        NotPossible: nobody is being asked.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    person, standing = current.person, standing_of(current)
    if current.state == State.CALLED:
        raise NotPossible(_("There is an open call for this seat. Close it first."))
    told = person if person is not None and standing.person_was_asked else None
    facts_seat = fresh(current)
    move_seat(by=by, seat=current, deed=Deed.TAKEN_BACK, now=now)
    drop_askings(facts_seat, now, told=told)
    events.record(
        by=by, deed="asking_taken_back", subjects=subjects_of(current), now=now, network_id=seat.network_id
    )
    return current


def drop_askings(seat: Seat, now: dt.datetime, *, told: Person | None = None) -> None:
    """Close every asking of whoever sat in the seat, and say so to those who wait for an answer or gave one.

    `seat` is as it was, so that the letters name the right thing.
    """
    for asking in close_askings(seat, now):
        if asking.part == Part.SUPERVISOR:
            send_request_off(asking, now=now)
    agreed = Asking.objects.filter(seat=seat, state=Asking.State.YES).exclude(part=Part.QUESTION)
    for asking in agreed:
        withdraw_links(subject=asking.reference, now=now)
    agreed.update(state=Asking.State.CLOSED)
    if told is not None:
        send_cancelled(seat, told, now=now)


@transaction.atomic
def prolong_asking(*, by: Actor, seat: Seat, now: dt.datetime) -> Seat:
    """Fourteen more days from today, for the answer and for the hold; the same links go on working.

    Raises:
        NotPossible: nothing waits for an answer.
        NotEnoughHours: the hold had ended, and somebody else has the hours.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    until = max(answer_time(current.network, now), current.waits_until or now)
    wait_longer(by=by, seat=current, until=until, now=now)
    standing_askings = Asking.objects.filter(seat=current).exclude(
        state__in=(Asking.State.NO, Asking.State.CLOSED, Asking.State.ENDED)
    )
    standing_askings.update(answer_by=until)
    events.record(
        by=by, deed="asking_prolonged", subjects=subjects_of(current), now=now, network_id=seat.network_id
    )
    return current


@transaction.atomic
def remind(*, by: Actor, asking: Asking, now: dt.datetime) -> bool:
    """Send the same letter again with a new link, at most once a day; False when there is no address.

    Raises:
        TooLate: no answer is waited for any more.
    """
    access.require("assembly.ask", by, asking)
    if asking.state != Asking.State.WAITING:
        raise TooLate(_("This question is not open any more."))
    day = asking.network.today(now)
    sent = send_asking(asking, now=now, again=f":{day.isoformat()}")
    subjects = [asking.reference]
    events.record(by=by, deed="asking_reminded", subjects=subjects, now=now, network_id=asking.network_id)
    return sent


def suggestible_for(seat: Seat) -> list[Person]:
    """Whom the proposal kept for this seat, nearest first: not in the group, nobody who has said no to it."""
    kept = ProposalSeat.objects.filter(proposal__group=seat.group_id, position=seat.position).first()
    if kept is None:
        return []
    nearest = list(kept.alternatives.order_by("rank").values_list("person_id", flat=True))
    to_ask = Ask.objects.filter(need__seat=kept).order_by("order").values_list("person_id", flat=True)
    wanted = [key for key in dict.fromkeys([kept.person_id, *nearest, *to_ask]) if key is not None]
    taken = Seat.objects.filter(group=seat.group_id, person__isnull=False).values("person_id")
    declined = Asking.objects.filter(
        seat__group=seat.group_id, state=Asking.State.NO, part__in=Asking.OF_PERSON, person__isnull=False
    )
    people = Person.objects.suggestable().exclude(pk__in=taken)
    free = people.exclude(pk__in=declined.values("person_id")).select_related("organisation", "unit")
    found = free.in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


@transaction.atomic
def suggest_for_seat(*, by: Actor, seat: Seat, person: Person, now: dt.datetime) -> Seat:
    """Put somebody of the kept alternatives into a seat of which nobody has been asked; nobody is told.

    Raises:
        CannotAsk: the person is no alternative of this seat any more.
        NotPossible: somebody is being asked.
    """
    access.require("assembly.ask", by, seat)
    current = lock_seat(seat)
    if current.person_id == person.pk and current.state == State.PROPOSED:
        return current
    if person.pk not in {row.pk for row in suggestible_for(current)}:
        raise CannotAsk(_("This person cannot be suggested for the seat. Choose another one."))
    move_seat(by=by, seat=current, deed=Deed.SUGGESTED, now=now)
    current.person, current.sector = person, person.sector
    current.save(update_fields=["person", "sector"])
    events.record(
        by=by, deed="seat_suggested", subjects=subjects_of(current), now=now, network_id=seat.network_id
    )
    return current


@transaction.atomic
def ask_instead(*, by: Actor, seat: Seat, person: Person, now: dt.datetime) -> Asking:
    """Suggest one of the alternatives and ask her at once.

    Raises:
        CannotAsk, NotEnoughHours, NotPossible: nothing was changed.
    """
    return ask_seat(by=by, seat=suggest_for_seat(by=by, seat=seat, person=person, now=now), now=now)


def was_asked(group: Group) -> bool:
    """Has anybody been asked for the group, whatever became of it?"""
    return bool(Asking.objects.filter(seat__group=group).exists())


@transaction.atomic
def undo_decision(*, by: Actor, group: Group, now: dt.datetime) -> Proposal:
    """Take the decision back while nobody has been asked: the proposal and its other ways are open again.

    Raises:
        AlreadyAsked: somebody has been asked.
    """
    access.require("assembly.decide", by, group)
    Brief.objects.select_for_update().get(pk=group.brief_id)
    current = lock_group(group.pk)
    moved = current.seats.exclude(state__in=NOBODY_ASKED).exists()
    if moved or was_asked(current):
        raise AlreadyAsked(_("Somebody has been asked already: take back what was asked, seat by seat."))
    proposal: Proposal = Proposal.objects.select_for_update().get(pk=current.proposal_id)
    passed = Proposal.objects.filter(
        run__brief=current.brief_id, state=Proposal.State.PASSED, closed_at=current.decided_at
    )
    passed.update(state=Proposal.State.OPEN, closed_at=None)
    proposal.state, proposal.reason, proposal.closed_at = Proposal.State.OPEN, "", None
    proposal.save(update_fields=["state", "reason", "closed_at"])
    subjects = [Reference("group", current.public_id), Reference("proposal", proposal.public_id)]
    events.record(by=by, deed="decision_undone", subjects=subjects, now=now, network_id=current.network_id)
    current.delete()
    return proposal
