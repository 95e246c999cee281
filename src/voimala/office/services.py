"""Writes of the outbox: put a message in, send what waits. Who is written to and why is decided above."""

import datetime as dt
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import translation

from voimala.office.models import Message

# How long to wait before the next attempt; after the last of them the message has failed.
BACK_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# A sender that has not reported back in this time is taken to have died in the middle.
CLAIM = dt.timedelta(minutes=15)
PERMANENT_FROM = 500


@dataclass(frozen=True)
class Round:
    """What one round of sending did, in messages."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0

    def __add__(self, other: "Round") -> "Round":
        return Round(self.sent + other.sent, self.postponed + other.postponed, self.failed + other.failed)


@transaction.atomic
def queue_message(
    *,
    to: str,
    template: str,
    language: str,
    context: Mapping[str, Any],
    purpose: str,
    now: dt.datetime,
) -> Message:
    """Write a message in the recipient's language; it leaves the house only after the caller's transaction.

    Args:
        template: how `…_subject.txt`, `…_message.txt` and, if there is one, `…_message.html` begin.
    """
    with translation.override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", dict(context)).split())
        text = render_to_string(f"{template}_message.txt", dict(context)).strip() + "\n"
        try:
            html = render_to_string(f"{template}_message.html", dict(context)).strip()
        except TemplateDoesNotExist:
            html = ""
    return Message.objects.create(
        to=to,
        subject=subject[:200],
        text=text,
        html=html,
        language=language,
        purpose=purpose,
        written_at=now,
        not_before=now,
    )


def send_waiting(*, now: dt.datetime, limit: int) -> Round:
    """Send up to `limit` waiting messages, each claimed by one conditional update.

    Two senders never send the same message. One whose sender died between claim and report is not
    sent again, since it may have left: it fails and says so.
    """
    done = Round(failed=_give_up_interrupted(now))
    connection = get_connection()
    try:
        for message in Message.objects.due(now)[:limit]:
            if _claim(message, now):
                done += _send(message, connection, now)
    finally:
        connection.close()
    return done


def _give_up_interrupted(now: dt.datetime) -> int:
    return Message.objects.interrupted(now).update(
        state=Message.State.FAILED,
        error="interrupted while sending: it may have arrived",
        text="",
        html="",
    )


def _claim(message: Message, now: dt.datetime) -> bool:
    """True for the one sender that gets it. Committed before the mail leaves."""
    waiting = Message.objects.filter(pk=message.pk, state=Message.State.WAITING, attempts=message.attempts)
    message.attempts += 1
    taken = waiting.update(state=Message.State.SENDING, attempts=message.attempts, not_before=now + CLAIM)
    return bool(taken)


def _send(message: Message, connection: BaseEmailBackend, now: dt.datetime) -> Round:
    try:
        _mail(message, connection).send()
    except (smtplib.SMTPException, OSError, ValueError) as failure:
        connection.close()
        return _put_off(message, failure, now)
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENT, sent_at=now, to="", subject="", text="", html="", error=""
    )
    return Round(sent=1)


def _mail(message: Message, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": message.language},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _put_off(message: Message, failure: Exception, now: dt.datetime) -> Round:
    tried_enough = message.attempts > len(BACK_OFF)
    if tried_enough or is_permanent(failure):
        Message.objects.filter(pk=message.pk).update(
            state=Message.State.FAILED, error=str(failure)[:300], text="", html=""
        )
        return Round(failed=1)
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.WAITING,
        error=str(failure)[:300],
        not_before=now + BACK_OFF[message.attempts - 1],
    )
    return Round(postponed=1)


def is_permanent(failure: Exception) -> bool:
    """No later attempt can help: the address is refused (5xx) or cannot be written into a mail."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT_FROM for code, _ in failure.recipients.values())
    if isinstance(failure, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(failure, smtplib.SMTPResponseException):
        return failure.smtp_code >= PERMANENT_FROM
    return isinstance(failure, ValueError)
