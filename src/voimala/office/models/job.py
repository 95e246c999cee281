"""Jobs: work that goes on after the page has answered, as people see it.

The queue itself is kept by the task library; a job is the row that tells what became of it.
"""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import NOTHING, networks_with

READERS = (RoleKind.COORDINATOR, RoleKind.OPERATOR)


class JobQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Who keeps a network running sees its jobs, and those of the whole installation."""
        kept = networks_with(viewer, *READERS)
        return Q(network_id__in=kept) | Q(network=None) if kept else NOTHING

    def of(self, network: Network) -> "JobQuerySet":
        """Those of the network, and those of the whole installation, which work for it too."""
        return self.filter(Q(network=network) | Q(network=None))

    def open(self) -> "JobQuerySet":
        return self.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))

    def silent(self, since: dt.datetime) -> "JobQuerySet":
        """Said to be running, but not heard of since then: the worker has died, or hangs."""
        return self.filter(state=Job.State.RUNNING, heartbeat_at__lt=since)


class Job(Identified):
    """One piece of work: whose, how far, and how it ended. Without a network it is the installation's."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("job", "waits for its turn")
        RUNNING = "running", pgettext_lazy("job", "is running")
        DONE = "done", pgettext_lazy("job", "is done")
        FAILED = "failed", pgettext_lazy("job", "failed")
        STOPPED = "stopped", pgettext_lazy("job", "was stopped")

    class Failure(models.TextChoices):
        """Why a job failed. `REFUSED` has its own words in `error`."""

        SILENT = "silent", _("It was cut off in the middle each time it was tried.")
        FAULT = "fault", _("There was a fault in the platform; the server's log tells more.")
        REFUSED = "refused", _("It could not be done.")

    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=160, null=True, unique=True)  # noqa: DJ001  # NULLs do not collide, "" would
    arguments = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    task_id = models.UUIDField(null=True)
    failure = models.CharField(max_length=8, choices=Failure, blank=True)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["heartbeat_at"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["network", "asked_at"], name="job_network_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="running") | Q(heartbeat_at__isnull=False), name="job_running_is_heard_of"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"]) | Q(ended_at__isnull=False),
                name="job_ended_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def reference(self) -> Reference:
        return Reference("job", self.public_id)
