"""What bodies have decided, and the duties that follow."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, MayBeSynthetic, Versioned
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.governance.models.body import Body, Seat
from voimala.governance.models.meeting import AgendaItem, Meeting, OfBodyQuerySet
from voimala.networks.models import Owned


class Decision(Owned, Identified, Versioned, MayBeSynthetic):
    """One decision of a body, about any object or none. `number` counts within body and year: "3/2026"."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("decision"), max_length=4000)
    decided_on = models.DateField(_("decided"))
    subject_kind = models.CharField(max_length=30, blank=True, default="")
    subject_id = models.CharField(max_length=12, blank=True, default="")
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = OfBodyQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-number"]
        verbose_name = _("decision")
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="decision_number"),
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="decision_once_per_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def subject(self) -> Reference | None:
        return Reference(self.subject_kind, self.subject_id) if self.subject_kind else None


class DutyQuerySet(OfBodyQuerySet):
    to_body = "decision__body_id"

    def open(self) -> "DutyQuerySet":
        return self.filter(done_at=None)

    def seen_by(self, viewer: Viewer) -> Q:
        """As the decisions; and one's own duty, whoever one is."""
        return super().seen_by(viewer) | (
            Q(seat__user_id=viewer.pk, network_id__in=viewer.network_ids) if viewer.pk else Q(pk__in=[])
        )


class Duty(Owned, Identified, Versioned, MayBeSynthetic):
    """Something to be done because of a decision: who owns it, by when, and when it was done."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="duties")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="duties")
    text = models.CharField(_("what is to be done"), max_length=300)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects: Any = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = pgettext_lazy("decision", "duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return self.text
