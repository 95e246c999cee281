"""Writes of a network itself, its words, its places and its periods."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.localized import columns
from voimala.core.references import Reference
from voimala.core.text import sort_key
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network, Period, Region, Setting, TargetGroup
from voimala.networks.models.network import CODE
from voimala.networks.models.standard import STANDARD_SETTINGS, STANDARD_TARGET_GROUPS
from voimala.networks.openings import standard_words

AUTUMN = 8
"""The month in which the autumn season begins."""
SHORTEST_PERIOD = dt.timedelta(days=60)
"""A network's first period is at least this long."""


class PeriodRefused(DomainError):
    """The days do not make a period."""


class CodeNotFree(DomainError):
    """The code is taken, or would not do in an address."""


class PlaceRefused(DomainError):
    """The municipality cannot be added."""


class NoPlaces(DomainError):
    """The region has no municipalities, and no need can be framed without one."""


class Place(NamedTuple):
    """A municipality to add: its name and an approximate centre in degrees (WGS 84), where it is known."""

    name: dict[str, str]
    latitude: float | None = None
    longitude: float | None = None


@transaction.atomic
def start_network(
    *,
    by: Actor,
    now: dt.datetime,
    code: str,
    name: dict[str, str],
    short_name: str,
    region: str | dict[str, str],
    starts: dt.date,
    ends: dt.date,
    published: bool = False,
    opening: Network.Opening = Network.Opening.PARTNERSHIP,
    municipalities: Sequence[Place] = (),
) -> Network:
    """A network with the standard words of every app, its places and its first period.

    Args:
        region: its names, or the Finnish one alone; a new region is made when there is none of that name.
        municipalities: added to the region; needed unless the region has some.
        starts: first day of the period.
        ends: the day after its last day.

    Raises:
        CodeNotFree: another network has the code, or it has other signs than a–z, 0–9 and hyphens.
        PeriodRefused: it would end before it starts.
        PlaceRefused: one of the municipalities is another region's.
        NoPlaces: the region would have no municipalities.
    """
    if not re.fullmatch(CODE, code):
        raise CodeNotFree(_("Use small letters a–z, digits and hyphens."), where=code)
    if Network.objects.filter(code=code).exists():
        raise CodeNotFree(_("There is already a network with this code: choose another."), where=code)
    if ends <= starts:
        raise PeriodRefused(_("A period ends after it starts."), where=ends.isoformat())
    network = Network(
        code=code, short_name=short_name, published=published, opening=opening, **columns("name", name)
    )
    access.require("networks.start_network", by, network)
    names = {"fi": region} if isinstance(region, str) else region
    network.region = _region_named(names)
    try:
        with transaction.atomic():
            network.save()
    except IntegrityError as taken:  # by somebody else at the same moment
        raise CodeNotFree(
            _("There is already a network with this code: choose another."), where=code
        ) from taken
    add_municipalities(region=network.region, municipalities=municipalities)
    if not network.region.municipalities.exists():
        raise NoPlaces(_("This region has no municipalities yet: give them too."), where=names["fi"])
    add_standard_settings(network=network)
    add_standard_target_groups(network=network)
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


def _region_named(names: dict[str, str]) -> Region:
    """The region of that Finnish name, made when there is none yet."""
    known: Region | None = Region.objects.filter(name_fi=names["fi"]).first()
    if known is not None:
        return known
    return Region.objects.create(code=slugify(names["fi"])[:40], **columns("name", names))


def season(day: dt.date) -> dict[str, str]:
    """What a period that starts on this day is called: spring to July, autumn from August."""
    half = ("Kevät", "Våren", "Spring") if day.month < AUTUMN else ("Syksy", "Hösten", "Autumn")
    return {language: f"{word} {day.year}" for language, word in zip(("fi", "sv", "en"), half, strict=True)}


def season_around(day: dt.date) -> tuple[dt.date, dt.date]:
    """First day of the season that holds the day, and the day after its last."""
    autumn = dt.date(day.year, AUTUMN, 1)
    return (dt.date(day.year, 1, 1), autumn) if day < autumn else (autumn, dt.date(day.year + 1, 1, 1))


def end_of_season(day: dt.date) -> dt.date:
    """The next 1 August or 1 January that is at least two months away: where a first period ends."""
    turns = [dt.date(year, month, 1) for year in (day.year, day.year + 1) for month in (1, AUTUMN)]
    return next(turn for turn in [*turns, dt.date(day.year + 2, 1, 1)] if turn - day >= SHORTEST_PERIOD)


@transaction.atomic
def ensure_period(*, by: Actor, network: Network, now: dt.datetime) -> Period:
    """The network's running period, else the coming one; without either, the season of today is opened.

    A season begins where the last period ended, if that was within it.
    """
    access.require("networks.ensure_period", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    today = network.today(now)
    periods = Period.objects.of(network)
    planned: Period | None = periods.planned_on(today)
    if planned is not None:
        return planned
    starts, ends = season_around(today)
    last = periods.order_by("-ends").first()
    opened = Period.objects.create(
        network=network,
        starts=max(starts, last.ends) if last else starts,
        ends=ends,
        **columns("name", season(starts)),
    )
    events.record(
        by=by,
        deed="period_opened",
        subjects=[Reference("network", network.public_id)],
        now=now,
        network_id=network.pk,
    )
    return opened


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


@transaction.atomic
def add_standard_target_groups(*, network: Network) -> None:
    """Give a network its own copy of the standard target groups; those it already has stay as they are."""
    TargetGroup.objects.bulk_create(
        (
            TargetGroup(
                network=network,
                code=word.code,
                name_fi=word.fi,
                name_sv=word.sv,
                name_en=word.en,
                order=order,
            )
            for order, word in enumerate(STANDARD_TARGET_GROUPS)
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def add_municipalities(*, region: Region, municipalities: Sequence[Place]) -> None:
    """Add the municipalities to the region; those it has already stay as they are.

    Raises:
        PlaceRefused: a municipality of that name belongs to another region.
    """
    rows = [
        Municipality(
            region=region,
            code=municipality_code(place.name["fi"]),
            latitude=place.latitude,
            longitude=place.longitude,
            sort_key=sort_key(place.name["fi"]),
            **columns("name", place.name),
        )
        for place in municipalities
    ]
    codes = [row.code for row in rows]
    elsewhere = Municipality.objects.filter(code__in=codes).exclude(region=region).select_related("region")
    for taken in elsewhere:
        message = _("This municipality is already in the region %(region)s.") % {"region": taken.region}
        raise PlaceRefused(message, where=str(taken))
    Municipality.objects.bulk_create(rows, ignore_conflicts=True)


def municipality_code(name: str) -> str:
    """The Finnish name in small letters a–z, digits and hyphens; "" when it has none of them."""
    return slugify(name)[:60]
