"""What stands on a seat's page for those who name, for experts' fees and for open calls."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from voimala.assembly.forms.calling import CallForm
from voimala.assembly.forms.naming import AssociationForm, FeeForm
from voimala.assembly.models import Asking, Call, Seat
from voimala.assembly.models.agreeing import Order
from voimala.assembly.models.calling import is_open, people_to_call, volunteers
from voimala.assembly.models.naming import contact_of_unit, unit_of
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services.seats import order_for

State = Seat.State
NOBODY_YET = (State.OPEN, State.PROPOSED)
NAMING = "assembly/seats/parts/naming.html"
FEE = "assembly/seats/parts/fee.html"
CALL = "assembly/seats/parts/call.html"
VOLUNTEERS = "assembly/seats/parts/volunteers.html"


def parts_of(seat: Seat, now: dt.datetime, bound: Mapping[str, Any]) -> dict[str, Any]:
    """The templates of the parts that this seat has, and what they show; `bound` are forms with errors."""
    parts: list[str] = []
    shown: dict[str, Any] = {}
    if _is_named_by_others(seat):
        parts.append(NAMING)
        shown |= _naming(seat, bound)
    if seat.kind == SeatKind.ASSOCIATION and seat.state == State.CONFIRMED:
        parts.append(FEE)
        shown["fee_form"] = bound.get("fee") or FeeForm(None, seat=seat)
    if seat.state == State.CALLED:
        parts.append(VOLUNTEERS)
        shown |= _volunteers(seat, now)
    elif seat.state in NOBODY_YET and seat.kind != SeatKind.ASSOCIATION:
        parts.append(CALL)
        shown |= {
            "call_form": bound.get("call") or CallForm(None, network=seat.network, now=now),
            "call_count": len(people_to_call(seat)),
        }
    return {"parts": parts, **shown}


def _is_named_by_others(seat: Seat) -> bool:
    names = order_for(seat) in (Order.UNIT_NAMES, Order.ASSOCIATION)
    return seat.state == State.NAMING or (seat.state in NOBODY_YET and names)


def _naming(seat: Seat, bound: Mapping[str, Any]) -> dict[str, Any]:
    unit = unit_of(seat)
    waiting = seat.askings.filter(
        state=Asking.State.WAITING, part__in=(Asking.Part.UNIT, Asking.Part.ASSOCIATION)
    )
    by_association = seat.kind == SeatKind.ASSOCIATION
    return {
        "naming_asking": waiting.select_related("contact").first(),
        "naming_unit": unit,
        "naming_contact": contact_of_unit(unit) if unit is not None and not by_association else None,
        "association_form": (bound.get("association") or AssociationForm(None, seat=seat))
        if by_association
        else None,
    }


def _volunteers(seat: Seat, now: dt.datetime) -> dict[str, Any]:
    call: Call | None = seat.calls.filter(closed_at=None).first()
    if call is None:
        return {"call": None, "volunteers": []}
    return {
        "call": call,
        "call_last_day": seat.network.today(call.ends_at - dt.timedelta(microseconds=1)),
        "call_is_open": is_open(call, now),
        "called": call.askings.count(),
        "volunteers": volunteers(call),
    }
