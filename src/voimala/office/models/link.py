"""One-action links: an address that lets whoever holds it do one thing to one object, without an account."""

import datetime as dt
import hashlib

from django.db import models
from django.db.models import Q

from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Owned, OwnedQuerySet


def digest_of(token: str) -> str:
    """What is kept of a token: 256 random bits cannot be found again from their digest."""
    return hashlib.sha256(token.encode()).hexdigest()


class ActionLinkQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Nobody looks at links: whoever asked sees what became of the asking."""
        return Q(pk__in=[])

    def with_token(self, token: str) -> "ActionLinkQuerySet":
        return self.filter(digest=digest_of(token))

    def about(self, subject: Reference) -> "ActionLinkQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.public_id)


class ActionLink(Owned):
    """Leads to one object and one deed until it ends or is withdrawn. The token is kept nowhere."""

    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ActionLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="link_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_kind, self.subject_id)

    @property
    def actor(self) -> Actor:
        """Who acts through the link, whoever may be signed in: somebody who sees its one object."""
        return Actor(kind="link", name=f"link:{self.pk}", only=self.subject)

    def holds_at(self, now: dt.datetime) -> bool:
        return self.withdrawn_at is None and now < self.expires_at


class TryCount(models.Model):
    """How often something was tried in one hour. The key tells nobody who tried: see `services.tries`."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="try_count_once")]

    def __str__(self) -> str:
        return f"{self.count} at {self.hour:%Y-%m-%d %H:%M}"
