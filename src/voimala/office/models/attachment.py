"""Files that belong to an object of any app: checked when they come, kept privately, read by who sees it."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import Deletable, Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.networks.models import Owned, OwnedQuerySet

FOLDER = "attachments"
UNDO = dt.timedelta(days=30)


def attachment_path(attachment: Any, name: str) -> str:
    """Under the network's code; what the sender called the file is not part of its place."""
    return f"{FOLDER}/{attachment.network.code}/{attachment.public_id}{name[name.rfind('.') :]}"


class AttachmentQuerySet(OwnedQuerySet):
    def about(self, subject: Reference) -> "AttachmentQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.public_id, deleted_at=None)

    def removed_from(self, subject: Reference, now: dt.datetime) -> "AttachmentQuerySet":
        """Those that can still be taken back."""
        removed = self.filter(subject_kind=subject.kind, subject_id=subject.public_id)
        return removed.filter(deleted_at__gt=now - UNDO)


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
    file = models.FileField(upload_to=attachment_path, max_length=200)
    added_at = models.DateTimeField()

    objects: Any = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("attachment")
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="attachment_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty"),
            # The same file sent twice to the same object is one attachment.
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "sha256"],
                condition=Q(deleted_at=None),
                name="attachment_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        return self.name[self.name.rfind(".") :].lower()

    @property
    def taken_back_until(self) -> dt.datetime | None:
        return self.deleted_at + UNDO if self.deleted_at else None

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_kind, self.subject_id)
