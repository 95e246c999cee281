from voimala.governance.models.body import Body, Seat
from voimala.governance.models.decision import Decision, Duty
from voimala.governance.models.meeting import AgendaItem, Attendance, Meeting, Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "Decision",
    "Duty",
    "Meeting",
    "Minutes",
    "Seat",
]
