"""The deeds of bodies, as rows of the table of deeds."""

import datetime as dt
from typing import Any

from tests.apps.governance import rows
from voimala.governance.models import Body, Meeting
from voimala.governance.services import (
    BodyPlan,
    DecisionPlan,
    ItemPlan,
    MeetingPlan,
    MinutesPlan,
    SeatPlan,
    add_body,
    add_item,
    add_seat,
    approve_minutes,
    call_meeting,
    cancel_meeting,
    change_body,
    change_decision,
    change_item,
    change_meeting,
    change_seat,
    decide,
    finish_duty,
    move_item,
    plan_meeting,
    remove_item,
    write_minutes,
)

BOARD = Body.Kind.BOARD.value


def a_seat_plan(**changes: Any) -> SeatPlan:
    return SeatPlan(**{"task": "member", "since": dt.date(2026, 1, 1), "post": "Sivistysjohtaja", **changes})


def coming(scene: Any) -> Meeting:
    meeting = rows.make_meeting(rows.make_body(scene.network))
    rows.make_seat(meeting.body, email="paikka@example.org")
    return meeting


def held(scene: Any) -> Meeting:
    meeting = rows.make_meeting(rows.make_body(scene.network), days=-2)
    rows.make_seat(meeting.body)
    return meeting


def with_agenda(meeting: Meeting) -> Meeting:
    rows.make_item(meeting)
    rows.make_item(meeting, "Talous")
    return meeting


def with_minutes(meeting: Meeting) -> Meeting:
    rows.make_minutes(meeting)
    return meeting


def a_decision(scene: Any) -> Any:
    return rows.make_decision(rows.make_item(with_minutes(held(scene))))


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (
        add_body,
        lambda scene: {"network": scene.network, "plan": BodyPlan(BOARD, "Johtoryhmä")},
        ("body_added",),
    ),
    (
        change_body,
        lambda scene: {
            "body": rows.make_body(scene.network),
            "seen": 1,
            "plan": BodyPlan(BOARD, "Ohjausryhmä"),
        },
        ("body_changed",),
    ),
    (add_seat, lambda scene: {"body": rows.make_body(scene.network), "plan": a_seat_plan()}, ("seat_given",)),
    (
        change_seat,
        lambda scene: {
            "seat": rows.make_seat(rows.make_body(scene.network)),
            "seen": 1,
            "plan": a_seat_plan(until=dt.date(2026, 6, 1)),
        },
        ("body_seat_changed",),
    ),
    (
        plan_meeting,
        lambda scene: {"body": rows.make_body(scene.network), "plan": MeetingPlan(scene.now)},
        ("meeting_planned",),
    ),
    (
        change_meeting,
        lambda scene: {"meeting": coming(scene), "seen": 1, "plan": MeetingPlan(scene.now, place="Kuopio")},
        ("meeting_changed",),
    ),
    (call_meeting, lambda scene: {"meeting": with_agenda(coming(scene))}, ("meeting_called",)),
    (cancel_meeting, lambda scene: {"meeting": coming(scene)}, ("meeting_cancelled",)),
    (add_item, lambda scene: {"meeting": coming(scene), "plan": ItemPlan("Talous")}, ("agenda_changed",)),
    (
        change_item,
        lambda scene: {"item": rows.make_item(coming(scene)), "seen": 1, "plan": ItemPlan("Talous")},
        ("agenda_changed",),
    ),
    (
        move_item,
        lambda scene: {"item": with_agenda(coming(scene)).items.last(), "up": True},
        ("agenda_changed",),
    ),
    (remove_item, lambda scene: {"item": rows.make_item(coming(scene))}, ("agenda_changed",)),
    (
        write_minutes,
        lambda scene: {"meeting": held(scene), "seen": 0, "plan": MinutesPlan("Avattiin.")},
        ("minutes_written",),
    ),
    (
        approve_minutes,
        lambda scene: {"meeting": with_minutes(held(scene)), "seen": 1, "approver_post": "puheenjohtaja"},
        ("minutes_approved",),
    ),
    (
        decide,
        lambda scene: {
            "item": rows.make_item(held(scene)),
            "plan": DecisionPlan("Hyväksyttiin.", duty="Kirje kunnille"),
        },
        ("decision_made",),
    ),
    (
        change_decision,
        lambda scene: {"decision": a_decision(scene), "seen": 1, "plan": DecisionPlan("Hylättiin.")},
        ("decision_changed",),
    ),
    (finish_duty, lambda scene: {"duty": rows.make_duty(a_decision(scene))}, ("duty_done",)),
)
