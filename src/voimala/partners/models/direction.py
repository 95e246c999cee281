"""Where the network is going and what it has run: visions, goals, projects. Facts with sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField
from voimala.core.localized import Localized
from voimala.core.models import Identified, Sourced
from voimala.networks.models import Owned, PublicQuerySet


class Vision(Owned, Sourced):
    """What the network wants to be by a year."""

    year = models.PositiveSmallIntegerField()
    text = Localized(models.CharField(_("vision"), max_length=200))

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"


class Goal(Owned, Identified, Sourced):
    """One goal of the network, on one of four levels."""

    class Level(models.TextChoices):
        REGIONAL = "regional", pgettext_lazy("goal", "Region")
        EDUCATION = "education", pgettext_lazy("goal", "Education")
        WORKING_LIFE = "working_life", pgettext_lazy("goal", "Working life")
        STRATEGIC = "strategic", pgettext_lazy("goal", "Strategy")

    level = models.CharField(max_length=12, choices=Level)
    text = Localized(models.CharField(_("goal"), max_length=300))
    order = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.text)


class Project(Owned, Identified, Sourced):
    """A project of the network. Years are null where no source gives them."""

    code = models.CharField(max_length=60)
    name = Localized(models.CharField(_("name"), max_length=200))
    detail = Localized(models.TextField(_("detail"), blank=True))
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="project_code")]

    def __str__(self) -> str:
        return str(self.name)
