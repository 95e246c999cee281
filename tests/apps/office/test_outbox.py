"""The outbox: what is written, sent, retried, forgotten, and never sent twice."""

import datetime as dt
import smtplib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import transaction
from django.template import TemplateDoesNotExist

from voimala.core.slots import personal_data
from voimala.office.models import Message
from voimala.office.services import BACK_OFF, CLAIM, NoAddress, Round, outbox, queue_message, send_waiting
from voimala.office.services.links import forget_links
from voimala.office.services.outbox import ADDRESS_KEPT, ROW_KEPT, forget_messages
from voimala.office.services.tries import forget_tries

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def letters(settings: Any, tmp_path: Path) -> None:
    """Two templates: one with html, one without."""
    (tmp_path / "hello_subject.txt").write_text('{% load i18n %}{% translate "Sign out" %}\n {{ name }}\n')
    (tmp_path / "hello_message.txt").write_text("Hei {{ name }}!\n\n")
    (tmp_path / "hello_message.html").write_text("<p>Hei {{ name }}!</p>\n")
    (tmp_path / "plain_subject.txt").write_text("Plain")
    (tmp_path / "plain_message.txt").write_text("Plain text")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]


class Refusing(BaseEmailBackend):
    """A mail server that refuses with the errors it is given, one for each attempt, then accepts."""

    _left: Iterator[Exception] = iter(())

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        refusal = next(type(self)._left, None)
        if refusal is not None:
            raise refusal
        mail.outbox.extend(email_messages)
        return len(email_messages)

    @classmethod
    def with_errors(cls, *refusals: Exception) -> None:
        cls._left = iter(refusals)


@pytest.fixture
def refusing(settings: Any) -> type[Refusing]:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return Refusing


def write(
    now: dt.datetime, template: str = "hello", *, language: str = "sv", to: str = "a@example.org", **more: Any
) -> Message:
    return queue_message(
        to=to,
        template=template,
        language=language,
        context={"name": "Aino & Åke"},
        purpose="test",
        now=now,
        **more,
    )


def test_a_message_is_written_in_the_recipients_language(now: dt.datetime) -> None:
    message = write(now)
    assert message.subject == "Logga ut Aino & Åke"
    assert message.html == "<p>Hei Aino &amp; Åke!</p>"
    assert (message.language, message.state, message.not_before) == ("sv", "waiting", now)


def test_html_is_optional(now: dt.datetime) -> None:
    assert write(now, "plain").html == ""


def test_a_message_leaves_only_if_the_deed_is_kept(now: dt.datetime) -> None:
    @transaction.atomic
    def failing_deed() -> None:
        write(now)
        raise RuntimeError("the deed failed")

    with pytest.raises(RuntimeError):
        failing_deed()
    assert not Message.objects.exists()


def test_sending_forgets_the_text_and_the_address(now: dt.datetime) -> None:
    message = write(now)
    assert send_waiting(now=now, limit=10) == Round(sent=1)
    sent = mail.outbox[0]
    assert (sent.to, sent.body) == (["a@example.org"], "Hei Aino & Åke!\n")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.purpose) == ("sent", now, "test")
    assert [message.to, message.subject, message.text, message.html] == [""] * 4


def test_what_is_sent_is_not_sent_again(now: dt.datetime) -> None:
    write(now)
    send_waiting(now=now, limit=10)
    assert send_waiting(now=now + dt.timedelta(days=1), limit=10) == Round()
    assert len(mail.outbox) == 1


def test_the_limit_holds_and_the_longest_waiting_go_first(now: dt.datetime) -> None:
    for minutes, name in enumerate(("third", "second", "first")):
        write(now - minutes * MINUTE, to=f"{name}@example.org")
    assert send_waiting(now=now, limit=2) == Round(sent=2)
    assert [message.to for message in mail.outbox] == [["first@example.org"], ["second@example.org"]]


def test_a_failure_is_tried_again_later_and_later_then_given_up(
    now: dt.datetime, refusing: type[Refusing]
) -> None:
    refusing.with_errors(*[ConnectionRefusedError("no answer")] * 10)
    message = write(now)
    at = now
    for pause in BACK_OFF:
        assert send_waiting(now=at, limit=10) == Round(postponed=1)
        assert send_waiting(now=at + pause - dt.timedelta(seconds=1), limit=10) == Round()
        at += pause
    assert send_waiting(now=at, limit=10) == Round(failed=1)
    message.refresh_from_db()
    assert (message.state, message.error, message.text) == ("failed", "no answer", "")
    assert message.to == "a@example.org"
    assert not mail.outbox


def test_a_failure_that_passes_ends_in_one_mail(now: dt.datetime, refusing: type[Refusing]) -> None:
    refusing.with_errors(smtplib.SMTPServerDisconnected("gone"))
    write(now)
    assert send_waiting(now=now, limit=10) == Round(postponed=1)
    assert send_waiting(now=now + BACK_OFF[0], limit=10) == Round(sent=1)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user")}),
        smtplib.SMTPSenderRefused(553, b"no", "x"),
        ValueError("header"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(
    now: dt.datetime, refusing: type[Refusing], refusal: Exception
) -> None:
    refusing.with_errors(refusal)
    write(now)
    assert send_waiting(now=now, limit=10) == Round(failed=1)


@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"busy")}),
        smtplib.SMTPAuthenticationError(535, b"bad password"),
        smtplib.SMTPConnectError(421, b"later"),
        TimeoutError("slow"),
    ],
)
def test_a_refusal_for_now_is_tried_again(
    now: dt.datetime, refusing: type[Refusing], refusal: Exception
) -> None:
    refusing.with_errors(refusal)
    write(now)
    assert send_waiting(now=now, limit=10) == Round(postponed=1)


