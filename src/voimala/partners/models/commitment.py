"""What an organisation has promised for a period: hours and euros, or "not agreed"."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import MayBeSynthetic
from voimala.core.viewer import Viewer, sees_all
from voimala.networks.models import Owned, OwnedQuerySet, Period, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models.organisation import Organisation, organisations_of

OVERSEERS = (RoleKind.COORDINATOR, RoleKind.BOARD_MEMBER, RoleKind.AUDITOR)


class CommitmentQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Coordinator, board and auditor see all; a partner's contact its own organisation's."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS)) | Q(
            organisation_id__in=organisations_of(viewer)
        )

    def oversees(self, viewer: Viewer, network_id: int) -> bool:
        """Does the viewer see every promise of the network, also that nothing is agreed?"""
        return sees_all(viewer) or network_id in networks_with(viewer, *OVERSEERS)

    def sees_of(self, viewer: Viewer, organisation: Organisation) -> bool:
        """Does the viewer see this organisation's promises, also that nothing is agreed?"""
        own = organisations_of(viewer)
        return self.oversees(viewer, organisation.network_id) or organisation.pk in own


class Commitment(Owned, MayBeSynthetic):
    """One organisation's promise for one period. NULL is "not agreed", which means no cap.

    `held` and `booked` are maintained by the booking of hours; together they never exceed `minutes`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="commitments")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="commitments")
    minutes = models.PositiveIntegerField(_("minutes promised"), null=True, blank=True)
    cents = models.PositiveBigIntegerField(_("euro cents promised"), null=True, blank=True)
    held = models.PositiveIntegerField(default=0, editable=False)
    booked = models.PositiveIntegerField(default=0, editable=False)

    objects: Any = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "period"], name="commitment_once"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=F("held") + F("booked")),
                name="commitment_not_overbooked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"

    @property
    def free_minutes(self) -> int | None:
        """Minutes still free; None when the hours are not agreed."""
        return None if self.minutes is None else self.minutes - self.held - self.booked
