"""Addresses of calendars that a person's own calendar program reads without signing in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet


class CalendarTokenQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """One's own only."""
        return Q(user_id=viewer.pk) if viewer.pk else Q(pk__in=[])


class CalendarToken(Owned):
    """Opens one user's calendar of one network. A new token ends the one before; no role, no calendar."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_tokens"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects: Any = CalendarTokenQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "network"], name="calendar_token_once")]

    def __str__(self) -> str:
        return f"calendar of {self.user_id} in {self.network_id}"
