"""A network, the host names that show it, and its planning periods."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.viewer import Viewer, sees_all
from voimala.networks.models.geography import Region
from voimala.networks.models.owned import Owned, OwnedQuerySet
from voimala.networks.models.part import Part

CODE = r"^[a-z0-9-]+$"
is_code = RegexValidator(CODE, _("Use small letters a–z, digits and hyphens."))
is_host = RegexValidator(r"^[a-z0-9.-]+$", _("Write the host in small letters, without https:// and port."))
is_colour = RegexValidator(r"^[0-9A-F]{6}$", _("Write the colour as six hexadecimal digits, such as 0B5C5A."))


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, viewer: Viewer) -> "NetworkQuerySet":
        """Published networks, and the viewer's own."""
        if sees_all(viewer):
            return self
        return self.filter(Q(published=True) | Q(pk__in=viewer.network_ids))


def all_parts() -> list[str]:
    """A new network uses everything; what it leaves out is its own choice."""
    return [part.value for part in Part]


class Network(Identified, Versioned, MayBeSynthetic, Sourced):
    """One regional network: the tenant that owns everything else.

    `parts` are codes of `Part`. `words` holds the network's own words over the common terms, as
    `networks.words` reads them: {"groups": {"fi": "Kehittäjäryhmät", "sv": "", "en": ""}}.
    """

    class Opening(models.TextChoices):
        """What the front page says first."""

        PARTNERSHIP = "partnership", pgettext_lazy("opening", "Partners and what they have agreed on")
        ADVOCACY = "advocacy", pgettext_lazy("opening", "Campaigns, happenings and hashtags")
        PLAN = "plan", pgettext_lazy("opening", "The regional plan and continuous services")
        BEGINNING = "beginning", pgettext_lazy("opening", "What we are starting, and how to join")

    code = models.CharField(max_length=40, unique=True, validators=[is_code])
    name = Localized(models.CharField(_("name"), max_length=200))
    short_name = models.CharField(_("short name"), max_length=60)
    summary = Localized(models.TextField(_("who we are"), blank=True))
    headline = Localized(models.CharField(_("headline"), max_length=160, blank=True))
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="networks")
    opening = models.CharField(
        _("the front page opens on"), max_length=12, choices=Opening, default=Opening.PARTNERSHIP
    )
    parts = models.JSONField(_("parts in use"), default=all_parts)
    words = models.JSONField(_("own words"), default=dict, blank=True)
    hashtags = models.JSONField(_("hashtags"), default=list, blank=True)
    logo = models.FileField(_("logo"), upload_to="logos", blank=True)
    accent = models.CharField(_("accent colour"), max_length=6, default="0B5C5A", validators=[is_colour])
    timezone = models.CharField(max_length=40, default="Europe/Helsinki")
    published = models.BooleanField(_("published"), default=False)
    updated_on = models.DateField(_("page updated"), null=True, blank=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("network")

    def __str__(self) -> str:
        return str(self.name)

    def uses(self, part: str) -> bool:
        """Does the network use this part of the platform?"""
        return part in self.parts

    def today(self, now: dt.datetime) -> dt.date:
        """The day in the network's own time zone: validity ranges turn at its midnight."""
        return now.astimezone(ZoneInfo(self.timezone)).date()


class HostQuerySet(models.QuerySet["Host"]):
    def named(self, host: str) -> "HostQuerySet":
        """By the host of a request: a port, capitals and a final dot do not matter."""
        name = host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
        return self.filter(name=name.lower().rstrip("."))


class Host(models.Model):
    """A host name that shows one network at `/`."""

    name = models.CharField(max_length=253, unique=True, validators=[is_host])
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="hosts")

    objects = HostQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class PeriodQuerySet(OwnedQuerySet):
    def planned_on(self, day: dt.date) -> "Period | None":
        """The period that runs on the day, else the next one; None when there is neither.

        Of two that run at once it is the one that began first. Meant for the periods of one network.
        """
        found: Period | None = self.filter(ends__gt=day).order_by("starts", "pk").first()
        return found


class Period(Owned, Identified):
    """A planning period, half-open: `starts` belongs to it, `ends` no longer does."""

    name = Localized(models.CharField(_("name"), max_length=80))
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts"]
        verbose_name = _("period")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def contains(self, day: dt.date) -> bool:
        return self.starts <= day < self.ends

    @property
    def forgotten_on(self) -> dt.date:
        """From this day, a year after the end, nothing about single people is kept of the period."""
        try:
            return self.ends.replace(year=self.ends.year + 1)
        except ValueError:  # it ended on a leap day
            return dt.date(self.ends.year + 1, 3, 1)
