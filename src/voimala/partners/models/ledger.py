"""What partners have promised, given and received: rows that are never changed, and their kept sums."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import AppendOnlyQuerySet, Identified, MayBeSynthetic
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Owned, OwnedQuerySet, Period, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models.commitment import OVERSEERS
from voimala.partners.models.organisation import Organisation, organisations_of


class Direction(models.TextChoices):
    PROMISED = "promised", pgettext_lazy("ledger", "Promised")
    GIVEN = "given", pgettext_lazy("ledger", "Given")
    RECEIVED = "received", pgettext_lazy("ledger", "Received")


class Measure(models.TextChoices):
    """What is counted, and so the unit of `amount`."""

    EUROS = "euros", pgettext_lazy("ledger", "euros")  # cents
    HOURS = "hours", pgettext_lazy("ledger", "hours")  # minutes
    IN_KIND = "in_kind", pgettext_lazy("ledger", "in kind")  # times; the words say of what
    PILOTS = "pilots", pgettext_lazy("ledger", "pilots hosted")
    VISITS = "visits", pgettext_lazy("ledger", "participant visits")
    TRAINED = "trained", pgettext_lazy("ledger", "staff trained")
    ENTRIES = "entries", pgettext_lazy("ledger", "entries in strategies")


ONLY_RECEIVED = (Measure.PILOTS, Measure.VISITS, Measure.TRAINED, Measure.ENTRIES)
"""What is only ever received: a partner gives hours, and gets pilots."""


OF_ORGANISATION = "contributions"
"""The kind of a reference to the rows of one organisation; its public id is the organisation's."""


class EntryQuerySet(OwnedQuerySet, AppendOnlyQuerySet[Any]):  # type: ignore[override]  # as_manager of two query sets
    """Rows are added and read, never changed: a mistake is countered by a row of its own."""

    def seen_by(self, viewer: Viewer) -> Q:
        """Coordinator, board and auditor see all rows; a partner's contact its own organisation's."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS)) | Q(
            organisation_id__in=organisations_of(viewer)
        )

    def reached_by_link(self, actor: Actor) -> Q:
        """The rows of the organisation whose contact was sent the link."""
        only = actor.only
        named = only is not None and only.kind == OF_ORGANISATION
        return Q(organisation__public_id=only.public_id) if only and named else Q(pk__in=[])

    def standing(self) -> "EntryQuerySet":
        """Rows that count: neither countered nor a counter-row."""
        return self.filter(counters=None, countered_by=None)

    def to_confirm(self) -> "EntryQuerySet":
        """Hours given or received that somebody else wrote and the partner has not confirmed yet."""
        return self.standing().filter(
            measure=Measure.HOURS,
            direction__in=(Direction.GIVEN, Direction.RECEIVED),
            confirmation=None,
        )


class BalanceQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Sums are everybody's who has a part in the partnership, also another partner's contact's."""
        return Q(network_id__in=networks_with(viewer, *OVERSEERS, RoleKind.PARTNER_CONTACT))


class ConfirmationQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Whoever sees the row."""
        return Q(entry__in=Entry.objects.visible_to(viewer))


class Entry(Owned, Identified, MayBeSynthetic):
    """One row of the ledger. `amount` counts cents, minutes or pieces; counter-rows are negative.

    `source_kind` and `source_id` name what made the row (a pilot's session, a strategy's entry), "" when it
    was written by hand. `form_key` is the key of the form or the source: sent twice, it makes one row.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="entries")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="entries")
    direction = models.CharField(max_length=8, choices=Direction)
    measure = models.CharField(max_length=8, choices=Measure)
    amount = models.BigIntegerField()
    on_day = models.DateField(_("day"))
    words = models.CharField(_("what"), max_length=300, blank=True)
    counters = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="countered_by"
    )
    source_kind = models.CharField(max_length=30, blank=True, default="")
    source_id = models.CharField(max_length=12, blank=True, default="")
    form_key = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField()

    objects: Any = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-on_day", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("row of the ledger")
        indexes = [
            models.Index(
                fields=["network", "period", "organisation", "-on_day", "-id"], name="entry_of_organisation"
            ),
            models.Index(fields=["network", "-on_day", "-id"], name="entry_newest"),
            models.Index(
                fields=["source_kind", "source_id"], name="entry_of_source", condition=~Q(source_kind="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["network", "form_key"], name="entry_once_per_form"),
            models.CheckConstraint(condition=~Q(amount=0), name="entry_is_something"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(counters__isnull=False), name="entry_negative_counters"
            ),
            models.CheckConstraint(
                condition=Q(direction="received") | ~Q(measure__in=[each.value for each in ONLY_RECEIVED]),
                name="entry_only_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.direction} {self.amount} {self.measure}"

    @property
    def reference(self) -> Reference:
        return Reference("entry", self.public_id)

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("a row of the ledger is never changed: write a counter-row")
        super().save(**{**options, "force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        raise TypeError("a row of the ledger is never deleted: write a counter-row")


class Balance(Owned):
    """The kept sum of one organisation, period, direction and measure; always the sum of its rows."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="balances")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="balances")
    direction = models.CharField(max_length=8, choices=Direction)
    measure = models.CharField(max_length=8, choices=Measure)
    amount = models.BigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)

    objects: Any = BalanceQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__sort_key", "direction", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period", "direction", "measure"], name="balance_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="balance_not_below_nothing"),
        ]
        indexes = [models.Index(fields=["network", "period"], name="balance_of_period")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.direction} {self.amount} {self.measure}"


class Confirmation(Owned):
    """A partner has confirmed a row about it with one tap: that the hours given or received are right."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="confirmation")
    confirmed_at = models.DateTimeField()

    objects: Any = ConfirmationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.confirmed_at:%Y-%m-%d}"
