"""Pictures of the public pages: never without who made them and what they show."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic
from voimala.networks.models import Owned, PublicQuerySet


def picture_path(picture: Any, name: str) -> str:
    """Under the network's code; the name given by the uploader is not kept."""
    return f"pictures/{picture.network.code}/{picture.public_id}{name[name.rfind('.') :]}"


class Picture(Owned, Identified, MayBeSynthetic):
    """A picture as it is shown: re-encoded when it came, without what the camera wrote into it.

    `width` and `height` are pixels, so that the page does not jump when it loads.
    """

    file = models.FileField(upload_to=picture_path, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = Localized(models.CharField(_("what the picture shows"), max_length=300))
    credit = models.CharField(_("who made it"), max_length=200)
    added_at = models.DateTimeField()

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("picture")

    def __str__(self) -> str:
        return str(self.alt)
