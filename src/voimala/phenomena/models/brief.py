"""A brief: what one pilot of a need would ask for. The engine's instance is made from it."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Identified, Versioned
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Owned, OwnedQuerySet, Period, Sector
from voimala.networks.models.owned import networks_with
from voimala.people.models import Competence, Level
from voimala.phenomena.models.need import READERS, Phenomenon

MIN_TEAM = 2
MAX_TEAM = 12
MAX_SAME_SEATS = 4


def hours_of(minutes: int) -> Decimal:
    """Hours to two decimals, whole ones without any."""
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours.normalize()


class Weight(models.TextChoices):
    """How much a requirement matters, in the three words people use."""

    MUST = "must", pgettext_lazy("weight", "necessary")
    IMPORTANT = "important", pgettext_lazy("weight", "important")
    PLUS = "plus", pgettext_lazy("weight", "a plus")


class BriefQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Every role of the network except the operator."""
        return Q(network_id__in=networks_with(viewer, *READERS))


class Brief(Owned, Identified, Versioned):
    """Size, hours, place, languages, seats and competences wished for one pilot in one period."""

    phenomenon = models.ForeignKey(Phenomenon, on_delete=models.CASCADE, related_name="briefs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="briefs")
    template = models.CharField(max_length=40, blank=True)
    minutes = models.PositiveIntegerField(_("minutes per person"))
    size_min = models.PositiveSmallIntegerField(
        _("people at least"), validators=[MinValueValidator(MIN_TEAM)]
    )
    size_max = models.PositiveSmallIntegerField(_("people at most"), validators=[MaxValueValidator(MAX_TEAM)])
    language = models.CharField(_("working language"), max_length=3, default="fi")
    languages_any = models.JSONField(_("somebody speaks also"), default=list, blank=True)
    max_travel = models.PositiveSmallIntegerField(_("travel at most, minutes"))
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = _("brief")
        constraints = [
            models.UniqueConstraint(fields=["phenomenon", "period"], name="brief_once_per_period"),
            models.CheckConstraint(condition=Q(size_max__gte=F("size_min")), name="brief_sizes_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.phenomenon}, {self.period}"


class SeatWish(models.Model):
    """A seat that must be in the group, and who names it: the search, the unit or an association."""

    class Kind(models.TextChoices):
        UNIT_WORKER = "unit_worker", pgettext_lazy("seat", "The unit's own worker")
        ART_LEADER = "art_leader", pgettext_lazy("seat", "Art leader")
        EXPERT = "expert", pgettext_lazy("seat", "Expert by experience")
        SOCIAL = "social", pgettext_lazy("seat", "Social services")
        HEALTH = "health", pgettext_lazy("seat", "Health")
        EDUCATION = "education", pgettext_lazy("seat", "Education")
        YOUTH_THIRD = "youth_third", pgettext_lazy("seat", "Youth and third sector")
        DECISION = "decision", pgettext_lazy("seat", "Decision-maker")

    class NamedBy(models.TextChoices):
        SEARCH = "search", pgettext_lazy("seat", "found by the search")
        UNIT = "unit", pgettext_lazy("seat", "named by the unit")
        ASSOCIATION = "association", pgettext_lazy("seat", "named by an association")

    SECTORS_OF = {
        Kind.ART_LEADER: (Sector.CULTURE,),
        Kind.EXPERT: (Sector.CLIENT,),
        Kind.SOCIAL: (Sector.SOCIAL,),
        Kind.HEALTH: (Sector.HEALTH,),
        Kind.EDUCATION: (Sector.EDUCATION,),
        Kind.YOUTH_THIRD: (Sector.YOUTH_THIRD,),
        Kind.DECISION: (Sector.DECISION,),
    }

    # Who may name a seat, the usual one first; the search finds all the others.
    NAMERS = {
        Kind.UNIT_WORKER: (NamedBy.UNIT,),
        Kind.EXPERT: (NamedBy.ASSOCIATION, NamedBy.SEARCH),
    }

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="seat_wishes")
    kind = models.CharField(max_length=12, choices=Kind)
    named_by = models.CharField(max_length=12, choices=NamedBy, default=NamedBy.SEARCH)
    count = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_SAME_SEATS)]
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["brief", "kind"], name="seat_wish_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def namers_of(cls, kind: str) -> tuple["SeatWish.NamedBy", ...]:
        return cls.NAMERS.get(cls.Kind(kind), (cls.NamedBy.SEARCH,))

    def sectors(self) -> tuple[str, ...]:
        """Sector codes that can fill the seat; the unit's own worker has the host unit's sector, if known."""
        if self.kind == self.Kind.UNIT_WORKER:
            unit = self.brief.phenomenon.host_unit
            return (unit.sector,) if unit else ()
        return tuple(sector.value for sector in self.SECTORS_OF[self.Kind(self.kind)])


class Requirement(models.Model):
    """One competence that the group should have, how well, and how much it matters."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="requirements")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.CAN)
    weight = models.CharField(_("weight"), max_length=10, choices=Weight, default=Weight.IMPORTANT)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["brief", "competence"], name="requirement_once")]

    def __str__(self) -> str:
        return f"{self.competence} ({self.get_weight_display()})"
