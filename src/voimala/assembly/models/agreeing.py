"""How a seat goes from suggested to confirmed: one step at a time, without the database.

A seat is confirmed when the person, and for an employee the supervisor, has said yes. Whatever else happens
gives the seat back: a no opens it, time that runs out leaves the suggestion as it was. It must not grow who
may do the deed, whom it tells or whose hours it moves: that is services.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from voimala.assembly.models.group import Seat
from voimala.core.errors import DomainError

State = Seat.State


class NotPossible(DomainError):
    """The seat is not where this deed could be done; the words say where it is."""


class Order(StrEnum):
    """In which order a seat's people are asked: an employer's own, or an association that names by count."""

    PERSON_FIRST = "person_first"
    SUPERVISOR_FIRST = "supervisor_first"
    UNIT_NAMES = "unit_names"
    ASSOCIATION = "association"


class Deed(StrEnum):
    """What may happen to a seat.

    `SUGGESTED` puts somebody into an open seat, `ASK` asks whoever the order says first. `NO` is also a unit
    or an association that cannot name anybody. `VOLUNTEERED` is the coordinator taking one of those who said
    yes to an open call.
    """

    SUGGESTED = "suggested"
    ASK = "ask"
    YES = "yes"
    NO = "no"
    TALK = "talk"
    SUPERVISOR_ASKED = "supervisor_asked"
    SUPERVISOR_YES = "supervisor_yes"
    SUPERVISOR_NO = "supervisor_no"
    NAMED = "named"
    CALLED = "called"
    VOLUNTEERED = "volunteered"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    UNDO = "undo"


class Hours(StrEnum):
    """What a seat does to its person's hours."""

    NONE = ""
    HELD = "held"
    BOOKED = "booked"


HOLDING = frozenset({State.ASKED, State.TALK, State.WILLING, State.SUPERVISOR})
WAITING = HOLDING | {State.NAMING, State.CALLED}
"""States that end by themselves when nobody answers in time."""


@dataclass(frozen=True)
class Standing:
    """Where a seat stands, with all that its next step depends on."""

    state: State = State.PROPOSED
    order: Order = Order.PERSON_FIRST
    has_employer: bool = False
    person_agreed: bool = False
    supervisor_agreed: bool = False

    @property
    def hours(self) -> Hours:
        """An expert named by count is nobody's hours."""
        if self.state in HOLDING:
            return Hours.HELD
        by_count = self.order == Order.ASSOCIATION
        return Hours.BOOKED if self.state == State.CONFIRMED and not by_count else Hours.NONE

    @property
    def person_was_asked(self) -> bool:
        """The one who sits here knows of it, and may answer."""
        if self.order == Order.ASSOCIATION:
            return False
        return self.state in (State.ASKED, State.TALK, State.WILLING, State.CONFIRMED) or self.person_agreed

    @property
    def needs_supervisor(self) -> bool:
        return self.has_employer and not self.supervisor_agreed


def next_state(
    state: State,
    order: Order,
    deed: Deed,
    *,
    has_employer: bool,
    person_agreed: bool = False,
    supervisor_agreed: bool = False,
) -> State:
    """The state after the deed. Raises NotPossible, as `after` does."""
    return after(Standing(state, order, has_employer, person_agreed, supervisor_agreed), deed).state


def after(now: Standing, deed: Deed, *, before: Standing | None = None) -> Standing:
    """Where the seat stands after the deed. `UNDO` needs `before`, to which it goes back whole.

    Raises:
        NotPossible: the deed cannot be done where the seat stands.
    """
    found = _undone(now, before) if deed == Deed.UNDO else _STEPS[deed](now)
    if found is None:
        raise NotPossible(refusal(now))
    return found


def is_possible(now: Standing, deed: Deed) -> bool:
    """For what pages offer. Undoing depends on what was before, so it is not told here."""
    return deed != Deed.UNDO and _STEPS[deed](now) is not None


def _suggested(now: Standing) -> Standing | None:
    """Whoever is suggested brings her own employer and order; they are set when she is asked."""
    return _anew(now, State.PROPOSED) if now.state in (State.OPEN, State.PROPOSED) else None


def _ask(now: Standing) -> Standing | None:
    if now.state != State.PROPOSED:
        return None
    if now.order in (Order.UNIT_NAMES, Order.ASSOCIATION):
        return replace(now, state=State.NAMING)
    supervisor_first = now.order == Order.SUPERVISOR_FIRST and now.has_employer
    return replace(now, state=State.SUPERVISOR if supervisor_first else State.ASKED)


