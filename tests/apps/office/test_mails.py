"""The look of mails: text and html say the same, in three languages, and nothing is fetched to show them."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from tests.apps.office.messages import assert_says_the_same_twice, links_in
from voimala.accounts.models import User
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.office.services import queue_message

pytestmark = pytest.mark.django_db

LINK = "https://verkosto.example/l/abc/"
TEXT = """{% extends "office/mail/layout.txt" %}{% block content %}Hei {{ name }}!

{% include "office/mail/button.txt" with url=url label="Vastaa" personal=True %}

Terveisin Åke{% endblock %}"""
HTML = """{% extends "office/mail/layout.html" %}{% block content %}<p>Hei {{ name }}!</p>
{% include "office/mail/button.html" with url=url label="Vastaa" personal=True %}
<p>Terveisin Åke</p>{% endblock %}"""


@pytest.fixture(autouse=True)
def letters(settings: Any, tmp_path: Path) -> None:
    settings.ADDRESS = "https://verkosto.example"
    (tmp_path / "letter_subject.txt").write_text("Lähtisitkö mukaan, {{ name }}?")
    (tmp_path / "letter_message.txt").write_text(TEXT)
    (tmp_path / "letter_message.html").write_text(HTML)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [str(tmp_path)]}]


def write(now: dt.datetime, network: Network | None, template: str = "letter", **more: Any) -> Message:
    values = {"language": "fi", "context": {"name": "Aino & <Åke>", "url": LINK}, **more}
    return queue_message(
        to="aino@example.org", template=template, purpose="test", now=now, network=network, **values
    )


def test_a_letter_of_a_network_says_the_same_twice(now: dt.datetime, network: Network) -> None:
    message = write(now, network)
    assert_says_the_same_twice(message)
    assert links_in(message.text) == {LINK, f"https://verkosto.example/v/{network.code}/"}
    assert "Linkki on vain sinulle" in message.text
    assert "<Åke>" in message.text
    assert "<Åke>" not in message.html


def test_an_unpublished_network_is_named_and_not_linked(now: dt.datetime, network: Network) -> None:
    network.published = False
    message = write(now, network)
    assert_says_the_same_twice(message)
    assert links_in(message.text) == {LINK}
    assert str(network) in message.text


@pytest.mark.parametrize(
    ("language", "front", "words"),
    [("fi", "", "Hei Aino!"), ("sv", "sv/", "Hej Aino!"), ("en", "en/", "Hello Aino,")],
)
def test_the_letter_of_a_new_password_says_the_same_twice(
    now: dt.datetime, language: str, front: str, words: str
) -> None:
    context = {"user": User(name="Aino"), "password_reset_url": LINK}
    message = write(now, None, "account/email/password_reset_key", language=language, context=context)
    assert_says_the_same_twice(message)
    assert links_in(message.text) == {LINK, f"https://verkosto.example/{front}"}
    assert words in message.text
    assert f'<html lang="{language}">' in message.html
    assert "\n\n\n" not in message.text


def test_a_mail_fetches_nothing_and_stays_narrow(now: dt.datetime, network: Network) -> None:
    html = write(now, network).html
    fetched = r"<(img|script|link|iframe|video|svg)\b|\b(src|background)=|url\(|@import|@font-face"
    assert not re.search(fetched, html, re.IGNORECASE)
    assert "max-width:600px" in html
    assert "prefers-color-scheme: dark" in html


def test_the_button_has_the_networks_colour(now: dt.datetime, network: Network) -> None:
    network.accent = "6B1F45"
    assert "background:#6B1F45" in write(now, network).html
    assert "background:#0B5C5A" in write(now, None).html


def test_a_subject_is_one_line(now: dt.datetime, network: Network) -> None:
    message = write(now, network, context={"name": "a\r\nBcc: b@example.org", "url": LINK})
    assert message.subject == "Lähtisitkö mukaan, a Bcc: b@example.org?"
