"""People: employed or not, with what the network may know of them, and the ties between them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.models import Deletable, Identified, MayBeSynthetic, Versioned
from voimala.core.text import search_text, sort_key
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import (
    LANGUAGE_NAMES,
    Municipality,
    Owned,
    OwnedQuerySet,
    Period,
    RoleKind,
    Sector,
    ShareableQuerySet,
)
from voimala.networks.models.owned import NOTHING, networks_with
from voimala.partners.models import Contact, Organisation, Unit
from voimala.partners.models.organisation import organisations_of


def are_languages(value: object) -> None:
    if not (isinstance(value, list) and value and all(code in LANGUAGE_NAMES for code in value)):
        raise ValidationError(_("Choose languages from the list."))


def own_rows(viewer: Viewer) -> Q:
    """Rows that hang on the viewer's own person, where the viewer has a role."""
    if not viewer.pk:
        return NOTHING
    return Q(person__user_id=viewer.pk, network_id__in=viewer.network_ids)


class OfPersonQuerySet(OwnedQuerySet):
    """Rows of one person: a link that names the person reaches them, as the person does."""

    def reached_by_link(self, actor: Actor) -> Q:
        only = actor.only
        if only is None or only.kind != "person":
            return NOTHING
        return Q(person__public_id=only.public_id, person__deleted_at=None)


class PersonQuerySet(ShareableQuerySet):
    kind = "person"

    def may_cross(self) -> Q:
        """Nobody who is gone, does not know that she is here, or has said "do not suggest me"."""
        return Q(deleted_at=None, told_at__isnull=False, may_be_suggested=True)

    def reached_by_link(self, actor: Actor) -> Q:
        return super().reached_by_link(actor) & Q(deleted_at=None)

    def seen_by(self, viewer: Viewer) -> Q:
        """Oneself; coordinator and auditor everybody; a partner's contact its own organisation's people."""
        overseen = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR)
        employed = Q(organisation_id__in=organisations_of(viewer), told_at__isnull=False)
        oneself = Q(user_id=viewer.pk, network_id__in=viewer.network_ids) if viewer.pk else Q(pk__in=[])
        return Q(deleted_at=None) & (Q(network_id__in=overseen) | employed | oneself)

    def searched(self, words: str) -> "PersonQuerySet":
        """Those whose name or work role holds every word, however it is written in capitals."""
        found = self
        for word in search_text(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def in_sector(self, sector: str) -> "PersonQuerySet":
        """Those whose own sector it is, or whose unit's when they have none of their own."""
        return self.filter(Q(own_sector=sector) | Q(own_sector="", unit__sector=sector))

    def with_minutes(self, period: Period | None) -> "PersonQuerySet":
        """`minutes_free` in the period: None when the hours, or the period, are not known."""
        return self.annotate(
            hours=FilteredRelation("availabilities", condition=Q(availabilities__period=period)),
            minutes_free=F("hours__minutes") - F("hours__held") - F("hours__booked"),
        )

    def told(self) -> "PersonQuerySet":
        """Those who know what is stored of them. Nothing is done with anybody before that (decision 31)."""
        return self.filter(told_at__isnull=False)

    def to_be_told(self) -> "PersonQuerySet":
        """Stored by another, and not told yet: neither found nor suggested nor asked."""
        return self.filter(told_at=None, deleted_at=None)

    def suggestable(self) -> "PersonQuerySet":
        """Those whom a proposal may name: told, not deleted, and not having said "do not suggest me"."""
        return self.told().filter(deleted_at=None, may_be_suggested=True)


class Person(Owned, Identified, Versioned, Deletable, MayBeSynthetic):
    """Somebody who may take part in a group. No organisation is needed.

    What is not known stays empty: `languages` and `municipality` None mean "not known". When
    `profile_complete` is set, the person has said that the profile lists every competence, so one
    that is not listed is absent; otherwise it is not known. `told_at` is when she knew that she is here;
    None, set by whoever enters others, means that she has not been told yet.
    """

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", pgettext_lazy("person", "employee")
        FREELANCER = "freelancer", pgettext_lazy("person", "freelancer")
        STUDENT = "student", pgettext_lazy("person", "student")
        VOLUNTEER = "volunteer", pgettext_lazy("person", "volunteer")
        EXPERT = "expert", pgettext_lazy("person", "expert by experience")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    work_role = models.CharField(_("work role"), max_length=120, blank=True)
    email = models.EmailField(_("work e-mail"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="people", null=True, blank=True
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people", null=True, blank=True)
    own_sector = models.CharField(_("sector"), max_length=12, choices=Sector, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    languages = models.JSONField(
        _("languages"), null=True, blank=True, default=None, validators=[are_languages]
    )
    profile_complete = models.BooleanField(default=False)
    may_be_suggested = models.BooleanField(default=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True, default=timezone.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="people"
    )
    search_text = models.CharField(max_length=400, editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("person")
        indexes = [models.Index(fields=["network", "sort_key"], name="person_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user"],
                condition=Q(deleted_at=None, user__isnull=False),
                name="person_one_per_user",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sector(self) -> str:
        """The person's own sector, else the unit's; "" when neither is known."""
        return self.own_sector or (self.unit.sector if self.unit else "")

    def index(self) -> None:
        """Fill the search and sort keys; bulk writers call it, save() does it itself."""
        self.search_text = search_text(self.name, self.work_role)[:400]
        self.sort_key = sort_key(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index()
        super().save(*args, **kwargs)


class TieQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Whoever sees one of the two."""
        people = Person.objects.visible_to(viewer)
        return Q(first__in=people) | Q(second__in=people)


class Tie(Owned, MayBeSynthetic):
    """Two people have worked together before. `first` has the smaller key."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    objects = TieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="tie_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="tie_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class LimitQuerySet(OfPersonQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """A limit is the person's own; the coordinator needs it to propose, nobody else sees it."""
        return Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR)) | own_rows(viewer)


class Limit(Owned, MayBeSynthetic):
    """A person's own limit for a period: not with this person, or not in this unit. No reason is asked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="limits")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="+")

    objects = LimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, unit__isnull=True)
                | Q(other__isnull=True, unit__isnull=False),
                name="limit_person_or_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.other or self.unit}"
