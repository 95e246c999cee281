"""What happened in a meeting: who was there, what was said; and its approval, after which nothing changes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.localized import LANGUAGES
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.versions import ChangedByAnother, save_version
from voimala.core.viewer import Actor
from voimala.governance.documents import minutes_document, seats_at
from voimala.governance.models import AgendaItem, Attendance, Meeting, Minutes
from voimala.office.documents import as_data

POST_LENGTH = 120


@dataclass(frozen=True)
class MinutesPlan:
    """The minutes as they are written.

    Args:
        attendance: state by the public id of the seat; a seat left out is not written down.
        notes: what was said, by the public id of the matter on the agenda.
    """

    text: str = ""
    attendance: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def write_minutes(*, by: Actor, meeting: Meeting, seen: int, now: dt.datetime, plan: MinutesPlan) -> Minutes:
    """Write down who was there and what was said: the first time says that the meeting was held.

    Args:
        seen: the version that the writer was shown; 0 when there were no minutes yet.

    Raises:
        Refused: the meeting is not there yet, was cancelled, or its minutes are approved.
        ChangedByAnother: somebody saved the minutes after version `seen`.
    """
    access.require("governance.keep_meetings", by, meeting)
    current = lock_held(meeting, now)
    _check(current, plan)
    minutes = Minutes.objects.filter(meeting=current).first()
    if minutes is None:
        minutes = Minutes(
            network=current.network, meeting=current, text=plan.text, synthetic=current.synthetic
        )
        minutes.save()
    else:
        minutes.text = plan.text
        save_version(minutes, seen=seen, fields=("text",), message=_another())
    _write_attendance(current, plan.attendance)
    for item in AgendaItem.objects.filter(meeting=current, public_id__in=plan.notes):
        AgendaItem.objects.filter(pk=item.pk).update(noted=plan.notes[item.public_id])
    if current.is_open:
        current.state = Meeting.State.HELD
        current.save(update_fields=["state"])
    _record(by, "minutes_written", current, now)
    return minutes


@transaction.atomic
def approve_minutes(
    *, by: Actor, meeting: Meeting, seen: int, now: dt.datetime, approver_post: str
) -> Minutes:
    """Approve the minutes as they were read: from now on they never change.

    The whole document is kept in the three languages, so that its paper is the same at any later time.
    Approving again what is approved changes nothing.

    Args:
        seen: the version that was read.
        approver_post: in which post, such as "chair".

    Raises:
        Refused: nothing is written yet, or the post is missing.
        ChangedByAnother: somebody wrote after version `seen`: read it again.
    """
    access.require("governance.approve_minutes", by, meeting)
    current: Meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body", "network").get(pk=meeting.pk)
    )
    minutes: Minutes | None = Minutes.objects.filter(meeting=current).first()
    if minutes is None:
        raise Refused({"": _("Nothing has been written yet: write the minutes first.")})
    if minutes.approved_at is not None:
        return minutes
    refuse_if(_problems_of_approval(current, approver_post))
    if minutes.version != seen:
        raise ChangedByAnother(_another(), current=minutes)
    minutes.meeting, minutes.approved_at, minutes.approver_post = current, now, approver_post
    minutes.document = {
        language: as_data(minutes_document(minutes, language, on=current.network.today(now), draft=False))
        for language in LANGUAGES
    }
    minutes.save()
    current.state = Meeting.State.APPROVED
    current.save(update_fields=["state"])
    _record(by, "minutes_approved", current, now)
    return minutes


def lock_held(meeting: Meeting, now: dt.datetime) -> Meeting:
    """The meeting, held until the deed is done, if its minutes may be written.

    Raises:
        Refused: it is still to come, was cancelled, or its minutes are approved.
    """
    found: Meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body", "network").get(pk=meeting.pk)
    )
    if found.state == Meeting.State.APPROVED:
        raise Refused({"": _("These minutes are approved and cannot be changed.")})
    if found.state == Meeting.State.CANCELLED:
        raise Refused({"": _("This meeting was cancelled: it has no minutes.")})
    if found.day > found.network.today(now):
        raise Refused({"": _("This meeting is still to come: its minutes are written from its day on.")})
    return found


def _check(meeting: Meeting, plan: MinutesPlan) -> None:
    seats = {seat.public_id for seat in seats_at(meeting)}
    states = set(Attendance.State.values)
    if not set(plan.attendance) <= seats or not set(plan.attendance.values()) <= states:
        raise Refused({"": _("The seats of this body have changed meanwhile. Open the page again.")})


def _problems_of_approval(meeting: Meeting, approver_post: str) -> dict[str, str]:
    problems = {}
    if not approver_post:
        problems["approver_post"] = _("Write in which post the minutes are approved, such as chair.")
    elif len(approver_post) > POST_LENGTH:
        problems["approver_post"] = _("Write the post in 120 characters at most.")
    seated = bool(seats_at(meeting))
    if seated and not Attendance.objects.filter(meeting=meeting).exists():
        problems[""] = _(
            "Write down who was there first: without it nobody can say whether there was a quorum."
        )
    return problems


def _write_attendance(meeting: Meeting, states: Mapping[str, str]) -> None:
    seats = {seat.public_id: seat for seat in seats_at(meeting)}
    Attendance.objects.filter(meeting=meeting).exclude(seat__public_id__in=states).delete()
    for public_id, state in states.items():
        Attendance.objects.update_or_create(
            meeting=meeting, seat=seats[public_id], defaults={"state": state, "network": meeting.network}
        )


def _another() -> str:
    return _("Somebody else wrote into these minutes while you were here. Choose what to keep.")


def _record(by: Actor, deed: str, meeting: Meeting, now: dt.datetime) -> None:
    subjects = [Reference("meeting", meeting.public_id), Reference("body", meeting.body.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=meeting.network_id)
