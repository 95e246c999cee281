"""What crosses the border between networks: a person or an organisation, offered and accepted."""

from typing import Any

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
from voimala.networks.models.owned import NOTHING, OwnedQuerySet, networks_with
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
        """The coordinators of both networks, and the auditors."""
        if sees_all(viewer):
            return self
        networks = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR)
        return self.filter(Q(network_id__in=networks) | Q(neighbour_id__in=networks))

    def of(self, network: Any) -> "ShareQuerySet":
        """Given or taken by the network."""
        return self.filter(Q(network=network) | Q(neighbour=network))

    def in_force(self, kind: str) -> "ShareQuerySet":
        return self.filter(kind=kind, state=Share.State.ACCEPTED)


class Share(Identified):
    """A person or an organisation of one network made visible in another, once that one has accepted."""

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


def shared_ids(kind: str, **into: Any) -> Any:
    """Public ids of what is shared: a sub-query. `into` says where: `neighbour=…` or `neighbour_id__in=…`."""
    return Share.objects.in_force(kind).filter(**into).values("subject_id")


class ShareableQuerySet(OwnedQuerySet):
    """Owned rows that a neighbour may have accepted: `kind` is the kind of their references."""

    kind = ""

    def of(self, network: Any) -> "ShareableQuerySet":
        """The network's own, and what its neighbours share with it."""
        return self.filter(Q(network=network) | Q(public_id__in=shared_ids(self.kind, neighbour=network)))

    def shared_with(self, network_ids: Any) -> Q:
        """The rows shared into these networks; nothing for nobody."""
        ids = list(network_ids)
        return Q(public_id__in=shared_ids(self.kind, neighbour_id__in=ids)) if ids else NOTHING
