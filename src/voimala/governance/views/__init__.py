"""Pages of bodies, their meetings and decisions."""

from voimala.governance.views.agenda import add_item, item, move_item, remove_item
from voimala.governance.views.duties import decisions, duty
from voimala.governance.views.keeping import add_body, add_seat, edit_body, seat
from voimala.governance.views.meetings import (
    call_meeting,
    cancel_meeting,
    edit_meeting,
    meeting,
    meeting_calendar,
    plan_meeting,
)
from voimala.governance.views.minutes import approve, decide, decision, minutes, minutes_pdf
from voimala.governance.views.register import bodies, body

__all__ = [
    "add_body",
    "add_item",
    "add_seat",
    "approve",
    "bodies",
    "body",
    "call_meeting",
    "cancel_meeting",
    "decide",
    "decision",
    "decisions",
    "duty",
    "edit_body",
    "edit_meeting",
    "item",
    "meeting",
    "meeting_calendar",
    "minutes",
    "minutes_pdf",
    "move_item",
    "plan_meeting",
    "remove_item",
    "seat",
]
