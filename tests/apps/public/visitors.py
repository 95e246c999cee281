"""Published things with comments open, and what visitors write, for tests."""

import datetime as dt
from typing import Any

from voimala.core.viewer import visiting
from voimala.networks.models import Network
from voimala.public.models import Comment, ContactMessage, News
from voimala.public.services.visitors import send_contact_message, write_comment

TEXT = "Hieno uutinen, kiitos!"
EMAIL = "lukija@example.org"


def make_news(network: Network, now: dt.datetime, **fields: Any) -> News:
    values = {"title_fi": "Kuoro aloittaa", "comments_open": True, **fields}
    values.setdefault("publish_at", now - dt.timedelta(days=1))
    return News.objects.create(network=network, **values)


def make_comment(news: News, now: dt.datetime, **words: Any) -> Comment:
    values = {"name": "Nimimerkki (malli 1)", "email": EMAIL, "text": TEXT, "language": "fi", **words}
    return write_comment(by=visiting(), subject=news, now=now, **values)


def make_contact_message(network: Network, now: dt.datetime, **words: Any) -> ContactMessage:
    values = {"name": "Kysyjä (malli 1)", "email": EMAIL, "text": "Miten mukaan?", "language": "fi", **words}
    return send_contact_message(by=visiting(), network=network, now=now, **values)
