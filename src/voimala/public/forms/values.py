"""What is published as the values of its form, as the form would send them, and in words."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from voimala.core.localized import LANGUAGES
from voimala.networks.models import Network
from voimala.public.models import Published
from voimala.public.models.plan import TEXTS

OWN = (
    "since", "until", "hashtags", "kind", "day", "starts_at", "ends_at", "last_day", "place", "municipality",
    "address", "cancelled",
)  # fmt: skip


def values_of(item: Published, network: Network) -> dict[str, Any]:
    """Initial values of the form."""
    texts = {f"{name}_{code}": getattr(item, f"{name}_{code}") for name in TEXTS for code in LANGUAGES}
    own = {name: getattr(item, name) for name in OWN if hasattr(item, name)}
    common = {"picture": item.picture, "comments_open": item.comments_open, "seen": item.version}
    return {**texts, **own, **common, **timing_of(item, ZoneInfo(network.timezone))}


def timing_of(item: Published, zone: ZoneInfo) -> dict[str, Any]:
    """When it goes out and until which day it stays, in the network's own zone."""
    last = item.hide_at.astimezone(zone) - dt.timedelta(microseconds=1) if item.hide_at else None
    found: dict[str, Any] = {"hide_on": last.date() if last else None}
    if item.publish_at is None:
        return {**found, "when": "draft"}
    if item.publish_at <= timezone.now():
        return {**found, "when": "now"}
    local = item.publish_at.astimezone(zone).replace(second=0, microsecond=0)
    return {**found, "when": "at", "publish_on": local.date(), "publish_time": local.time()}


def sent_values(item: Published, network: Network) -> dict[str, list[str]]:
    """The item as the form would send it: nothing for what is empty or not ticked."""
    found = {name: sent(value) for name, value in values_of(item, network).items()}
    return {name: [text] for name, text in found.items() if text}


def sent(value: Any) -> str:
    if value is True:
        return "on"
    if value in (None, False, "", []):
        return ""
    if isinstance(value, list):
        return " ".join(value)
    return str(value.pk) if hasattr(value, "pk") else str(value)


def in_words(form: forms.Form, name: str, value: Any) -> str:
    """A field's value as a reader sees it."""
    choices = getattr(form.fields[name], "choices", None)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return " ".join(value) or "–"
    if isinstance(value, dt.date):
        return date_format(value, "j.n.Y")
    if isinstance(value, str) and choices:
        return str(dict(choices).get(value, value))
    return str(value) if value else "–"
