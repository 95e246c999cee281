"""Needs told by others: what somebody without an account wrote, and what the network answered."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import NOTHING, networks_with
from voimala.partners.models import Unit
from voimala.phenomena.models.need import Phenomenon

LONGEST_WHAT, LONGEST_LINE, LONGEST_NAME, LONGEST_PHONE = 2000, 200, 120, 40
LONGEST_ANSWER, LONGEST_ADDITION, LONGEST_EMAIL = 2000, 1000, 254
KIND = "told_need"
CONTACT = ("name", "email", "phone")
WORDS = ("what", "for_whom", "place")
# Contact data goes this long after the matter ended, and so long after telling when nobody ever ended it.
KEPT_AFTER_END, KEPT_WAITING = dt.timedelta(days=365), dt.timedelta(days=730)


class ToldNeedQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Who told it, and how to reach her, is for the coordinators."""
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))

    def reached_by_link(self, actor: Actor) -> Q:
        named = actor.only is not None and actor.only.kind == KIND
        return Q(public_id=actor.only.public_id) if named and actor.only else NOTHING

    def past_their_time(self, now: dt.datetime) -> "ToldNeedQuerySet":
        """Those whose contact data must go at `now`."""
        over = Q(ended_at__lte=now - KEPT_AFTER_END) | Q(told_at__lte=now - KEPT_WAITING)
        return self.filter(over).exclude(name="", email="", phone="")


class ToldNeed(Owned, Identified, MayBeSynthetic):
    """What should change, in the words of a resident, a unit or anybody else, and where the matter stands.

    `waits` is true from when its sender wrote until a coordinator did something about it. `form_key` names
    the form it came by: sent twice, it makes one row.
    """

    class Teller(models.TextChoices):
        RESIDENT = "resident", pgettext_lazy("teller", "I live in the region")
        UNIT = "unit", pgettext_lazy("teller", "I work or lead in a unit where this is needed")
        OTHER = "other", pgettext_lazy("teller", "Somebody else")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("told need", "received")
        LOOKED_AT = "looked_at", pgettext_lazy("told need", "read")
        NEED = "need", pgettext_lazy("told need", "became a need")
        ANSWERED = "answered", pgettext_lazy("told need", "answered")
        NOT_NOW = "not_now", pgettext_lazy("told need", "not now")
        WITHDRAWN = "withdrawn", pgettext_lazy("told need", "withdrawn by its sender")

    what = models.TextField(_("what is needed"), max_length=LONGEST_WHAT, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=LONGEST_LINE, blank=True)
    place = models.CharField(_("where"), max_length=LONGEST_LINE, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    teller = models.CharField(_("who tells"), max_length=10, choices=Teller, default=Teller.RESIDENT)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=LONGEST_PHONE, blank=True)
    language = models.CharField(max_length=2)
    told_at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    waits = models.BooleanField(default=True)
    answer = models.TextField(_("answer"), max_length=LONGEST_ANSWER, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    phenomenon = models.ForeignKey(
        Phenomenon, on_delete=models.SET_NULL, null=True, blank=True, related_name="told"
    )
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects = ToldNeedQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        verbose_name = _("told need")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="told_need_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline(self) -> str:
        """The first sentence or line, short enough for a title; told in full on its page."""
        line = self.what.strip().partition("\n")[0].strip()
        sentence = line.partition(". ")[0].rstrip(".")
        return sentence if len(sentence) <= SHORT else f"{sentence[: SHORT - 1].rsplit(' ', 1)[0]}…"

    @property
    def reference(self) -> Reference:
        return Reference(KIND, self.public_id)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def was_withdrawn(self) -> bool:
        return self.state == ToldNeed.State.WITHDRAWN


SHORT = 90
OVER = (
    ToldNeed.State.NEED,
    ToldNeed.State.ANSWERED,
    ToldNeed.State.NOT_NOW,
    ToldNeed.State.WITHDRAWN,
)


class AdditionQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))

    def reached_by_link(self, actor: Actor) -> Q:
        named = actor.only is not None and actor.only.kind == KIND
        return Q(told__public_id=actor.only.public_id) if named and actor.only else NOTHING


class Addition(Owned):
    """A sentence that the sender of a told need added afterwards."""

    told = models.ForeignKey(ToldNeed, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"), max_length=LONGEST_ADDITION)
    added_at = models.DateTimeField()
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects = AdditionQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("addition to a told need")
        constraints = [
            models.UniqueConstraint(
                fields=["told", "form_key"], condition=~Q(form_key=""), name="addition_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.told_id} {self.added_at:%Y-%m-%d}"
