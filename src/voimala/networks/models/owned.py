"""Tenancy: every owned row has one home network, and every list starts with `visible_to`.

This module is the only place that turns a viewer into a filter on networks.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from voimala.core.viewer import Actor, Viewer, sees_all

NOTHING = Q(pk__in=[])


class OwnedQuerySet(models.QuerySet[Any]):
    """Reads of owned rows. A model narrows or widens `seen_by`; nobody filters by network elsewhere."""

    def visible_to(self, viewer: Viewer) -> Self:
        """The rows that this viewer may see: the union over the viewer's roles."""
        if sees_all(viewer):
            return self
        if isinstance(viewer, Actor) and viewer.only is not None and viewer.viewer is None:
            return self.filter(self.reached_by_link(viewer))
        return self.filter(self.seen_by(viewer))

    def seen_by(self, viewer: Viewer) -> Q:
        """The condition for one viewer; by default every role of the network sees the row.

        A condition over a to-many table is written as a sub-query, so that no row comes twice.
        """
        return Q(network_id__in=viewer.network_ids)

    def reached_by_link(self, actor: Actor) -> Q:
        """A link sees the one object it names, when that object is of this model."""
        only = actor.only
        if only is None or only.kind != self.model._meta.model_name or not hasattr(self.model, "public_id"):
            return NOTHING
        return Q(public_id=only.public_id)

    def of(self, network: Any) -> Self:
        """Narrow to the network of the page's address."""
        return self.filter(network=network)


class PublicQuerySet(OwnedQuerySet):
    """Facts of a network: its own people see them, and everybody when the network is published."""

    def seen_by(self, viewer: Viewer) -> Q:
        return super().seen_by(viewer) | Q(network__published=True)


def networks_with(viewer: Viewer, *roles: str) -> list[int]:
    """The viewer's networks in which the viewer holds one of these roles now."""
    wanted = frozenset(roles)
    return [network for network in sorted(viewer.network_ids) if viewer.roles_in(network) & wanted]


class OwnedManager(models.Manager.from_queryset(OwnedQuerySet)):  # type: ignore[misc]  # made at run time
    """Named, so that a model may put its own in its place (django-stubs fixes the type of a nameless one)."""


class Owned(models.Model):
    """A row with a home network."""

    network = models.ForeignKey("networks.Network", on_delete=models.PROTECT, related_name="+")

    objects: Any = OwnedManager()

    class Meta:
        abstract = True
