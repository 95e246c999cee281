"""Askings: one question to one respondent about one seat, and what she answered; open calls.

A decline needs no reason, is the coordinator's to see and nobody else's, and is deleted when the period ends.
It must not grow what an answer does to the seat: that is services.
"""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models.choice import Question
from voimala.assembly.models.group import Seat
from voimala.core.models import Identified
from voimala.core.references import Reference
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models import Contact
from voimala.people.models import Person


class AskingQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The coordinator, and the one who was asked; the auditor sees the seats, not who said no."""
        asked = Q(person__user_id=viewer.pk, part__in=Asking.OF_PERSON) | Q(contact__user_id=viewer.pk)
        own = Q(asked, network_id__in=viewer.network_ids) if viewer.pk else Q(pk__in=[])
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR)) | own


class CallQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """The coordinator; who was called sees her own asking."""
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))


class Call(Owned, Identified):
    """An open call for one seat: "Who would join?". At most one at a time."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="calls")
    text = models.CharField(_("greeting"), max_length=600, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: Any = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("open call")
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(closed_at=None), name="call_one_at_a_time")
        ]

    def __str__(self) -> str:
        return str(self.seat)


class Asking(Owned, Identified):
    """One asking: of the person, the supervisor, the unit, an association, somebody called, or one question.

    `told` says how the answer came: by the link, on the page, or told to the coordinator, who wrote it down.
    """

    class Part(models.TextChoices):
        PERSON = "person", pgettext_lazy("asking", "the person")
        SUPERVISOR = "supervisor", pgettext_lazy("asking", "the supervisor")
        UNIT = "unit", pgettext_lazy("asking", "the unit")
        ASSOCIATION = "association", pgettext_lazy("asking", "the association")
        CALL = "call", pgettext_lazy("asking", "an open call")
        QUESTION = "question", pgettext_lazy("asking", "one question")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("asking", "waiting for an answer")
        YES = "yes", pgettext_lazy("asking", "yes")
        NO = "no", pgettext_lazy("asking", "not now")
        TALK = "talk", pgettext_lazy("asking", "let's talk first")
        UNKNOWN = "unknown", pgettext_lazy("asking", "does not know")
        CLOSED = "closed", pgettext_lazy("asking", "taken back")
        ENDED = "ended", pgettext_lazy("asking", "no answer in time")

    class Told(models.TextChoices):
        LINK = "link", pgettext_lazy("answer", "by the link")
        PAGE = "page", pgettext_lazy("answer", "on the page")
        COORDINATOR = "coordinator", pgettext_lazy("answer", "told to the coordinator")

    OF_PERSON = (Part.PERSON, Part.CALL, Part.QUESTION)

    part = models.CharField(max_length=12, choices=Part)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="askings")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, null=True, blank=True, related_name="askings")
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="askings"
    )
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    told = models.CharField(max_length=12, choices=Told, blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: Any = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("asking")
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(state__in=["waiting", "talk"]), name="asking_open")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "part"],
                condition=Q(state="waiting") & ~Q(part="call"),
                name="asking_one_at_a_time",
            ),
            models.UniqueConstraint(fields=["call", "person"], name="asking_called_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state="waiting"), name="asking_question_once"
            ),
            models.CheckConstraint(
                condition=(Q(part="question") & Q(question__isnull=False) & Q(seat=None) & Q(call=None))
                | (Q(part="call") & Q(seat__isnull=False) & Q(call__isnull=False) & Q(question=None))
                | (
                    Q(part__in=["person", "supervisor", "unit", "association"])
                    & Q(seat__isnull=False)
                    & Q(call=None)
                    & Q(question=None)
                ),
                name="asking_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.get_state_display()}"

    @property
    def reference(self) -> Reference:
        return Reference("asking", self.public_id)

    @property
    def last_day(self) -> dt.date:
        """The last day on which an answer comes in time, where the network is."""
        day: dt.date = self.network.today(self.answer_by - dt.timedelta(microseconds=1))
        return day
