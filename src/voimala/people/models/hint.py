"""What somebody else thinks a person can do. It is nobody's knowledge before the person accepts it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned
from voimala.people.models.competence import Competence, Level
from voimala.people.models.person import OfPersonQuerySet, Person, own_rows


class HintQuerySet(OfPersonQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The person alone: neither the coordinator nor whoever gave it."""
        return own_rows(viewer)


class Hint(Owned, Identified, MayBeSynthetic):
    """A professional competence that somebody saw in a person: accepted it is known, rejected it is gone.

    `role` is in which role it was given, as the event trail notes roles: a person has the right to know
    where a thing said of her came from.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hints")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField(_("given"))

    objects = HintQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "competence", "given_by"], name="hint_once_per_giver")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.competence}"
