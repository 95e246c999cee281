"""The outbox: a message is written in the transaction of the deed that causes it, and sent later."""

import datetime as dt

from django.db import models
from django.db.models import Q

from voimala.core.models import Identified


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: dt.datetime) -> "MessageQuerySet":
        """Waiting, and not told to wait longer; the longest waiting first."""
        return self.filter(state=Message.State.WAITING, not_before__lte=now).order_by("not_before", "pk")

    def interrupted(self, now: dt.datetime) -> "MessageQuerySet":
        """Claimed by a sender that has not reported back in its time: nobody knows whether it left."""
        return self.filter(state=Message.State.SENDING, not_before__lte=now)


class Message(Identified):
    """One mail to one address. Address and text are forgotten when it is sent, the text when it fails."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

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

    def __str__(self) -> str:
        return f"{self.purpose} ({self.state})"
