"""Small makers of bodies, seats and meetings for tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tests.apps.factories import make_organisation
from voimala.governance.models import AgendaItem, Attendance, Body, Decision, Duty, Meeting, Minutes, Seat
from voimala.networks.models import Network


def make_body(network: Network, **fields: Any) -> Body:
    values = {
        "code": f"body{Body.objects.count()}",
        "kind": "board",
        "name_fi": "Johtoryhmä",
        "quorum": 2,
        **fields,
    }
    return Body.objects.create(network=network, **values)


def make_seat(body: Body, **fields: Any) -> Seat:
    """In force for a year already."""
    since = timezone.localdate() - dt.timedelta(days=365)
    values = {"post": f"Paikka {Seat.objects.count()}", "since": since, **fields}
    return Seat.objects.create(network=body.network, body=body, **values)


def make_meeting(body: Body, days: int = 7, **fields: Any) -> Meeting:
    """So many days from now; negative is gone by."""
    starts = timezone.now() + dt.timedelta(days=days)
    return Meeting.objects.create(
        network=body.network,
        body=body,
        **{"starts_at": starts, "ends_at": starts + dt.timedelta(hours=2), **fields},
    )


def make_item(meeting: Meeting, title: str = "Toimintasuunnitelma", **fields: Any) -> AgendaItem:
    values = {"order": meeting.items.count() + 1, **fields}
    return AgendaItem.objects.create(network=meeting.network, meeting=meeting, title=title, **values)


def make_minutes(meeting: Meeting, **fields: Any) -> Minutes:
    """Of a held meeting in which everybody was."""
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    meeting.refresh_from_db()
    for seat in meeting.body.seats.all():
        Attendance.objects.create(network=meeting.network, meeting=meeting, seat=seat, state="present")
    return Minutes.objects.create(network=meeting.network, meeting=meeting, **fields)


def make_decision(item: AgendaItem, number: int = 1, **fields: Any) -> Decision:
    meeting = item.meeting
    values = {"text": "Hyväksyttiin.", "year": meeting.day.year, "decided_on": meeting.day, **fields}
    return Decision.objects.create(
        network=item.network, body=meeting.body, meeting=meeting, item=item, number=number, **values
    )


def make_duty(decision: Decision, **fields: Any) -> Duty:
    return Duty.objects.create(network=decision.network, decision=decision, text="Kirje kunnille", **fields)


def make_scene(network: Network) -> dict[str, Any]:
    """One object of each kind that an address of bodies may name."""
    body = make_body(network, name_fi="Ohjausryhmä", quorum=1)
    seat = make_seat(body, organisation=make_organisation(network), name="Jäsen Salainen")
    coming, held = make_meeting(body), make_meeting(body, days=-3)
    item, dealt_with = make_item(coming), make_item(held)
    make_item(coming, "Talous")
    make_minutes(held, text="Avattiin.")
    decision = make_decision(dealt_with)
    return {
        "body": body,
        "body_seat": seat,
        "meeting": coming,
        "held_meeting": held,
        "agenda_item": item,
        "held_item": dealt_with,
        "decision": decision,
        "duty": make_duty(decision, seat=seat),
    }


def grow(network: Network, number: int) -> Body:
    """One more body; and in the first one, which is the answer, one more of everything."""
    first: Body = Body.objects.of(network).filter(code="kasvava").first() or make_body(
        network, code="kasvava"
    )
    for body in (first, make_body(network, code=f"kasvanut-{number}")):
        seat = make_seat(body, organisation=make_organisation(network))
        make_meeting(body)
        meeting = first.meetings.filter(title="kasvava").first() if body == first else None
        meeting = meeting or make_meeting(body, days=-1, title="kasvava" if body == first else "")
        subject = make_organisation(network)
        item = make_item(meeting, subject_kind="organisation", subject_id=subject.public_id)
        make_duty(make_decision(item, number=number + 1), seat=seat)
    return first


def make_keyed(network: Network) -> dict[str, Any]:
    """Rows made by forms, each with the form's key, for the constraints."""
    made = make_scene(network)
    for name in ("body_seat", "meeting", "agenda_item", "decision"):
        row = made[name]
        type(row).objects.filter(pk=row.pk).update(form_key="a-form")
        row.refresh_from_db()
    return {**made, "attendance": made["held_meeting"].attendances.get()}


BREAKING: dict[str, Any] = {
    "body_code": lambda rows, again, change: again(rows["body"]),
    "body_quorum_is_somebody": lambda rows, again, change: change(rows["body"], quorum=0),
    "body_seat_until_after_since": lambda rows, again, change: change(
        rows["body_seat"], until=rows["body_seat"].since
    ),
    "body_seat_once_per_form": lambda rows, again, change: again(rows["body_seat"]),
    "meeting_ends_after_start": lambda rows, again, change: change(
        rows["meeting"], ends_at=rows["meeting"].starts_at
    ),
    "meeting_once_per_form": lambda rows, again, change: again(rows["meeting"]),
    "agenda_item_once_per_form": lambda rows, again, change: again(rows["agenda_item"]),
    "attendance_once": lambda rows, again, change: again(rows["attendance"]),
    "decision_number": lambda rows, again, change: again(rows["decision"], form_key=""),
    "decision_once_per_form": lambda rows, again, change: again(rows["decision"], number=99),
}