def test_one_bad_address_does_not_stop_the_others(now: dt.datetime, refusing: type[Refusing]) -> None:
    refusing.with_errors(smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}))
    write(now - MINUTE)
    write(now, to="b@example.org")
    assert send_waiting(now=now, limit=10) == Round(sent=1, failed=1)


def test_two_senders_do_not_send_the_same_message(now: dt.datetime) -> None:
    """The second sender read the list before the first one claimed."""
    message = write(now)
    seen_by_both = Message.objects.get(pk=message.pk)
    assert send_waiting(now=now, limit=10) == Round(sent=1)
    assert not outbox._claim(seen_by_both, now)


def test_after_a_crash_in_the_middle_nothing_is_sent_twice(
    now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine stops after the mail has left, before that is written down."""
    message = write(now)

    def stop(*_: object) -> Round:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "_send", stop)
        with pytest.raises(KeyboardInterrupt):
            send_waiting(now=now, limit=10)
    assert send_waiting(now=now + CLAIM - MINUTE, limit=10) == Round()
    assert send_waiting(now=now + CLAIM, limit=10) == Round(failed=1)
    message.refresh_from_db()
    assert message.state == "failed"
    assert "may have arrived" in message.error
    assert not mail.outbox


def test_the_command_sends_what_waits(now: dt.datetime, capsys: pytest.CaptureFixture[str]) -> None:
    write(now - MINUTE)
    call_command("send_messages")
    assert len(mail.outbox) == 1
    assert capsys.readouterr().out == "sent 1, postponed 0, failed 0\n"
    call_command("send_messages")
    assert capsys.readouterr().out == ""


def test_the_loop_goes_on_until_it_is_stopped(
    now: dt.datetime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pauses: list[int] = []

    def pause(seconds: int) -> None:
        pauses.append(seconds)
        if len(pauses) > 1:
            raise KeyboardInterrupt
        write(now - MINUTE)

    monkeypatch.setattr("voimala.office.management.commands.send_messages.time.sleep", pause)
    monkeypatch.setattr(
        "voimala.office.management.commands.send_messages.close_old_connections", lambda: None
    )
    call_command("send_messages", "--loop", "--every", "3")
    assert pauses == [3, 3]
    assert len(mail.outbox) == 1
    assert capsys.readouterr().out.endswith("stopped\n")


def test_text_is_no_markup_and_html_is(now: dt.datetime) -> None:
    message = write(now, language="fi")
    assert message.text == "Hei Aino & Åke!\n"
    assert message.html == "<p>Hei Aino &amp; Åke!</p>"


def test_the_same_key_writes_nothing_again(now: dt.datetime) -> None:
    first, again, other = (write(now, key=key) for key in ("asking:1", "asking:1", "asking:2"))
    assert (again, other == first) == (first, False)
    assert Message.objects.count() == 2
    send_waiting(now=now, limit=10)
    assert write(now, key="asking:1").state == "sent"
    assert send_waiting(now=now + dt.timedelta(days=1), limit=10) == Round()
    assert len(mail.outbox) == 2


def test_messages_without_a_key_are_as_many_as_are_asked_for(now: dt.datetime) -> None:
    assert write(now) != write(now)


def test_nobody_is_written_to_without_an_address(now: dt.datetime) -> None:
    with pytest.raises(NoAddress, match="sähköpostiosoite"):
        write(now, to="")
    assert not Message.objects.exists()


def test_a_template_that_includes_a_missing_one_is_a_fault(now: dt.datetime, tmp_path: Path) -> None:
    """A message without html is written only when it was meant to have none."""
    (tmp_path / "broken_subject.txt").write_text("Broken")
    (tmp_path / "broken_message.txt").write_text("Broken")
    (tmp_path / "broken_message.html").write_text('{% extends "nowhere.html" %}')
    with pytest.raises(TemplateDoesNotExist, match="nowhere"):
        write(now, "broken")


def test_nothing_leaves_the_demonstration(now: dt.datetime, settings: Any) -> None:
    settings.DEMO = True
    message = write(now)
    assert send_waiting(now=now, limit=10) == Round()
    message.refresh_from_db()
    assert (message.state, message.text) == ("waiting", "Hei Aino & Åke!\n")
    assert not mail.outbox


def test_what_failed_loses_its_address_in_a_month_and_all_rows_go_in_a_year(
    now: dt.datetime, refusing: type[Refusing]
) -> None:
    refusing.with_errors(smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no a@example.org")}))
    message = write(now)
    send_waiting(now=now, limit=10)
    waiting = write(now, to="b@example.org")
    assert forget_messages(now + ADDRESS_KEPT - MINUTE) == 0
    assert forget_messages(now + ADDRESS_KEPT) == 1
    message.refresh_from_db()
    assert (message.to, message.subject, message.error, message.state) == ("", "", "", "failed")
    assert forget_messages(now + ROW_KEPT) == 1
    assert Message.objects.get() == waiting


def test_every_night_forgets_messages_links_and_tries() -> None:
    assert {forget_messages, forget_links, forget_tries} <= set(personal_data)
