"""Pictures of the public pages: never without who made them and what they show."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic
from voimala.networks.models import Owned, PublicQuerySet


def picture_path(picture: Any, name: str) -> str:
    """Under the network's code; the name given by the uploader is not kept."""
    return f"pictures/{picture.network.code}/{picture.public_id}{name[name.rfind('.') :]}"


LONGEST = 1600
"""Pixels of the longer side of the largest file."""
NARROWER = (480, 960)
"""Widths of the copies."""


def narrower_name(name: str, width: int) -> str:
    """The name of the copy: "pictures/voimala/abc.webp" -> "pictures/voimala/abc-480.webp"."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{width}{dot}{suffix}"


class Picture(Owned, Identified, MayBeSynthetic):
    """A picture as it is shown: re-encoded when it came, without what the camera wrote into it.

    `width` and `height` are pixels, so that the page does not jump when it loads. Narrower copies of it stand
    beside the file (`widths`). `digest` tells the same picture sent twice; empty where nobody counted it.
    """

    file = models.FileField(upload_to=picture_path, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = Localized(models.CharField(_("what the picture shows"), max_length=300))
    credit = models.CharField(_("who made it"), max_length=200)
    added_at = models.DateTimeField()
    digest = models.CharField(max_length=64, editable=False, blank=True, default="")

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("picture")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "digest"], condition=~Q(digest=""), name="picture_once_per_network"
            )
        ]

    def __str__(self) -> str:
        return str(self.alt)

    @property
    def widths(self) -> list[int]:
        """The widths in which there is a file, the narrowest first."""
        return [*(width for width in NARROWER if width < self.width), self.width]

    def file_name(self, width: int) -> str | None:
        """Where the file of this width is kept; None when there is none."""
        if width not in self.widths:
            return None
        name = str(self.file.name)
        return name if width == self.width else narrower_name(name, width)
