"""Deeds of bodies: who sits, when they meet, what they decide, and what comes of it."""

from voimala.governance.services.bodies import (
    BodyPlan,
    SeatPlan,
    add_body,
    add_seat,
    change_body,
    change_seat,
)
from voimala.governance.services.decisions import DecisionPlan, change_decision, decide, finish_duty
from voimala.governance.services.meetings import (
    ItemPlan,
    MeetingPlan,
    add_item,
    call_meeting,
    cancel_meeting,
    change_item,
    change_meeting,
    move_item,
    plan_meeting,
    remove_item,
)
from voimala.governance.services.minutes import MinutesPlan, approve_minutes, write_minutes

__all__ = [
    "BodyPlan",
    "DecisionPlan",
    "ItemPlan",
    "MeetingPlan",
    "MinutesPlan",
    "SeatPlan",
    "add_body",
    "add_item",
    "add_seat",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "change_body",
    "change_decision",
    "change_item",
    "change_meeting",
    "change_seat",
    "decide",
    "finish_duty",
    "move_item",
    "plan_meeting",
    "remove_item",
    "write_minutes",
]
