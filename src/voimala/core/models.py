"""The event trail and the small abstract models that every app builds on."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voimala.core.ids import PublicIdField

Row = TypeVar("Row", bound=models.Model)
APPEND_ONLY = "the event trail is append-only: write a new event"


class Identified(models.Model):
    """A row with a random public id for addresses and references."""

    public_id = PublicIdField()

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A row that people edit: the second writer sees the difference and chooses (core.versions)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Deletable(models.Model):
    """A row whose deletion can be undone for 30 days. Unique constraints on it are partial."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class MayBeSynthetic(models.Model):
    """A row that may be invented for demonstration; it says so on pages, exports and PDFs."""

    synthetic = models.BooleanField(_("synthetic"), default=False)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """A row that states a fact: the marks of the sources that say so, as `networks.Source` lists them."""

    sources = models.JSONField(_("sources"), default=list, blank=True)

    class Meta:
        abstract = True


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows can be added and read. `_raw_delete` is what collectors of other tables would call."""

    def update(self, **values: Any) -> int:
        raise TypeError(APPEND_ONLY)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(APPEND_ONLY)

    def _raw_delete(self, using: str | None) -> int:
        raise TypeError(APPEND_ONLY)

    def bulk_create(self, objs: Iterable[Row], *args: Any, **options: Any) -> list[Row]:
        if options.get("update_conflicts"):
            raise TypeError(APPEND_ONLY)
        return super().bulk_create(objs, *args, **options)


class AppendOnly(models.Model):
    """A row of the trail: written once. There is no way to change or remove it through the ORM."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError(APPEND_ONLY)
        super().save(**{**options, "force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        raise TypeError(APPEND_ONLY)


class Event(AppendOnly):
    """Who did or looked at what, when, in which role and for which purpose. Never content.

    No foreign keys: erasing a person or a network must not break the trail, and the trail must not
    keep what was erased. Written by `core.events.record` only.
    """

    at = models.DateTimeField()
    deed = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    network_id = models.BigIntegerField(null=True)

    class Meta(AppendOnly.Meta):
        indexes = [
            models.Index(fields=["network_id", "at"], name="event_network_at"),
            models.Index(fields=["actor_id", "at"], name="event_actor_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.deed} by {self.actor_name}"


class EventSubject(AppendOnly):
    """One object that an event is about; a page that shows 50 people is one event with 50 subjects."""

    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=12)

    class Meta(AppendOnly.Meta):
        indexes = [
            models.Index(fields=["kind", "subject_id", "event_id"], name="event_subject_lookup"),
            models.Index(fields=["event_id"], name="event_subject_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject_id}"
