"""The outbox: a message is written in the transaction of the deed that causes it, and sent later."""

import datetime as dt

from django.db import models
from django.db.models import Case, Q, Value, When

from voimala.accounts.models import OVERSEERS
from voimala.core.models import Identified
from voimala.core.viewer import Viewer
from voimala.networks.models import Network, OwnedQuerySet
from voimala.networks.models.owned import networks_with

INTERRUPTED = "interrupted while sending: it may have arrived"


class MessageQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Those who run or audit the network; a message of no network is nobody's to look at."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS))

    def due(self, now: dt.datetime) -> "MessageQuerySet":
        """Waiting, and not told to wait longer; the longest waiting first."""
        return self.filter(state=Message.State.WAITING, not_before__lte=now).order_by("not_before", "pk")

    def interrupted(self, now: dt.datetime) -> "MessageQuerySet":
        """Claimed by a sender that has not reported back in its time: nobody knows whether it left."""
        return self.filter(state=Message.State.SENDING, not_before__lte=now)

    def counts(self) -> dict[str, int]:
        """How many are in each state; states without any are left out."""
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def troubled_first(self) -> "MessageQuerySet":
        """What failed, then what has not left yet, then the rest; the newest of each first."""
        state = Message.State
        rank = Case(
            When(state=state.FAILED, then=Value(0)),
            When(state__in=[state.WAITING, state.SENDING], then=Value(1)),
            default=Value(2),
        )
        return self.order_by(rank, "-written_at", "-pk")


class Message(Identified):
    """One mail to one address. Address and text are forgotten when it is sent, the text when it fails.

    `key` names what the message tells ("this asking, first time"): the same key is never written twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  # NULL: as many as one likes
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    purpose = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"], condition=Q(state__in=["waiting", "sending"]), name="message_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "failed"]) | ~Q(to=""), name="message_has_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.state})"
