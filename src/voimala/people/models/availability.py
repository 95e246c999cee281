"""How much of a period a person has for the network's work."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from voimala.core.models import MayBeSynthetic
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, Period
from voimala.people.models.person import OfPersonQuerySet, Person


class AvailabilityQuerySet(OfPersonQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Whoever sees the person."""
        return Q(person__in=Person.objects.visible_to(viewer))


class Availability(Owned, MayBeSynthetic):
    """One person's hours in one period. NULL minutes are "not known", which means no cap.

    `held` and `booked` are maintained by the booking of hours; together they never exceed `minutes`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="availabilities")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField(_("minutes available"), null=True, blank=True)
    held = models.PositiveIntegerField(default=0, editable=False)
    booked = models.PositiveIntegerField(default=0, editable=False)

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "period"], name="availability_once"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=F("held") + F("booked")),
                name="availability_not_overbooked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.period}"

    @property
    def free_minutes(self) -> int | None:
        """Minutes still free; None when the hours are not known."""
        return None if self.minutes is None else self.minutes - self.held - self.booked