def _yes(now: Standing) -> Standing | None:
    return _agreed(replace(now, person_agreed=True)) if now.state in (State.ASKED, State.TALK) else None


def _agreed(now: Standing) -> Standing:
    return replace(now, state=State.WILLING if now.needs_supervisor else State.CONFIRMED)


def _no(now: Standing) -> Standing | None:
    cannot_name = now.state == State.NAMING
    by_count = now.state == State.CONFIRMED and now.order == Order.ASSOCIATION
    return _anew(now, State.OPEN) if now.person_was_asked or cannot_name or by_count else None


def _talk(now: Standing) -> Standing | None:
    if not now.person_was_asked or now.state == State.CONFIRMED:
        return None
    return replace(now, state=State.TALK, person_agreed=False)


def _supervisor_asked(now: Standing) -> Standing | None:
    possible = now.state == State.WILLING and now.needs_supervisor
    return replace(now, state=State.SUPERVISOR) if possible else None


def _supervisor_yes(now: Standing) -> Standing | None:
    if now.state not in (State.WILLING, State.SUPERVISOR):
        return None
    told = replace(now, supervisor_agreed=True)
    return replace(told, state=State.CONFIRMED if told.person_agreed else State.ASKED)


def _supervisor_no(now: Standing) -> Standing | None:
    """Said in the first place, or a mind changed later."""
    asked = now.state in (State.WILLING, State.SUPERVISOR) or now.supervisor_agreed
    return _anew(now, State.OPEN) if asked and now.has_employer else None


def _named(now: Standing) -> Standing | None:
    """The unit's word is the supervisor's yes, the association's word is the expert's."""
    if now.state != State.NAMING:
        return None
    if now.order == Order.ASSOCIATION:
        return replace(now, state=State.CONFIRMED, person_agreed=True)
    return replace(now, state=State.ASKED, supervisor_agreed=True)


def _called(now: Standing) -> Standing | None:
    return _anew(now, State.CALLED) if now.state in (State.OPEN, State.PROPOSED) else None


def _volunteered(now: Standing) -> Standing | None:
    return _agreed(replace(now, person_agreed=True)) if now.state == State.CALLED else None


def _taken_back(now: Standing) -> Standing | None:
    return _given_back(now) if now.state in WAITING or now.state == State.CONFIRMED else None


def _ended(now: Standing) -> Standing | None:
    return _given_back(now) if now.state in WAITING else None


def _given_back(now: Standing) -> Standing:
    """The suggestion stays; an open call leaves nobody."""
    return _anew(now, State.OPEN if now.state == State.CALLED else State.PROPOSED)


def _withdrawn(now: Standing) -> Standing | None:
    return _anew(now, State.OPEN) if now.state not in (State.OPEN, State.CALLED) else None


def _anew(now: Standing, state: State) -> Standing:
    return replace(now, state=state, person_agreed=False, supervisor_agreed=False)


def _undone(now: Standing, before: Standing | None) -> Standing | None:
    """Back, when one deed led from there to here."""
    if before is None:
        return None
    return before if any(step(before) == now for step in _STEPS.values()) else None


_STEPS: dict[Deed, Callable[[Standing], Standing | None]] = {
    Deed.SUGGESTED: _suggested,
    Deed.ASK: _ask,
    Deed.YES: _yes,
    Deed.NO: _no,
    Deed.TALK: _talk,
    Deed.SUPERVISOR_ASKED: _supervisor_asked,
    Deed.SUPERVISOR_YES: _supervisor_yes,
    Deed.SUPERVISOR_NO: _supervisor_no,
    Deed.NAMED: _named,
    Deed.CALLED: _called,
    Deed.VOLUNTEERED: _volunteered,
    Deed.TAKEN_BACK: _taken_back,
    Deed.ENDED: _ended,
    Deed.WITHDRAWN: _withdrawn,
}


def refusal(now: Standing) -> str:
    """Where the seat is, and what can be done there."""
    told = {
        State.OPEN: _("The seat is open: nobody is being asked."),
        State.PROPOSED: _("Nobody has been asked for this seat yet."),
        State.CALLED: _("There is an open call for this seat. Close it first."),
        State.NAMING: _("Somebody is being named for this seat. Wait for it, or take the request back."),
        State.ASKED: _("The person has been asked. Wait for the answer, or take the invitation back."),
        State.TALK: _("The person wants to talk first. Note the answer when you have talked."),
        State.WILLING: _("The person is willing to join; the supervisor has not been asked yet."),
        State.SUPERVISOR: _("The supervisor has been asked. Wait for the answer, or take the request back."),
        State.CONFIRMED: _("The seat is confirmed already."),
    }
    return told[now.state]
