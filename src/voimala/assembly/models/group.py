"""A group: what the coordinator decided from a proposal, and how far each seat is.

Deciding books nobody and tells nobody. It must not grow asking and agreeing; those are deeds of their
own on these seats.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models.proposal import AnySeat, Proposal
from voimala.assembly.models.run import WatchedQuerySet
from voimala.core.models import Identified, MayBeSynthetic
from voimala.networks.models import Owned
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


class Seat(AnySeat):
    """A seat of a group. Every seat starts as proposed: nobody has been asked."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("seat", "proposed")
        ASKED = "asked", pgettext_lazy("seat", "asked")
        WILLING = "willing", pgettext_lazy("seat", "willing to join")
        SUPERVISOR = "supervisor", pgettext_lazy("seat", "waiting for the supervisor")
        CONFIRMED = "confirmed", pgettext_lazy("seat", "confirmed")
        NOT_NOW = "not_now", pgettext_lazy("seat", "not now")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="group_seat_position"),
        ]
