"""Meetings: planned, called, changed, cancelled, and what stands on their agenda."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.governance.models import AgendaItem, Body, Meeting
from voimala.governance.services import letters

MEETING_COLUMNS = ("title", "starts_at", "ends_at", "time_known", "place", "link")
ITEM_COLUMNS = ("title", "text", "proposal", "subject_kind", "subject_id")
LONGEST = dt.timedelta(days=2)
MOST_ITEMS = 60


@dataclass(frozen=True)
class MeetingPlan:
    """When and where. `time_known` False: only the day is known."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    title: str = ""
    time_known: bool = True
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class ItemPlan:
    """One matter: its title, what it is about, what is proposed, and the object that it concerns."""

    title: str
    text: str = ""
    proposal: str = ""
    subject: Reference | None = None


@transaction.atomic
def plan_meeting(
    *, by: Actor, body: Body, now: dt.datetime, plan: MeetingPlan, form_key: str = ""
) -> Meeting:
    """Put a meeting down; nobody is told before it is called. A form sent twice makes one meeting.

    Raises:
        Refused: keys are the fields of the plan.
    """
    access.require("governance.keep_meetings", by, body)
    Body.objects.select_for_update().get(pk=body.pk)
    meetings = Meeting.objects.of(body.network)
    made: Meeting | None = meetings.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    _check_times(plan)
    meeting: Meeting = Meeting(
        network=body.network,
        body=body,
        form_key=form_key,
        synthetic=body.synthetic,
        **_meeting_values(plan),
    )
    meeting.save()
    _record(by, "meeting_planned", meeting, now)
    return meeting


@transaction.atomic
def change_meeting(*, by: Actor, meeting: Meeting, seen: int, now: dt.datetime, plan: MeetingPlan) -> Meeting:
    """Another time or place. Those who were called are told by calling again.

    Raises:
        Refused: as `plan_meeting`, or the meeting is over.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("governance.keep_meetings", by, meeting)
    current = lock_open(meeting)
    values = _meeting_values(plan)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    _check_times(plan)
    _save(current, {**values, "changed_at": now}, seen)
    _record(by, "meeting_changed", current, now)
    return current


@transaction.atomic
def call_meeting(*, by: Actor, meeting: Meeting, now: dt.datetime) -> int:
    """Send the agenda to every seat with an address; called again after a change, say what is new.

    Returns:
        How many letters were written. Asked twice without a change in between: none the second time.

    Raises:
        Refused: the meeting is over, or nothing stands on its agenda.
    """
    access.require("governance.keep_meetings", by, meeting)
    current = lock_open(meeting)
    if not current.items.exists():
        raise Refused({"agenda": _("Nothing stands on the agenda yet: add a matter before you call.")})
    again = current.called_at is not None
    if again and not current.call_is_old:
        return 0
    written = letters.write_call(current, now, again=again)
    current.state, current.called_at = Meeting.State.CALLED, now
    current.save(update_fields=["state", "called_at"])
    _record(by, "meeting_called", current, now)
    return written


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: Meeting, now: dt.datetime) -> int:
    """The meeting is not held. Those who were called get a letter; how many.

    Raises:
        Refused: the meeting is over.
    """
    access.require("governance.keep_meetings", by, meeting)
    current = lock_open(meeting)
    written = letters.write_cancelled(current, now) if current.called_at else 0
    current.state, current.changed_at = Meeting.State.CANCELLED, now
    current.version += 1
    current.save(update_fields=["state", "changed_at", "version"])
    _record(by, "meeting_cancelled", current, now)
    return written


@transaction.atomic
def add_item(
    *, by: Actor, meeting: Meeting, now: dt.datetime, plan: ItemPlan, form_key: str = ""
) -> AgendaItem:
    """Put a matter last on the agenda. A form sent twice adds one.

    Raises:
        Refused: keys are the fields of the plan; the meeting is over.
    """
    access.require("governance.keep_meetings", by, meeting)
    current = lock_open(meeting)
    items = AgendaItem.objects.filter(meeting=current)
    made: AgendaItem | None = items.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    if items.count() >= MOST_ITEMS:
        raise Refused({"title": _("There are 60 matters already. Put the rest on another meeting.")})
    _check_item(plan)
    last = items.aggregate(last=Max("order"))["last"] or 0
    item: AgendaItem = AgendaItem(
        network=meeting.network,
        meeting=current,
        order=last + 1,
        form_key=form_key,
        synthetic=current.synthetic,
        **_item_values(plan),
    )
    item.save()
    _touch(current, now)
    _record(by, "agenda_changed", current, now)
    return item


@transaction.atomic
def change_item(*, by: Actor, item: AgendaItem, seen: int, now: dt.datetime, plan: ItemPlan) -> AgendaItem:
    """Write a matter otherwise.

    Raises:
        Refused: as `add_item`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("governance.keep_meetings", by, item)
    meeting = lock_open(item.meeting)
    current: AgendaItem = AgendaItem.objects.select_for_update().get(pk=item.pk)
    values = _item_values(plan)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    _check_item(plan)
    _save(current, values, seen)
    _touch(meeting, now)
    _record(by, "agenda_changed", meeting, now)
    return current


