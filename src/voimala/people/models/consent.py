"""What a person has consented to, with the days: nothing that needs a consent is kept without one."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import MayBeSynthetic
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.people.models.person import OfPersonQuerySet, Person, own_rows


class ConsentQuerySet(OfPersonQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The person's own; the coordinator and the auditor must be able to show that it was given."""
        overseen = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR)
        return Q(network_id__in=overseen) | own_rows(viewer)

    def in_force(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(Owned, MayBeSynthetic):
    """One consent of one person, from a moment until it is withdrawn; giving it again is a new row."""

    class Kind(models.TextChoices):
        STRENGTHS = "strengths", pgettext_lazy("consent", "strengths and interests")
        OPEN_CALLS = "open_calls", pgettext_lazy("consent", "skills from answers to open calls")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(withdrawn_at=None), name="consent_once_in_force"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.given_at:%Y-%m-%d}"

    def end(self, now: dt.datetime) -> None:
        self.withdrawn_at = max(now, self.given_at)
        self.save(update_fields=["withdrawn_at"])
