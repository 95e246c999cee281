"""What crosses the border between networks: a person or an organisation, offered and accepted."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField
from voimala.core.localized import Localized
from voimala.core.models import Identified, Sourced
from voimala.core.references import Reference
from voimala.core.viewer import Viewer, sees_all
from voimala.networks.models.network import Network
from voimala.networks.models.owned import OwnedQuerySet, networks_with
from voimala.networks.models.vocabulary import RoleKind


class RegionalNetwork(Identified, Sourced):
    """One of the country's regional networks, as published: also those that are not on this installation.

    `start` and `motor` are empty where no source gives them. `network` is its own place here, if it has one.
    """

    code = models.CharField(max_length=40, unique=True)
    region = Localized(models.CharField(_("region"), max_length=100))
    name = Localized(models.CharField(_("name"), max_length=200, blank=True))
    motor = models.CharField(_("motor of the network"), max_length=200, blank=True)
    start = PartialDateField(_("start"), null=True, blank=True)
    detail = Localized(models.TextField(_("what it does"), blank=True))
    network = models.OneToOneField(
        Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="regional"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("regional network")

    def __str__(self) -> str:
        return str(self.name or self.region)


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, viewer: Viewer) -> "ShareQuerySet":
        """The coordinators of both networks, and the auditors; the neighbour's only what it was offered."""
        if sees_all(viewer):
            return self
        networks = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR)
        given = Q(network_id__in=networks)
        return self.filter(given | Q(neighbour_id__in=networks, answered_at__isnull=False))

    def of(self, network: Any) -> "ShareQuerySet":
        """Given or taken by the network."""
        return self.filter(Q(network=network) | Q(neighbour=network))

    def about(self, subject: Reference) -> "ShareQuerySet":
        return self.filter(kind=subject.kind, subject_id=subject.public_id)

    def in_force(self, kind: str) -> "ShareQuerySet":
        return self.filter(kind=kind, state=Share.State.ACCEPTED)

    def open(self) -> "ShareQuerySet":
        """Offered or in force."""
        return self.filter(state__in=OPEN)

    def asked_of_subject(self) -> "ShareQuerySet":
        """Offers whose subject has not said yes yet: the neighbour does not know of them."""
        return self.filter(state=Share.State.OFFERED, answered_at=None)

    def waiting(self) -> "ShareQuerySet":
        """Offers that the neighbour may answer."""
        return self.filter(state=Share.State.OFFERED, answered_at__isnull=False)


class Share(Identified):
    """A person or an organisation of one network made visible in another, once that one has accepted.

    `answered_at` is the last yes or no: first the subject's own, without which the neighbour never learns of
    the offer (an organisation is not asked: whoever offers it answers for it), then the neighbour's.
    """

    class State(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("share", "offered")
        ACCEPTED = "accepted", pgettext_lazy("share", "accepted")
        DECLINED = "declined", pgettext_lazy("share", "declined")
        ENDED = "ended", pgettext_lazy("share", "ended")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    neighbour = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        indexes = [models.Index(fields=["neighbour", "kind", "state"], name="share_lookup")]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbour", "kind", "subject_id"],
                condition=Q(state__in=["offered", "accepted"]),
                name="share_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(network=F("neighbour")), name="share_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.network} > {self.neighbour}"

    @property
    def subject(self) -> Reference:
        return Reference(self.kind, self.subject_id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def asks_subject(self) -> bool:
        return self.state == Share.State.OFFERED and self.answered_at is None


OPEN = (Share.State.OFFERED, Share.State.ACCEPTED)


class ShareableQuerySet(OwnedQuerySet):
    """Owned rows of which single ones may cross to a neighbour: `kind` is the kind of their references.

    `visible_to` and `of` stay what they are for everything else: a shared row is nobody's own. It is read by
    `shared_into` alone, so no list, export, search or computation gets it without naming it (decision 34).
    """

    kind = ""

    def shared_into(self, network: Any, viewer: Viewer) -> Self:
        """What neighbours share with the network: for its coordinators, and nothing for anybody else."""
        if not (sees_all(viewer) or network.pk in networks_with(viewer, RoleKind.COORDINATOR)):
            return self.none()
        shares = Share.objects.in_force(self.kind).filter(neighbour=network)
        return self.filter(self.may_cross(), public_id__in=shares.values("subject_id")).exclude(
            network=network
        )

    def may_cross(self) -> Q:
        """Which rows may be shared at all: asked at every read, whatever the shares say."""
        return Q()
