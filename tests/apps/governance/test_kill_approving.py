"""A process killed with SIGKILL anywhere in writing and approving minutes leaves all of a deed or nothing."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.apps.factories import make_network, make_user
from tests.apps.governance import rows
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.core.models import Event, EventSubject
from voimala.governance.models import Attendance, Decision, Duty, Meeting, Minutes

SECRETARY = "tests.apps.governance.busy_secretary"
KILLS, MOST_KILLS = 4, 20
LONGEST_LIFE = 0.6
"""Seconds: some meetings are held in them."""


def prepare() -> int:
    network = make_network("kesken")
    body = rows.make_body(network)
    for _seat in range(3):
        rows.make_seat(body)
    return int(make_user(network).pk)


def faults() -> list[str]:
    """What does not agree: states, documents, numbers, and the trail."""
    told = []
    approved = {str(key) for key in subjects_of("minutes_approved")}
    for meeting in Meeting.objects.all():
        minutes = Minutes.objects.filter(meeting=meeting).first()
        whole = minutes is not None and minutes.approved_at is not None
        whole_document = whole and set(minutes.document) == {"fi", "sv", "en"}
        agreeing = {meeting.state == "approved", whole, whole_document, meeting.public_id in approved}
        if len(agreeing) > 1:
            told.append(f"{meeting.public_id} is {meeting.state}, its minutes {minutes}")
        written = meeting.attendances.count()
        if written not in (0, 3) or (minutes is not None) != (written == 3):
            told.append(f"{meeting.public_id}: {written} of 3 attendances")
    numbers = list(Decision.objects.order_by("number").values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)) or Duty.objects.count() != len(numbers):
        told.append(f"decisions {numbers}, {Duty.objects.count()} duties")
    if Event.objects.filter(deed="decision_made").count() != len(numbers):
        told.append("a decision without its line of the trail, or a line without its decision")
    return told


def subjects_of(deed: str) -> list[str]:
    events = Event.objects.filter(deed=deed).values("pk")
    found = EventSubject.objects.filter(event_id__in=events, kind="meeting")
    return list(found.values_list("subject_id", flat=True))


@pytest.mark.usefixtures("installed_database")
def test_kill_while_minutes_are_approved(tmp_path: Path) -> None:
    user, chance, kills = apart(prepare), random.Random(2019), 0
    while kills < KILLS or not apart(Attendance.objects.exists):
        with running(SECRETARY, str(user), folder=tmp_path) as process:
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
        kills += 1
        assert apart(faults) == [], f"after {kills} kills"
        assert kills < MOST_KILLS, "no meeting was held between the kills"
