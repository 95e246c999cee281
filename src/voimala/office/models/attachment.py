"""Files that belong to an object of any app: checked when they come, kept privately, read by who sees it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import Deletable, Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.networks.models import Owned, OwnedQuerySet


class AttachmentQuerySet(OwnedQuerySet):
    def about(self, subject: Reference) -> "AttachmentQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.public_id, deleted_at=None)


class Attachment(Owned, Identified, Deletable, MayBeSynthetic):
    """One file of one object. Who may read it is whoever sees the object; `network` only keeps the border.

    `content_type` is what the file really is, never what its name or its sender said. `file` stands under
    the private folder and is served through a permission check alone.
    """

    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="attachments/%Y/%m")
    added_at = models.DateTimeField()

    objects: Any = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("attachment")
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="attachment_subject")]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_kind, self.subject_id)
