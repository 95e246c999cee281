"""What visitors write: comments, which wait for a coordinator, and messages to the network."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with


class CommentQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Those shown: whoever sees the network; held and refused ones: the coordinators."""
        shown = Q(state=Comment.State.SHOWN) & (
            Q(network__published=True) | Q(network_id__in=viewer.network_ids)
        )
        return shown | Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))

    def about(self, subject: Reference) -> "CommentQuerySet":
        return self.filter(kind=subject.kind, subject_id=subject.public_id)


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


class ContactMessageQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))


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
