"""Writes of the outbox: put a message in, send what waits. Who is written to and why is decided above."""

import datetime as dt
import re
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from voimala.core.colour import VOIMALA, derive_accent
from voimala.core.errors import DomainError
from voimala.networks.models import Network
from voimala.office.models.message import INTERRUPTED, Message
from voimala.office.openings import sent

SUBJECT_LENGTH = 200
EMPTY_LINES = re.compile(r"\n{3,}")

# How long to wait before the next attempt; after the last of them the message has failed.
BACK_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
# A sender that has not reported back in this time is taken to have died in the middle.
CLAIM = dt.timedelta(minutes=15)
PERMANENT_FROM = 500
# How long a message that did not leave keeps its address, and any message its row.
ADDRESS_KEPT = dt.timedelta(days=30)
ROW_KEPT = dt.timedelta(days=365)


class NoAddress(DomainError):
    """Nobody can be written to without an address."""


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
    network: Network | None = None,
    key: str | None = None,
) -> Message:
    """Write a message in the recipient's language; it leaves the house only after the caller's transaction.

    Args:
        template: how `…_subject.txt`, `…_message.txt` and, if there is one, `…_message.html` begin. They get
            `context`, and `network`, `address` (of the installation) and `accent` for the layouts.
        purpose: a code that an app has words for in the slot `purposes`.
        key: names what the message tells. Of several with one key only the first is written, and is the
            answer to all, however many ask at once.

    Raises:
        NoAddress: `to` is empty.
    """
    if not to:
        raise NoAddress(_("Nobody can be written to without an e-mail address: add one first."))
    written: Message | None = Message.objects.filter(key=key).first() if key is not None else None
    if written is not None:
        return written
    message = Message(
        network=network,
        key=key,
        to=to,
        language=language,
        purpose=purpose,
        written_at=now,
        not_before=now,
        **_written(template, language, {**_for_layouts(network), **context}),
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if key is None:
            raise
        message = Message.objects.get(key=key)
    return message


def _for_layouts(network: Network | None) -> dict[str, Any]:
    tones = derive_accent(network.accent) if network else VOIMALA
    return {"network": network, "address": settings.ADDRESS, "accent": tones}


def _written(template: str, language: str, context: dict[str, Any]) -> dict[str, str]:
    """Subject and text as they are, html escaped."""
    with translation.override(language):
        subject = " ".join(_plain(f"{template}_subject.txt", context).split())
        text = EMPTY_LINES.sub("\n\n", _plain(f"{template}_message.txt", context)).strip() + "\n"
        try:
            html = render_to_string(f"{template}_message.html", {**context, "subject": subject}).strip()
        except TemplateDoesNotExist as missing:
            if missing.args != (f"{template}_message.html",):
                raise
            html = ""
    return {"subject": subject[:SUBJECT_LENGTH], "text": text, "html": html}


def _plain(name: str, context: dict[str, Any]) -> str:
    """Text is no markup: an ampersand stays one."""
    template: Template = get_template(name).template  # type: ignore[attr-defined]  # of Django's own engine
    return template.render(Context(context, autoescape=False))


def send_waiting(*, now: dt.datetime, limit: int) -> Round:
    """Send up to `limit` waiting messages, each claimed by one conditional update.

    Two senders never send the same message. One whose sender died between claim and report is not
    sent again, since it may have left: it fails and says so. Nothing leaves the demonstration, where
    messages wait to be read on a page.
    """
    if settings.DEMO:
        return Round()
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
        error=INTERRUPTED,
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
    _note_sent(message, now)
    return Round(sent=1)


@transaction.atomic
def _note_sent(message: Message, now: dt.datetime) -> None:
    """Address and text are forgotten, and whoever waited for the message to leave is told."""
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENT, sent_at=now, to="", subject="", text="", html="", error=""
    )
    sent.gather(message, now)


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


def forget_messages(now: dt.datetime) -> int:
    """Take the address from what failed long ago, and delete the rows of what is older still."""
    failed = Message.objects.filter(state=Message.State.FAILED, written_at__lte=now - ADDRESS_KEPT)
    forgotten = failed.exclude(to="").update(to="", subject="", error="")
    over = Message.objects.filter(state__in=(Message.State.SENT, Message.State.FAILED))
    gone, _kinds = over.filter(written_at__lte=now - ROW_KEPT).delete()
    return forgotten + gone
