"""Meetings of bodies: agenda, attendance and minutes."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from voimala.core.errors import DomainError
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.governance.models.body import OVERSEERS, Body, Seat, bodies_of
from voimala.networks.models import Owned, OwnedQuerySet
from voimala.networks.models.owned import networks_with


class OfBodyQuerySet(OwnedQuerySet):
    """Rows of one body: read by its own seats, and by the coordinator, the board and the auditor."""

    to_body = "body_id"

    def seen_by(self, viewer: Viewer) -> Q:
        own = Q(**{f"{self.to_body}__in": bodies_of(viewer)})
        return Q(network_id__in=networks_with(viewer, *OVERSEERS)) | own


class OfMeetingQuerySet(OfBodyQuerySet):
    to_body = "meeting__body_id"

    def reached_by_link(self, actor: Actor) -> Q:
        """The link of a call opens its meeting with all that stands on the agenda."""
        if actor.only is not None and actor.only.kind == "meeting":
            return Q(meeting__public_id=actor.only.public_id)
        return super().reached_by_link(actor)


class Meeting(Owned, Identified, Versioned, Sourced, MayBeSynthetic):
    """One meeting: planned → called → held → its minutes approved; or cancelled.

    A meeting of which a source tells the day alone has that day's noon in `starts_at`, and `time_known` is
    False. `changed_at` is when its time, place or agenda changed last: after `called_at`, those who were
    called do not know yet.
    """

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        CALLED = "called", pgettext_lazy("meeting", "called")
        HELD = "held", pgettext_lazy("meeting", "held")
        APPROVED = "approved", pgettext_lazy("meeting", "minutes approved")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    time_known = models.BooleanField(default=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to take part"), max_length=400, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = OfBodyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("meeting")
        indexes = [models.Index(fields=["network", "starts_at"], name="meeting_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="meeting_once_per_form"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.body} {self.day.day}.{self.day.month}.{self.day.year}"

    @property
    def day(self) -> dt.date:
        """The day in the network's own time zone."""
        return self.network.today(self.starts_at)

    @property
    def is_open(self) -> bool:
        """Still to come: its time, place and agenda may change."""
        return self.state in (self.State.PLANNED, self.State.CALLED)

    @property
    def call_is_old(self) -> bool:
        return bool(self.called_at and self.changed_at and self.changed_at > self.called_at)


class AgendaItem(Owned, Identified, Versioned, MayBeSynthetic):
    """One matter of a meeting, in its place on the agenda; about any object, or none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("matter"), max_length=200)
    text = models.TextField(_("what it is about"), max_length=8000, blank=True)
    proposal = models.TextField(_("proposal"), max_length=4000, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True, default="")
    subject_id = models.CharField(max_length=12, blank=True, default="")
    noted = models.TextField(_("what was said"), max_length=8000, blank=True)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = OfMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("matter on the agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="agenda_item_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Reference | None:
        return Reference(self.subject_kind, self.subject_id) if self.subject_kind else None


class Attendance(Owned):
    """Whether a seat was there. A deputy who came counts for the seat that she stands in for."""

    class State(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "present")
        REMOTE = "remote", pgettext_lazy("attendance", "present remotely")
        ABSENT = "absent", pgettext_lazy("attendance", "absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=7, choices=State)

    objects: Any = OfMeetingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_state_display()}"


class ApprovedForGood(DomainError):
    """Approved minutes are what was approved: nobody changes or removes them."""


class MinutesQuerySet(OfMeetingQuerySet):
    """Rows that may be read, and written until they are approved."""

    def _still_open(self) -> None:
        if self.exclude(approved_at=None).exists():
            raise ApprovedForGood(gettext("These minutes are approved and cannot be changed."))

    def update(self, **values: Any) -> int:
        self._still_open()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._still_open()
        return super().delete()


class Minutes(Owned, Identified, Versioned, MayBeSynthetic):
    """The minutes of a meeting: written once it was held; once approved, they never change.

    `document` is the whole of what was approved (as `governance` writes it for the PDF), so that the paper
    made tomorrow is the paper that was approved.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    text = models.TextField(_("opening, course and end"), max_length=8000, blank=True)
    document = models.JSONField(default=dict, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approver_post = models.CharField(_("approved by (post)"), max_length=120, blank=True)

    objects: Any = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)

    def save(self, **options: Any) -> None:
        if self.pk:
            self._refuse_if_approved()
        super().save(**options)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        self._refuse_if_approved()
        return super().delete(using, keep_parents)

    def _refuse_if_approved(self) -> None:
        if type(self)._base_manager.filter(pk=self.pk).exclude(approved_at=None).exists():
            raise ApprovedForGood(gettext("These minutes are approved and cannot be changed."))
