"""What a coordinator holds in bodies in person, and how it goes to the next one."""

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voimala.core.viewer import Actor
from voimala.governance.models import Duty, Seat
from voimala.governance.services.bodies import SEAT_COLUMNS, SeatPlan, add_seat, change_seat
from voimala.networks.openings import Handing, Moving


def held_in_person(handing: Handing) -> list[Moving]:
    """Fills the slot `handover`.

    A secretary's seat goes along with its open duties: it is the coordinator's work. A member sits for an
    organisation and stays; her open duties go to the incoming coordinator where that one sits in the body.
    """
    seats = Seat.objects.of(handing.network).filter(user=handing.outgoing).on(handing.on)
    found: list[Moving] = []
    for seat in seats.select_related("body__network", "network", "organisation", "deputy_of"):
        duties = Duty.objects.filter(seat=seat).open().count()
        if seat.task == Seat.Task.SECRETARY:
            found.append(Moving(_secretary_words(seat, duties), partial(_move_seat, seat, handing)))
        elif duties:
            found.append(_member_moving(seat, duties, handing))
    return found


def _secretary_words(seat: Seat, duties: int) -> str:
    named = {"body": seat.body, "count": duties}
    if not duties:
        return _("The secretary’s seat goes along: %(body)s.") % named
    return (
        ngettext(
            "The secretary’s seat goes along with %(count)s open duty: %(body)s.",
            "The secretary’s seat goes along with %(count)s open duties: %(body)s.",
            duties,
        )
        % named
    )


def _member_moving(seat: Seat, duties: int, handing: Handing) -> Moving:
    named = {"body": seat.body, "count": duties, "member": handing.outgoing, "incoming": handing.incoming}
    own = (
        Seat.objects.of(handing.network).filter(user=handing.incoming, body=seat.body).on(handing.on).first()
    )
    if own is not None:
        words = ngettext(
            "%(count)s open duty goes to %(incoming)s: %(body)s.",
            "%(count)s open duties go to %(incoming)s: %(body)s.",
            duties,
        )
        return Moving(words % named, partial(_move_duties, seat, own))
    words = ngettext(
        "%(count)s open duty stays with %(member)s, who sits in this body for an organisation: %(body)s.",
        "%(count)s open duties stay with %(member)s, who sits in this body for an organisation: %(body)s.",
        duties,
    )
    return Moving(words % named, None)


def _move_seat(seat: Seat, handing: Handing, by: Actor, now: dt.datetime) -> None:
    """The old term ends where the new one begins; a term that had not begun changes hands."""
    values: dict[str, Any] = {name: getattr(seat, name) for name in SEAT_COLUMNS}
    person = handing.incoming
    taken = SeatPlan(**{**values, "user": person, "name": person.name, "email": person.email})
    if seat.since >= handing.on:
        change_seat(by=by, seat=seat, seen=seat.version, now=now, plan=taken)
        return
    change_seat(
        by=by, seat=seat, seen=seat.version, now=now, plan=SeatPlan(**{**values, "until": handing.on})
    )
    new = add_seat(by=by, body=seat.body, now=now, plan=replace(taken, since=handing.on))
    _move_duties(seat, new, by, now)


def _move_duties(old: Seat, new: Seat, by: Actor, now: dt.datetime) -> None:
    """Told in the trail by the handover itself."""
    Duty.objects.filter(seat=old).open().update(seat=new)
