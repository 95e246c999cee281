"""What coordinators do with what visitors sent, and when it is forgotten."""

import datetime as dt

from django.db import transaction

from voimala.core import access, events
from voimala.core.viewer import Actor
from voimala.public.models import Comment, ContactMessage
from voimala.public.models.visitors import KEPT_AFTER_DECISION, MESSAGE_KEPT

State = Comment.State


@transaction.atomic
def show_comment(*, by: Actor, comment: Comment, now: dt.datetime) -> Comment:
    """Everybody who sees the network sees it from now on."""
    return _decide(by, comment, State.SHOWN, "comment_shown", now)


@transaction.atomic
def refuse_comment(*, by: Actor, comment: Comment, now: dt.datetime) -> Comment:
    """It is not shown. In thirty days it is deleted; until then the decision can be undone."""
    return _decide(by, comment, State.REFUSED, "comment_refused", now)


@transaction.atomic
def undo_decision(*, by: Actor, comment: Comment, now: dt.datetime) -> Comment:
    """It waits again, as if nobody had decided."""
    return _decide(by, comment, State.HELD, "comment_decision_undone", now)


def _decide(by: Actor, comment: Comment, state: Comment.State, deed: str, now: dt.datetime) -> Comment:
    access.require("public.moderate", by, comment)
    current: Comment = Comment.objects.select_for_update().get(pk=comment.pk)
    decided_at = None if state == State.HELD else now
    if current.state == state and (current.decided_at is None) == (decided_at is None):
        return current
    current.state, current.decided_at = state, decided_at
    current.save(update_fields=["state", "decided_at"])
    events.record(
        by=by,
        deed=deed,
        subjects=[current.reference, current.subject],
        now=now,
        network_id=current.network_id,
    )
    return current


@transaction.atomic
def mark_answered(
    *, by: Actor, message: ContactMessage, now: dt.datetime, answered: bool = True
) -> ContactMessage:
    """Note that somebody has answered, or that nobody has after all."""
    access.require("public.read_contact", by, message)
    current: ContactMessage = ContactMessage.objects.select_for_update().get(pk=message.pk)
    if (current.answered_at is not None) == answered:
        return current
    current.answered_at = now if answered else None
    current.save(update_fields=["answered_at"])
    deed = "contact_message_answered" if answered else "contact_message_reopened"
    events.record(by=by, deed=deed, subjects=[current.reference], now=now, network_id=current.network_id)
    return current


def forget_commenters(now: dt.datetime) -> int:
    """Delete refused comments and all e-mail addresses in thirty days; addresses in a year anyhow."""
    refused = Comment.objects.filter(state=State.REFUSED, decided_at__lte=now - KEPT_AFTER_DECISION)
    gone, _kinds = refused.delete()
    return gone + Comment.objects.past_their_time(now).update(email="")


def forget_contact_messages(now: dt.datetime) -> int:
    """Delete messages a year after they came."""
    gone, _kinds = ContactMessage.objects.filter(received_at__lte=now - MESSAGE_KEPT).delete()
    return gone
