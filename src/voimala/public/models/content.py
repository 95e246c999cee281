"""News, campaigns and happenings: what a network tells the public, with the day it goes out."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField, covers
from voimala.core.localized import Localized
from voimala.core.models import Deletable, Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Municipality, Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.public.models.picture import Picture


class PublishedQuerySet(OwnedQuerySet):
    """Drafts and what is still to come: the coordinators. What is out: the network, and visitors.

    "Out" is asked of the database's own clock, so that a page and its feed agree.
    """

    def seen_by(self, viewer: Viewer) -> Q:
        out = Q(publish_at__lte=Now()) & (Q(hide_at=None) | Q(hide_at__gt=Now()))
        read = Q(network_id__in=viewer.network_ids) | Q(network__published=True)
        tended = Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR))
        return Q(deleted_at=None) & (tended | (out & read))

    def reached_by_link(self, actor: Actor) -> Q:
        return super().reached_by_link(actor) & Q(deleted_at=None)

    def withdrawn_to(self, viewer: Viewer) -> "PublishedQuerySet":
        """What has been taken away and can be brought back: for the coordinators only."""
        return self.filter(
            network_id__in=networks_with(viewer, RoleKind.COORDINATOR), deleted_at__isnull=False
        )

    def out_at(self, now: dt.datetime) -> "PublishedQuerySet":
        """What is published at `now`, also for those who see drafts."""
        return self.filter(deleted_at=None).filter(
            Q(publish_at__lte=now) & (Q(hide_at=None) | Q(hide_at__gt=now))
        )


class Published(Owned, Identified, Versioned, Deletable, MayBeSynthetic, Sourced):
    """Something with a title and a text that is out from `publish_at` (None: a draft) until `hide_at`.

    `body` is Markdown without HTML; `public.rendering` makes the page of it. `changed_at` is when somebody
    last wrote it, None where nobody knows. `form_key` is the key of the form that made the row: sent twice,
    it makes one row. Empty when no form did.
    """

    title = Localized(models.CharField(_("title"), max_length=200))
    lead = Localized(models.TextField(_("in short"), blank=True))
    body = Localized(models.TextField(_("text"), blank=True))
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    publish_at = models.DateTimeField(_("published from"), null=True, blank=True)
    hide_at = models.DateTimeField(_("published until"), null=True, blank=True)
    comments_open = models.BooleanField(_("comments may be written"), default=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="%(class)s_once_per_form"
            ),
            models.CheckConstraint(
                condition=Q(hide_at=None) | Q(publish_at=None) | Q(hide_at__gt=F("publish_at")),
                name="%(class)s_hidden_after_shown",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def is_out(self, now: dt.datetime) -> bool:
        return (
            self.deleted_at is None
            and self.publish_at is not None
            and self.publish_at <= now
            and (self.hide_at is None or now < self.hide_at)
        )


class News(Published):
    """One piece of news."""

    class Meta(Published.Meta):
        ordering = ["-publish_at", "-pk"]
        verbose_name = _("piece of news")


class Campaign(Published):
    """Work to be seen, for some weeks or years, with its hashtags."""

    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(pgettext_lazy("campaign", "until"), null=True, blank=True)
    hashtags = models.JSONField(_("hashtags"), default=list, blank=True)

    class Meta(Published.Meta):
        ordering = ["-since", "-pk"]
        verbose_name = _("campaign")

    def in_force(self, day: dt.date) -> bool:
        return covers(self.since, self.until, day)


class Happening(Published):
    """Something people come to. Times are those of the network's zone; empty where they are not known."""

    class Kind(models.TextChoices):
        OPEN = "open", pgettext_lazy("happening", "Open to all")
        PANEL = "panel", pgettext_lazy("happening", "Election panel")
        TRAINING = "training", pgettext_lazy("happening", "Training")
        MEETING = "meeting", pgettext_lazy("happening", "Network meeting")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OPEN)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.URLField(_("web address"), max_length=300, blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)

    class Meta(Published.Meta):
        ordering = ["day", "starts_at", "pk"]
        verbose_name = _("happening")
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("day")), name="happening_days_in_order"
            ),
        ]

    @property
    def ends(self) -> dt.date:
        """Its last day."""
        return self.last_day or self.day
