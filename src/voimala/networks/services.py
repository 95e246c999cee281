"""Writes of a network itself, its words and its periods."""

import datetime as dt
import re

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.localized import columns
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network, Period, Region, Setting
from voimala.networks.models.network import CODE
from voimala.networks.models.standard import STANDARD_SETTINGS
from voimala.networks.openings import standard_words


class PeriodRefused(DomainError):
    """The days do not make a period."""


class CodeNotFree(DomainError):
    """The code is taken, or would not do in an address."""


@transaction.atomic
def start_network(
    *,
    by: Actor,
    now: dt.datetime,
    code: str,
    name: dict[str, str],
    short_name: str,
    region: str,
    starts: dt.date,
    ends: dt.date,
    published: bool = False,
) -> Network:
    """A network with the standard words of every app and its first period.

    Args:
        region: the region's Finnish name; a new region is made when there is none of that name.
        starts: first day of the period.
        ends: the day after its last day.

    Raises:
        CodeNotFree: another network has the code, or it has other signs than a–z, 0–9 and hyphens.
        PeriodRefused: it would end before it starts.
    """
    if not re.fullmatch(CODE, code):
        raise CodeNotFree(_("Use small letters a–z, digits and hyphens."), where=code)
    if Network.objects.filter(code=code).exists():
        raise CodeNotFree(_("There is already a network with this code: choose another."), where=code)
    if ends <= starts:
        raise PeriodRefused(_("A period ends after it starts."), where=ends.isoformat())
    place = Region.objects.filter(name_fi=region).first()
    network = Network(
        code=code,
        short_name=short_name,
        published=published,
        region=place or Region.objects.create(code=slugify(region)[:40], name_fi=region),
        **columns("name", name),
    )
    access.require("networks.start_network", by, network)
    network.save()
    add_standard_settings(network=network)
    standard_words.gather(network)
    Period.objects.create(network=network, starts=starts, ends=ends, **columns("name", season(starts)))
    events.record(
        by=by,
        deed="network_started",
        subjects=[Reference("network", network.public_id)],
        now=now,
        network_id=network.pk,
    )
    return network


def season(day: dt.date) -> dict[str, str]:
    """What a period that starts on this day is called: spring to July, autumn from August."""
    half = ("Kevät", "Våren", "Spring") if day.month < 8 else ("Syksy", "Hösten", "Autumn")
    return {language: f"{word} {day.year}" for language, word in zip(("fi", "sv", "en"), half, strict=True)}


@transaction.atomic
def add_standard_settings(*, network: Network) -> None:
    """Give a network its own copy of the standard settings; those it already has stay as they are."""
    Setting.objects.bulk_create(
        (
            Setting(
                network=network,
                code=word.code,
                name_fi=word.fi,
                name_sv=word.sv,
                name_en=word.en,
                sources=list(word.sources),
                order=order,
            )
            for order, word in enumerate(STANDARD_SETTINGS)
        ),
        ignore_conflicts=True,
    )
