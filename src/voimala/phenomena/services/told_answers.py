"""What a coordinator does about a told need: reads it, makes it a need, answers, or says not now.

Every change is told to its sender. Doing the same again changes nothing and tells nobody twice.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.phenomena.models import Phenomenon, ToldNeed
from voimala.phenomena.models.plan import NeedPlan
from voimala.phenomena.models.told import LONGEST_ANSWER
from voimala.phenomena.services.briefs import start_brief
from voimala.phenomena.services.needs import frame_need
from voimala.phenomena.services.told_letters import tell_sender

State = ToldNeed.State


@transaction.atomic
def read_told_need(*, by: Actor, told: ToldNeed, now: dt.datetime) -> ToldNeed:
    """It leaves the desk; its sender hears that somebody has read it, once."""
    current = _open(by, told)
    if not current.waits:
        return current
    fresh = current.state == State.RECEIVED
    state = State.LOOKED_AT if fresh else State(current.state)
    _save(by, current, "told_need_read", now, state=state)
    if fresh:
        tell_sender(current, now)
    return current


@transaction.atomic
def take_up_told_need(*, by: Actor, told: ToldNeed, plan: NeedPlan, now: dt.datetime) -> Phenomenon:
    """Write down a need from what was told, with its brief begun; taken up again it is the same need.

    Raises:
        Refused: as `frame_need`, or its sender has withdrawn it.
    """
    current = _open(by, told)
    if current.phenomenon is not None:
        return current.phenomenon
    need = frame_need(
        by=by,
        network=current.network,
        now=now,
        plan=plan,
        synthetic=current.synthetic,
        form_key=f"told-{current.public_id}",
    )
    start_brief(by=by, phenomenon=need, now=now)
    current.phenomenon = need
    _save(by, current, "told_need_taken_up", now, state=State.NEED)
    tell_sender(current, now)
    return need


@transaction.atomic
def answer_told_need(*, by: Actor, told: ToldNeed, answer: str, now: dt.datetime) -> ToldNeed:
    """Answer its sender in words. What became a need stays one.

    Raises:
        Refused: nothing is said or too much, or the sender has withdrawn it.
    """
    current = _open(by, told)
    state = State.NEED if current.state == State.NEED else State.ANSWERED
    return _tell(by, current, "told_need_answered", now, answer=_checked(answer), state=state)


@transaction.atomic
def put_off_told_need(*, by: Actor, told: ToldNeed, answer: str, now: dt.datetime) -> ToldNeed:
    """Say that nothing comes of it now, and why.

    Raises:
        Refused: as `answer_told_need`, or it has become a need.
    """
    current = _open(by, told)
    if current.state == State.NEED:
        refuse_if({"answer": _("This has become a need already. Answer its sender instead.")})
    return _tell(by, current, "told_need_put_off", now, answer=_checked(answer), state=State.NOT_NOW)


def _open(by: Actor, told: ToldNeed) -> ToldNeed:
    """The row locked, so that the second of two who answer at once meets what the first one did."""
    access.require("phenomena.answer_told_need", by, told)
    locked = ToldNeed.objects.select_for_update(of=("self",)).select_related("network", "phenomenon")
    current: ToldNeed = locked.get(pk=told.pk)
    if current.was_withdrawn:
        refuse_if({"answer": _("The sender has withdrawn this. Nothing can be done about it any more.")})
    return current


def _checked(answer: str) -> str:
    kept = tidied(answer)
    if not kept:
        refuse_if({"answer": _("Write the sender a sentence or two.")})
    if len(kept) > LONGEST_ANSWER:
        refuse_if({"answer": _("Shorten the text to %(most)s characters.") % {"most": LONGEST_ANSWER}})
    return kept


def _tell(
    by: Actor, told: ToldNeed, deed: str, now: dt.datetime, *, answer: str, state: ToldNeed.State
) -> ToldNeed:
    if (told.answer, told.state, told.waits) == (answer, state, False):
        return told
    told.answer = answer
    _save(by, told, deed, now, state=state)
    tell_sender(told, now)
    return told


def _save(by: Actor, told: ToldNeed, deed: str, now: dt.datetime, *, state: ToldNeed.State) -> None:
    told.state, told.waits = state, False
    told.ended_at = now if told.is_over else None
    told.save(update_fields=["state", "waits", "answer", "ended_at", "phenomenon"])
    subjects = [told.reference]
    if told.phenomenon is not None:
        subjects.append(Reference("need", told.phenomenon.public_id))
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=told.network_id)
