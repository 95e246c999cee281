"""Makes messages for tests without a template: what stands in the outbox, not what it says."""

import datetime as dt
import re
from html import unescape
from typing import Any

from django.utils import timezone

from voimala.networks.models import Network
from voimala.office.models import Message


def make_message(network: Network | None, **fields: Any) -> Message:
    """One that waits, unless its fields say otherwise."""
    now = timezone.now()
    values = {
        "to": "aino.alanko@example.org",
        "subject": "Kysymys",
        "text": "Hei!\n",
        "language": "fi",
        "purpose": "test_asking",
        "written_at": now,
        "not_before": now,
        **fields,
    }
    return Message.objects.create(network=network, **values)


def make_sent(network: Network | None, **fields: Any) -> Message:
    """One that has left: address and text are forgotten."""
    gone = {"to": "", "subject": "", "text": "", "state": Message.State.SENT, "sent_at": timezone.now()}
    return make_message(network, **{**gone, **fields})


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def links_in(text: str) -> set[str]:
    return set(re.findall(r"https?://[^\s\"<>]+", text))


def words_of(html: str) -> str:
    """What somebody reads of it, in one line."""
    body = re.sub(r"<head>.*?</head>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(body).split())


def assert_says_the_same_twice(message: Message) -> None:
    """Plain text and html lead to the same places, and whoever reads only one of them misses nothing."""
    assert message.html
    assert links_in(unescape(message.html)) == links_in(message.text)
    seen = words_of(message.html)
    lines = [line.strip().rstrip(":") for line in message.text.splitlines()]
    told = [line for line in lines if line and line != "--" and not links_in(line)]
    assert [line for line in told if line not in seen] == []
