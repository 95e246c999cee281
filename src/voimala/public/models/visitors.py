"""What visitors write: comments, which wait for a coordinator, and messages to the network."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with

COMMENT, CONTACT_MESSAGE = "comment", "contact_message"
# An e-mail address goes so long after the decision, and so long after writing when there never was one.
KEPT_AFTER_DECISION, KEPT_UNDECIDED = dt.timedelta(days=30), dt.timedelta(days=365)
MESSAGE_KEPT = dt.timedelta(days=365)


class CommentQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Those shown: whoever sees the network; held and refused ones: the coordinators."""
        shown = Q(state=Comment.State.SHOWN) & (
            Q(network__published=True) | Q(network_id__in=viewer.network_ids)
        )
        return shown | Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))

    def about(self, subject: Reference) -> "CommentQuerySet":
        return self.filter(kind=subject.kind, subject_id=subject.public_id)

    def waiting_first(self) -> "CommentQuerySet":
        """Those that wait first; the newest of both first."""
        rank = models.Case(
            models.When(state=Comment.State.HELD, then=models.Value(0)), default=models.Value(1)
        )
        return self.order_by(rank, "-written_at", "-pk")

    def shown(self) -> "CommentQuerySet":
        return self.filter(state=Comment.State.SHOWN)

    def waiting(self) -> "CommentQuerySet":
        """New ones, and shown ones that a reader has reported."""
        return self.filter(state=Comment.State.HELD)

    def past_their_time(self, now: dt.datetime) -> "CommentQuerySet":
        """Those whose e-mail address must go at `now`."""
        decided = Q(decided_at__lte=now - KEPT_AFTER_DECISION)
        return self.filter(decided | Q(written_at__lte=now - KEPT_UNDECIDED)).exclude(email="")


class Comment(Owned, Identified, MayBeSynthetic):
    """A comment on something published, seen when a coordinator shows it. Its e-mail is shown to nobody."""

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("comment", "waits")
        SHOWN = "shown", pgettext_lazy("comment", "shown")
        REFUSED = "refused", pgettext_lazy("comment", "not shown")

    kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    name = models.CharField(_("name or pen name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    written_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["kind", "subject_id", "state"], name="comment_subject")]
        verbose_name = _("comment")

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id} {self.written_at:%Y-%m-%d}"

    @property
    def subject(self) -> Reference:
        return Reference(self.kind, self.subject_id)

    @property
    def reference(self) -> Reference:
        return Reference(COMMENT, self.public_id)

    @property
    def was_reported(self) -> bool:
        """It was shown, and waits again because a reader asked."""
        return self.state == Comment.State.HELD and self.decided_at is not None


class ContactMessageQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))

    def order_by_answer(self) -> "ContactMessageQuerySet":
        """Those without an answer first; the newest of both first."""
        rank = models.Case(models.When(answered_at=None, then=models.Value(0)), default=models.Value(1))
        return self.order_by(rank, "-received_at", "-pk")


class ContactMessage(Owned, Identified, MayBeSynthetic):
    """A visitor's message to the network, read by its coordinators."""

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    text = models.TextField(_("message"), max_length=4000)
    language = models.CharField(max_length=2)
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("message from a visitor")

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d}"

    @property
    def reference(self) -> Reference:
        return Reference(CONTACT_MESSAGE, self.public_id)
