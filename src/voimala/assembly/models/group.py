"""A group: what the coordinator decided from a proposal, and how far each seat is on the way to confirmed.

The states and their order stand here; the deeds that move a seat are services. It must not grow the work
itself: that is the pilot.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models.proposal import AnySeat, Proposal
from voimala.assembly.models.run import WatchedQuerySet
from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned
from voimala.partners.models import Organisation
from voimala.phenomena.models import Brief


class Group(Owned, Identified, MayBeSynthetic):
    """A co-development group of one brief: at most one, from exactly one proposal."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="group")
    brief = models.OneToOneField(Brief, on_delete=models.PROTECT, related_name="group")
    reason = models.CharField(_("reason"), max_length=300)
    decided_at = models.DateTimeField()

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("group")

    def __str__(self) -> str:
        return str(self.brief.phenomenon)


class SeatQuerySet(WatchedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Who sees the group; and whoever sits or is asked to sit there, once she has been asked."""
        told = ~Q(state__in=(Seat.State.OPEN, Seat.State.PROPOSED))
        own = Q(person__user_id=viewer.pk, network_id__in=viewer.network_ids) if viewer.pk else Q(pk__in=[])
        return super().seen_by(viewer) | (told & own)


class Seat(AnySeat, Owned, Identified):
    """A seat of a group. It is confirmed when the person, and for an employee the supervisor, has said yes.

    `minutes`, `starts` and `ends` are what the supervisor agreed to; None is what the brief asks for. `order`
    is the employer's order of asking at the time of asking. `waits_until` is when a seat that waits for
    somebody ends waiting, and its hours' hold with it. `organisation` is whom an expert's seat is asked from;
    `own_name` is written by an expert by experience and by nobody else, and goes with the period.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("seat", "open")
        PROPOSED = "proposed", pgettext_lazy("seat", "proposed")
        CALLED = "called", pgettext_lazy("seat", "open call")
        NAMING = "naming", pgettext_lazy("seat", "somebody is being named")
        ASKED = "asked", pgettext_lazy("seat", "asked")
        TALK = "talk", pgettext_lazy("seat", "let's talk first")
        WILLING = "willing", pgettext_lazy("seat", "willing to join")
        SUPERVISOR = "supervisor", pgettext_lazy("seat", "waiting for the supervisor")
        CONFIRMED = "confirmed", pgettext_lazy("seat", "confirmed")

    class Substitute(models.TextChoices):
        NOT_NEEDED = "not_needed", pgettext_lazy("substitute", "not needed")
        UNIT = "unit", pgettext_lazy("substitute", "the unit arranges one")
        PAID = "paid", pgettext_lazy("substitute", "needs compensation")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    order = models.CharField(max_length=16, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_agreed_at = models.DateTimeField(null=True, blank=True)
    supervisor_agreed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    waits_until = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes agreed"), null=True, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    substitute = models.CharField(_("substitute"), max_length=10, choices=Substitute, blank=True)
    compensation_cents = models.PositiveIntegerField(_("compensation, euro cents"), null=True, blank=True)
    fee_cents = models.PositiveIntegerField(_("fee, euro cents"), null=True, blank=True)
    travel_cents = models.PositiveIntegerField(_("travel, euro cents"), null=True, blank=True)
    own_name = models.CharField(_("name"), max_length=120, blank=True)

    objects: Any = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("seat")
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="group_seat_position"),
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(person__isnull=False), name="group_person_once"
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lte=models.F("ends")),
                name="seat_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["called", "naming", "asked", "talk", "willing", "supervisor"],
                    waits_until__isnull=False,
                )
                | Q(state__in=["open", "proposed", "confirmed"], waits_until__isnull=True),
                name="seat_waits_until_a_time",
            ),
        ]

    @property
    def fill(self) -> str:
        """How full the seat is drawn: a seat without anybody's yes is empty, one being asked a quarter."""
        return FILLS.get(Seat.State(self.state), self.state)

    @property
    def as_seen(self) -> str:
        """How far the seat is and who sits there: forms send it back, since an old page may stay open."""
        shown = self.person is not None and self.person.deleted_at is None
        return f"{self.state}-{self.person.public_id if shown and self.person else ''}"

    @property
    def reference(self) -> Reference:
        return Reference("seat", self.public_id)


FILLS = {
    Seat.State.OPEN: "proposed",
    Seat.State.CALLED: "proposed",
    Seat.State.NAMING: "asked",
    Seat.State.TALK: "asked",
}
"""The states that have no fill of their own."""
