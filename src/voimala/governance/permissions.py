"""What may be done to bodies, meetings and decisions."""

from typing import Any

import rules

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.governance.models import AgendaItem, Body, Decision, Duty, Meeting, Minutes, Seat
from voimala.governance.models.body import bodies_of
from voimala.networks.permissions import is_coordinator

OFFICERS = (Seat.Task.CHAIR, Seat.Task.VICE_CHAIR, Seat.Task.SECRETARY)


def body_id_of(on: Any) -> int | None:
    """The body whose matter an object is; None for the network itself."""
    if isinstance(on, Body):
        return int(on.pk)
    if isinstance(on, AgendaItem | Minutes):
        return int(on.meeting.body_id)
    return int(on.body_id) if isinstance(on, Meeting | Decision) else None


@rules.predicate
def runs_its_meetings(viewer: Viewer, on: Any) -> bool:
    """Chair, vice chair or secretary of the body now."""
    body = body_id_of(on)
    return body is not None and bodies_of(viewer, *OFFICERS).filter(body_id=body).exists()


@rules.predicate
def owns_the_duty(viewer: Viewer, on: Any) -> bool:
    """Whoever holds the seat that the duty was given to, also by the link of a message."""
    if not isinstance(on, Duty):
        return False
    if isinstance(viewer, Actor) and viewer.viewer is None:
        return viewer.only == Reference("duty", on.public_id)
    return bool(
        viewer.pk and on.seat and on.seat.user_id == viewer.pk and on.network_id in viewer.network_ids
    )


def add_to_table() -> None:
    access.add_rows(
        {
            "governance.keep_bodies": is_coordinator,
            "governance.keep_meetings": is_coordinator | runs_its_meetings,
            "governance.approve_minutes": is_coordinator | runs_its_meetings,
            "governance.finish_duty": is_coordinator | owns_the_duty,
        }
    )