@transaction.atomic
def move_item(*, by: Actor, item: AgendaItem, up: bool, now: dt.datetime) -> None:
    """Change places with the matter before or after; the first one does not go up.

    Raises:
        Refused: the meeting is over.
    """
    access.require("governance.keep_meetings", by, item)
    meeting = lock_open(item.meeting)
    order = list(meeting.items.order_by("order", "pk").values_list("pk", flat=True))
    here = order.index(item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for place, key in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=key).update(order=place)
    _touch(meeting, now)
    _record(by, "agenda_changed", meeting, now)


@transaction.atomic
def remove_item(*, by: Actor, item: AgendaItem, now: dt.datetime) -> None:
    """Take a matter off the agenda of a meeting to come.

    Raises:
        Refused: the meeting is over.
    """
    access.require("governance.keep_meetings", by, item)
    meeting = lock_open(item.meeting)
    AgendaItem.objects.filter(pk=item.pk).delete()
    _touch(meeting, now)
    _record(by, "agenda_changed", meeting, now)


def lock_open(meeting: Meeting) -> Meeting:
    """The meeting as it stands, held until the deed is done.

    Raises:
        Refused: it was held or cancelled meanwhile.
    """
    found: Meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body", "network").get(pk=meeting.pk)
    )
    if not found.is_open:
        raise Refused(
            {"": _("This meeting is %(state)s: its agenda stays.") % {"state": found.get_state_display()}}
        )
    return found


def _save(row: Any, values: dict[str, Any], seen: int) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(row, seen=seen, fields=values, message=message)


def _touch(meeting: Meeting, now: dt.datetime) -> None:
    meeting.changed_at = now
    meeting.save(update_fields=["changed_at"])


def _meeting_values(plan: MeetingPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in MEETING_COLUMNS}


def _item_values(plan: ItemPlan) -> dict[str, Any]:
    kind, public_id = (plan.subject.kind, plan.subject.public_id) if plan.subject else ("", "")
    return {
        "title": plan.title,
        "text": plan.text,
        "proposal": plan.proposal,
        "subject_kind": kind,
        "subject_id": public_id,
    }


def _check_times(plan: MeetingPlan) -> None:
    problems = {}
    if plan.ends_at is not None and plan.ends_at <= plan.starts_at:
        problems["ends"] = _("A meeting ends after it begins.")
    elif plan.ends_at is not None and plan.ends_at - plan.starts_at > LONGEST:
        problems["ends"] = _("A meeting lasts two days at most. Plan another one for the rest.")
    refuse_if(problems)


def _check_item(plan: ItemPlan) -> None:
    refuse_if({} if plan.title else {"title": _("Name the matter.")})


def _record(by: Actor, deed: str, meeting: Meeting, now: dt.datetime) -> None:
    subjects = [Reference("meeting", meeting.public_id), Reference("body", meeting.body.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=meeting.network_id)
