"""Where the network is going and what it has run: visions, goals, measures, projects. Facts with sources."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField
from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.references import Reference
from voimala.networks.models import Owned, OwnedQuerySet, PublicQuerySet
from voimala.partners.models.organisation import Organisation


class Vision(Owned, Identified, Versioned, Sourced):
    """What the network wants to be by a year."""

    year = models.PositiveSmallIntegerField()
    text = Localized(models.CharField(_("vision"), max_length=200))

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"


class Goal(Owned, Identified, Versioned, Sourced):
    """One goal of the network, on one of four levels."""

    class Level(models.TextChoices):
        REGIONAL = "regional", pgettext_lazy("goal", "Region")
        EDUCATION = "education", pgettext_lazy("goal", "Education")
        WORKING_LIFE = "working_life", pgettext_lazy("goal", "Working life")
        STRATEGIC = "strategic", pgettext_lazy("goal", "Strategy")

    level = models.CharField(max_length=12, choices=Level)
    text = Localized(models.CharField(_("goal"), max_length=300))
    vision = models.ForeignKey(Vision, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals")
    closed_on = PartialDateField(_("no longer pursued from"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return str(self.text)


class Action(Owned, Identified, Versioned, Sourced, MayBeSynthetic):
    """A measure towards a goal: who owns it, by when, and how far it is. Public as the goals are."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("action", "planned")
        GOING_ON = "going_on", pgettext_lazy("action", "going on")
        DONE = "done", pgettext_lazy("action", "done")
        LEFT = "left", pgettext_lazy("action", "left")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    text = Localized(models.CharField(_("measure"), max_length=300))
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    due = PartialDateField(_("by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    order = models.PositiveSmallIntegerField(default=0)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("measure")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~models.Q(form_key=""), name="action_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return str(self.text)


class GoalLink(Owned):
    """Something of any app (a need, a group, a decision, a statement) serves a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    made_at = models.DateTimeField()

    objects: Any = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "subject_kind", "subject_id"], name="goal_link_once")
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="goal_link_subject")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.subject}"

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_kind, self.subject_id)


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
