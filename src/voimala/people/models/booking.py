"""Hours taken from a person's period for one seat, and from what the person's organisation has promised."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from voimala.core.models import MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet
from voimala.partners.models import Commitment
from voimala.people.models.availability import Availability
from voimala.people.models.person import Person


class BookingQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Whoever sees the person."""
        return Q(availability__person__in=Person.objects.visible_to(viewer))

    def for_seats(self, seats: Iterable[Reference]) -> "BookingQuerySet":
        named = [Q(seat_kind=seat.kind, seat_id=seat.public_id) for seat in seats]
        return self.filter(reduce(or_, named)) if named else self.none()

    def ended(self, now: dt.datetime) -> "BookingQuerySet":
        """Holds whose time is over."""
        return self.filter(state=Booking.State.HELD, held_until__lte=now)


class Booking(Owned, MayBeSynthetic):
    """One seat's hours: held until a time, or booked.

    Written by `people.services` only, which moves the counters of the availability and the commitment with
    it. `commitment` is null when the person's organisation has promised nothing that could be counted. A year
    after the period bookings are deleted, and the commitment keeps their sum.
    """

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("hours", "held")
        BOOKED = "booked", pgettext_lazy("hours", "booked")

    availability = models.ForeignKey(Availability, on_delete=models.PROTECT, related_name="bookings")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="bookings", null=True, blank=True
    )
    seat_kind = models.CharField(max_length=30)
    seat_id = models.CharField(max_length=12)
    minutes = models.PositiveIntegerField()
    state = models.CharField(max_length=6, choices=State)
    held_until = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["held_until"], name="booking_by_end")]
        constraints = [
            models.UniqueConstraint(fields=["seat_kind", "seat_id"], name="booking_once_per_seat"),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False)
                | Q(state="booked", held_until__isnull=True),
                name="booking_held_until_when_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.minutes} min"

    @property
    def seat(self) -> Reference:
        return Reference(self.seat_kind, self.seat_id)
