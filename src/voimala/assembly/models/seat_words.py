"""The life of a seat in words for the coordinator: how far the group is, what comes next, what has been."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from voimala.assembly.models.asking import Asking
from voimala.assembly.models.group import Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.models.wording import seat_name, seats_title
from voimala.core.text import unbroken
from voimala.partners.models import Unit

State = Seat.State
UNASKED = {
    SeatKind.PERSON: "proposed",
    SeatKind.UNIT: "unit_names",
    SeatKind.ASSOCIATION: "association_names",
    SeatKind.ASK: "to_ask",
}
IN_ORDER = (
    State.CONFIRMED,
    State.SUPERVISOR,
    State.WILLING,
    State.TALK,
    State.ASKED,
    State.NAMING,
    State.CALLED,
    State.PROPOSED,
    State.OPEN,
)


def progress_title(seats: Sequence[Seat]) -> str:
    """ "6 seats: 2 confirmed, 3 asked, 1 wants to talk first"."""
    counts = Counter(State(seat.state) for seat in seats)
    if len(counts) <= 1:
        return seats_title(seats)
    all_seats = ngettext("%(count)s seat", "%(count)s seats", len(seats)) % {"count": len(seats)}
    told = [_counted(state, counts[state]) for state in IN_ORDER if counts[state]]
    return _("%(seats)s: %(states)s") % {"seats": all_seats, "states": ", ".join(told)}


def _counted(state: State, count: int) -> str:
    words = {
        State.CONFIRMED: ngettext("%(count)s confirmed", "%(count)s confirmed", count),
        State.SUPERVISOR: ngettext(
            "%(count)s waits for the supervisor", "%(count)s wait for the supervisor", count
        ),
        State.WILLING: ngettext("%(count)s willing to join", "%(count)s willing to join", count),
        State.TALK: ngettext("%(count)s wants to talk first", "%(count)s want to talk first", count),
        State.ASKED: ngettext("%(count)s asked", "%(count)s asked", count),
        State.NAMING: ngettext("%(count)s being named", "%(count)s being named", count),
        State.CALLED: ngettext("%(count)s in an open call", "%(count)s in an open call", count),
        State.PROPOSED: ngettext("%(count)s not asked yet", "%(count)s not asked yet", count),
        State.OPEN: ngettext("%(count)s open", "%(count)s open", count),
    }
    return words[state] % {"count": count}


def seat_heading(seat: Seat, unit: Unit | None) -> str:
    """The person, whoever has written her own name, or who will say who sits here."""
    if seat.own_name:
        return seat.own_name
    if seat.person is not None:
        return unbroken(seat.person.name)
    is_open = seat.state in (State.OPEN, State.CALLED) and seat.kind in (SeatKind.PERSON, SeatKind.ASK)
    return _("Open seat") if is_open else seat_name(seat, unit)


def chip_of(seat: Seat) -> str:
    """Before anybody is asked, a seat that others name says who names it."""
    unasked = seat.state == State.PROPOSED and seat.person is None
    return UNASKED[SeatKind(seat.kind)] if unasked else str(seat.state)


def day_of(moment: dt.datetime, seat: Seat) -> str:
    return formats.date_format(seat.network.today(moment), "j.n.")


def last_day_of(seat: Seat) -> str:
    """The last day on which an answer comes in time."""
    if seat.waits_until is None:
        return ""
    return day_of(seat.waits_until - dt.timedelta(microseconds=1), seat)


def next_step(seat: Seat) -> str:
    """What the seat waits for, in one sentence."""
    day = {"day": last_day_of(seat)}
    told = {
        State.OPEN: _("The seat is open. Ask somebody else, or make an open call."),
        State.PROPOSED: _("Nobody has been asked yet."),
        State.CALLED: _("The open call ends on %(day)s") % day,
        State.NAMING: _("Waiting for a name until %(day)s") % day,
        State.ASKED: _("Waiting for an answer until %(day)s") % day,
        State.TALK: _("Wants to talk first. Get in touch, and note the answer by %(day)s") % day,
        State.WILLING: _("Is willing to join. Agree on the hours with the employer by %(day)s") % day,
        State.SUPERVISOR: _("Waiting for the supervisor's answer until %(day)s") % day,
        State.CONFIRMED: _("Everybody has said yes, and the hours are booked."),
    }
    if seat.state == State.CONFIRMED and seat.person is None:
        return _("Everybody has said yes.")
    return told[State(seat.state)]


@dataclass(frozen=True)
class Passed:
    """One thing that happened: the day, "" when it is not known, and the words."""

    day: str
    words: str


def history(seat: Seat, askings: Sequence[Asking]) -> list[Passed]:
    """What was asked and answered about the seat, oldest first. For the coordinator's eyes only."""
    told: list[tuple[dt.datetime, Passed]] = []
    for asking in askings:
        told.append((asking.asked_at, Passed(day_of(asking.asked_at, seat), _asked(asking))))
        told += _what_became(asking, seat)
    told.sort(key=lambda row: row[0])
    return [passed for _moment, passed in told]


def _what_became(asking: Asking, seat: Seat) -> list[tuple[dt.datetime, Passed]]:
    """Of what was taken back neither the day nor an answer before that is kept."""
    if asking.state == Asking.State.CLOSED:
        return [(asking.asked_at, Passed("", pgettext("asking", "Taken back")))]
    if asking.state == Asking.State.ENDED:
        day = day_of(asking.answer_by, seat)
        return [(asking.answer_by, Passed(day, pgettext("asking", "No answer in time")))]
    if asking.answered_at is None:
        return []
    return [(asking.answered_at, Passed(day_of(asking.answered_at, seat), _answered(asking)))]


def _asked(asking: Asking) -> str:
    who = asking.person or asking.contact
    part = str(asking.get_part_display())
    return (
        _("Asked: %(part)s, %(who)s") % {"part": part, "who": who}
        if who
        else _("Asked: %(part)s") % {"part": part}
    )


def _answered(asking: Asking) -> str:
    words = {"who": asking.person or asking.contact or asking.get_part_display()}
    told = f" ({asking.get_told_display()})" if asking.told else ""
    if asking.state == Asking.State.NO:
        return _("%(who)s: not now") % words + told
    if asking.state == Asking.State.TALK:
        return _("%(who)s: let's talk first") % words + told
    return _("%(who)s: yes") % words + told
