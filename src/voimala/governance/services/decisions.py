"""What a body decides in a meeting, and who does what because of it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import Refused, refuse_if
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.governance.documents import seats_at
from voimala.governance.models import AgendaItem, Body, Decision, Duty, Meeting, Minutes, Seat
from voimala.governance.services.minutes import lock_held


@dataclass(frozen=True)
class DecisionPlan:
    """What was decided, and the one thing to be done because of it, if there is one."""

    text: str
    duty: str = ""
    owner: Seat | None = None
    due_on: dt.date | None = None


@transaction.atomic
def decide(
    *, by: Actor, item: AgendaItem, now: dt.datetime, plan: DecisionPlan, form_key: str = ""
) -> Decision:
    """Write down a decision on a matter; it gets the body's next number of the year, without a gap.

    A form sent twice makes one decision.

    Raises:
        Refused: keys are the fields of the plan; or the minutes cannot be written.
    """
    access.require("governance.keep_meetings", by, item)
    Body.objects.select_for_update().get(pk=item.meeting.body_id)
    meeting = lock_held(item.meeting, now)
    decisions = Decision.objects.of(item.network)
    made: Decision | None = decisions.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    _check(meeting, plan)
    year = meeting.day.year
    last = Decision.objects.filter(body=meeting.body, year=year).aggregate(last=Max("number"))["last"] or 0
    decision: Decision = Decision(
        network=meeting.network,
        body=meeting.body,
        meeting=meeting,
        item=item,
        year=year,
        number=last + 1,
        text=plan.text,
        decided_on=meeting.day,
        subject_kind=item.subject_kind,
        subject_id=item.subject_id,
        form_key=form_key,
        synthetic=meeting.synthetic,
    )
    decision.save()
    _write_duty(decision, plan)
    _hold(meeting)
    _record(by, "decision_made", decision, now)
    return decision


@transaction.atomic
def change_decision(
    *, by: Actor, decision: Decision, seen: int, now: dt.datetime, plan: DecisionPlan
) -> Decision:
    """Write a decision or its duty otherwise, until the minutes are approved.

    Raises:
        Refused: as `decide`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("governance.keep_meetings", by, decision)
    meeting = lock_held(held_in(decision), now)
    current: Decision = (
        Decision.objects.select_for_update(of=("self",)).select_related("body").get(pk=decision.pk)
    )
    _check(meeting, plan)
    current.text = plan.text
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(current, seen=seen, fields=("text",), message=message)
    _write_duty(current, plan)
    _hold(meeting)
    _record(by, "decision_changed", current, now)
    return current


@transaction.atomic
def finish_duty(*, by: Actor, duty: Duty, now: dt.datetime, done: bool = True) -> Duty:
    """Mark a duty done, or take that back. What is so already stays so, and is not told again."""
    access.require("governance.finish_duty", by, duty)
    current: Duty = Duty.objects.select_for_update(of=("self",)).select_related("decision").get(pk=duty.pk)
    if (current.done_at is not None) == done:
        return current
    current.done_at = now if done else None
    current.save(update_fields=["done_at"])
    _record(by, "duty_done" if done else "duty_reopened", current.decision, now)
    return current


def held_in(decision: Decision) -> Meeting:
    """The meeting that made the decision.

    Raises:
        Refused: it was made in none, and is only known from elsewhere.
    """
    if decision.meeting is None:
        raise Refused({"": _("This decision was made in no meeting that is written down here.")})
    return decision.meeting


def _check(meeting: Meeting, plan: DecisionPlan) -> None:
    problems = {}
    if not plan.text:
        problems["text"] = _("Write what was decided.")
    if not plan.duty and (plan.owner or plan.due_on):
        problems["duty"] = _("Write what is to be done, or leave the owner and the day empty.")
    if plan.owner and plan.owner.pk not in {seat.pk for seat in seats_at(meeting)}:
        problems["owner"] = _("Choose a seat of this body.")
    if plan.due_on and plan.due_on < meeting.day:
        problems["due_on"] = _("A duty cannot be due before the meeting that gave it.")
    refuse_if(problems)


def _write_duty(decision: Decision, plan: DecisionPlan) -> None:
    """One duty follows a decision, or none; whether it is done is not touched."""
    found: Duty | None = decision.duties.order_by("pk").first()
    if not plan.duty:
        if found is not None:
            found.delete()
        return
    duty = found or Duty(network=decision.network, decision=decision, synthetic=decision.synthetic)
    duty.text, duty.seat, duty.due_on = plan.duty, plan.owner, plan.due_on
    duty.save()


def _hold(meeting: Meeting) -> None:
    """A meeting that decides is held, and minutes that somebody is reading are no longer those."""
    if not Minutes.objects.filter(meeting=meeting).update(version=F("version") + 1):
        Minutes(network=meeting.network, meeting=meeting, synthetic=meeting.synthetic).save()
    if meeting.is_open:
        meeting.state = Meeting.State.HELD
        meeting.save(update_fields=["state"])


def _record(by: Actor, deed: str, decision: Decision, now: dt.datetime) -> None:
    subjects = [
        Reference("decision", decision.public_id),
        Reference("body", decision.body.public_id),
    ]
    if decision.subject is not None:
        subjects.append(decision.subject)
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=decision.network_id)
