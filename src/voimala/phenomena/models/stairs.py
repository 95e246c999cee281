"""The stairs of cultural wellbeing: a versioned, sourced scale. Unpublished names stay unpublished."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.localized import Localized
from voimala.core.models import Sourced


class StairScale(models.Model):
    """One version of the scale. It classifies an activity, never a person; higher is not better."""

    code = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="stair_scale_edition")]

    def __str__(self) -> str:
        return f"{self.code} {self.edition}"


class StairStep(Sourced):
    """One step. A placeholder has a number only: its name was never published as text."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("step", "published")
        PLACEHOLDER = "placeholder", pgettext_lazy("step", "not published")

    scale = models.ForeignKey(StairScale, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    meaning = Localized(models.CharField(_("meaning"), max_length=300, blank=True))
    status = models.CharField(max_length=12, choices=Status, default=Status.PLACEHOLDER)

    class Meta:
        ordering = ["scale", "number"]
        constraints = [models.UniqueConstraint(fields=["scale", "number"], name="stair_step_once")]

    def __str__(self) -> str:
        meaning = self.meaning if self.status == self.Status.CONFIRMED else self.get_status_display()
        return f"{self.number} – {meaning}"
