"""One computation for a brief: what was asked, what came out, and how sure it is.

A run with a group has a proposal; a run without one keeps the proof why. It must not grow people: who
was chosen stands in the proposal.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.phenomena.models import Brief

if TYPE_CHECKING:
    from voimala.assembly.models.proposal import Proposal


class WatchedQuerySet(OwnedQuerySet):
    """Rows that name people who have not been told yet."""

    def seen_by(self, viewer: Viewer) -> Q:
        """The coordinator and the auditor only: nobody learns from a page that she was thought of."""
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR))


class Run(Owned, Identified, MayBeSynthetic):
    """A computation of one brief as it stood at `brief_version`, with the engine's figures.

    `considered` counts the people whom the network may suggest, `known` those of them whose competence
    is known, `eligible` those in the search who pass the brief's own limits (hours, travel, language).
    `digest` names the exact problem, so that the same question twice gives one answer; `config` is how it was
    computed. Digest, config and figures stay for good; who was in it does not. `advice` says in codes what
    would make a group possible when there is none.
    """

    class Status(models.TextChoices):
        OPTIMAL = "optimal", pgettext_lazy("run", "proven best")
        FEASIBLE = "feasible", pgettext_lazy("run", "good, not proven best")
        INFEASIBLE = "infeasible", pgettext_lazy("run", "proven: no group")
        NOT_FOUND = "not_found", pgettext_lazy("run", "no group found in the time given")

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="runs")
    brief_version = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status)
    objective = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    seed = models.PositiveIntegerField()
    seconds = models.FloatField()
    considered = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    config = models.JSONField(default=dict, blank=True)
    conflicts = models.JSONField(default=list, blank=True)
    advice = models.JSONField(default=dict, blank=True)
    computed_at = models.DateTimeField()

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["-computed_at", "-pk"]
        verbose_name = _("computation")
        indexes = [models.Index(fields=["brief", "digest"], name="run_by_digest")]

    def __str__(self) -> str:
        return f"{self.brief} ({self.get_status_display()})"

    @property
    def proposal(self) -> "Proposal | None":
        """The best way that was found; None when there is no group. Reads `ways`, prefetched or not."""
        return next(iter(self.ways.all()), None)

    @property
    def is_stale(self) -> bool:
        """The brief has changed after the computation."""
        return self.brief.version != self.brief_version
