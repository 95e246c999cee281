"""What is known of a network's past, with the sources that say so."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField
from voimala.core.localized import Localized
from voimala.core.models import Identified, Sourced
from voimala.networks.models.owned import Owned, PublicQuerySet


class Source(models.Model):
    """A source mark (D1, 14) and what it stands for."""

    mark = models.CharField(max_length=10, unique=True)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["mark"]

    def __str__(self) -> str:
        return f"[{self.mark}] {self.title}"


def mark_order(mark: str) -> tuple[bool, int, str]:
    """The networks' own documents (D0, D1) first, then numbered pages by their number."""
    return (True, int(mark), "") if mark.isdecimal() else (False, 0, mark)


class Milestone(Owned, Identified, Sourced):
    """A dated, sourced thing of a network's development.

    What a later app will own is a milestone until that app takes it over by a data migration.
    """

    class Kind(models.TextChoices):
        PHASE = "phase", pgettext_lazy("milestone", "Phase")
        FUNDING = "funding", pgettext_lazy("milestone", "Funding")
        RECOGNITION = "recognition", pgettext_lazy("milestone", "Recognition")
        STATEMENT = "statement", pgettext_lazy("milestone", "Statement")
        PRACTICE = "practice", pgettext_lazy("milestone", "Practice")
        PLAN = "plan", pgettext_lazy("milestone", "Plan")
        SERVICE = "service", pgettext_lazy("milestone", "Continuous service")
        WORK = "work", pgettext_lazy("milestone", "What the network does")

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    title = Localized(models.CharField(_("title"), max_length=200))
    detail = Localized(models.TextField(_("detail"), blank=True))
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["since", "order"]
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="milestone_code")]

    def __str__(self) -> str:
        return str(self.title)
