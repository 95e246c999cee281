"""Bodies of a network (a board, working groups, a project's steering group) and their dated seats."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField, covers
from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, PublicQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models import Organisation, Project

OVERSEERS = (RoleKind.COORDINATOR, RoleKind.BOARD_MEMBER, RoleKind.AUDITOR)


class Body(Owned, Identified, Versioned, Sourced, MayBeSynthetic):
    """A body that meets. That it exists, and since when, is public; who sits in it is the network's matter.

    `quorum` is how many seats must be present for the body to decide; None when no rule is known. One board
    may steer several projects (`steers`).
    """

    class Kind(models.TextChoices):
        BOARD = "board", pgettext_lazy("body", "steering board")
        WORKING_GROUP = "working_group", pgettext_lazy("body", "working group")
        PROJECT_STEERING = "project", pgettext_lazy("body", "steering group of a project")

    code = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    name = Localized(models.CharField(_("name"), max_length=200))
    task = Localized(models.TextField(_("task"), max_length=2000, blank=True))
    quorum = models.PositiveSmallIntegerField(_("quorum"), null=True, blank=True)
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    steers = models.ManyToManyField(Project, related_name="bodies", blank=True)

    objects: Any = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("body")
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="body_code"),
            models.CheckConstraint(
                condition=Q(quorum=None) | Q(quorum__gt=0), name="body_quorum_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def in_force(self, day: dt.date) -> bool:
        return covers(self.since, self.until, day)


class BodySeatQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Coordinator, board and auditor; whoever sits there sees the seats of the same body."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS)) | Q(body_id__in=bodies_of(viewer))

    def on(self, day: dt.date) -> "BodySeatQuerySet":
        """Those whose term holds on the day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def bodies_of(viewer: Viewer, *tasks: str) -> Any:
    """Keys of the bodies in which the viewer sits now, in one of these tasks if any are named.

    The database's clock says what is now, as no day reaches a condition of visibility.
    """
    seats = Seat.objects.filter(Q(until=None) | Q(until__gt=Now()), since__lte=Now())
    if tasks:
        seats = seats.filter(task__in=tasks)
    mine = seats.filter(user_id=viewer.pk, network_id__in=viewer.network_ids) if viewer.pk else seats.none()
    return mine.values("body_id")


class Seat(Owned, Identified, Versioned, MayBeSynthetic):
    """A place in a body for a term, half-open: `since` belongs to it, `until` no longer does.

    Named by post and organisation first; `name` and `user` when somebody holds it. A deputy's seat points at
    the seat that it stands in for.
    """

    class Task(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("seat", "chair")
        VICE_CHAIR = "vice_chair", pgettext_lazy("seat", "vice chair")
        MEMBER = "member", pgettext_lazy("seat", "member")
        SECRETARY = "secretary", pgettext_lazy("seat", "secretary")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    task = models.CharField(_("task"), max_length=10, choices=Task, default=Task.MEMBER)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="body_seats"
    )
    post = models.CharField(_("post"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("work e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="body_seats"
    )
    deputy_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="deputies"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = BodySeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "task", "pk"]
        verbose_name = _("seat of a body")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="body_seat_until_after_since"
            ),
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="body_seat_once_per_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.post or str(self.organisation or self.get_task_display())

    def in_force(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def votes(self) -> bool:
        """Members and their chairs count for the quorum; the secretary and a deputy in waiting do not."""
        return self.task != self.Task.SECRETARY and self.deputy_of_id is None
