"""What was brought in from a file: the file as it was read, what became of it, and every row it made."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, Versioned
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with


class ImportQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The coordinators of the network: the file may name anybody."""
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))


class Import(Owned, Identified, Versioned):
    """One file on its way into a register: looked at, done, undone.

    `sheet` is what was read of the file and what its columns mean, as `office.tabular` writes it; it is
    emptied when the import is done or left, since it holds what people never agreed to be kept twice.
    """

    class State(models.TextChoices):
        LOOKED = "looked", pgettext_lazy("import", "looked at, not brought in")
        DONE = "done", pgettext_lazy("import", "brought in")
        UNDONE = "undone", pgettext_lazy("import", "undone")
        LEFT = "left", pgettext_lazy("import", "left")

    target = models.CharField(max_length=30)
    file_name = models.CharField(_("file"), max_length=200)
    state = models.CharField(max_length=6, choices=State, default=State.LOOKED)
    sheet = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(models.Model):
    """A row that an import made; `version` as it was then, so that undoing knows what was touched since."""

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="made")
    kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_import", "kind", "subject_id"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Reference:
        return Reference(self.kind, self.subject_id)
