"""What an organisation has promised for a period: hours and euros, or "not agreed"."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import MayBeSynthetic
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, Period, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models.organisation import Organisation, organisations_of


class CommitmentQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The coordinator, the board and the auditor see all; a partner's contact its own organisation's."""
        overseers = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.BOARD_MEMBER, RoleKind.AUDITOR)
        return Q(network_id__in=overseers) | Q(organisation_id__in=organisations_of(viewer))


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

    objects = CommitmentQuerySet.as_manager()

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
