"""Competences of two kinds, and what is known of them: known, known absent, or not known."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Versioned
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models import Contact
from voimala.people.models.person import OfPersonQuerySet, Person, PersonQuerySet, own_rows

# Whom the circle "the network" means: those who do its work, not those who run its machines.
MEMBERS = tuple(role for role in RoleKind if role != RoleKind.OPERATOR)


class Level(models.IntegerChoices):
    """How well: the three words people answer with, and the engine's 1–5 scale behind them."""

    BEGINNING = 1, pgettext_lazy("level", "beginning")
    CAN = 3, pgettext_lazy("level", "can do")
    CAN_TEACH = 5, pgettext_lazy("level", "can teach")


LEVELS = tuple(Level)


class Knowledge(models.TextChoices):
    """What is known of a person and a competence. No row means NOT_KNOWN, which is never "no"."""

    KNOWN = "known", pgettext_lazy("knowledge", "known")
    ABSENT = "absent", pgettext_lazy("knowledge", "known absent")
    NOT_KNOWN = "not_known", pgettext_lazy("knowledge", "not known")


class CompetenceQuerySet(OwnedQuerySet):
    def offered(self) -> "CompetenceQuerySet":
        """Those that new forms offer: a retired word stays with those of whom it is known."""
        return self.filter(retired=False)

    def professional(self) -> "CompetenceQuerySet":
        return self.filter(kind=Competence.Kind.PROFESSIONAL)


class Competence(Owned, Identified, Versioned):
    """A word of the network's own list of what people can do or like to do.

    A `retired` one is no longer offered; what is known of people stays known.
    """

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", pgettext_lazy("competence", "professional")
        STRENGTH = "strength", pgettext_lazy("competence", "strength or interest")

    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    name = Localized(models.CharField(_("name"), max_length=120))
    order = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(_("no longer offered"), default=False)

    objects: Any = CompetenceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "code"]
        verbose_name = _("competence")
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="competence_code")]

    def __str__(self) -> str:
        return str(self.name)


class KnownCompetenceQuerySet(OfPersonQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """One's own; the coordinator and the auditor all; the rest as the person's circle says.

        Employers never see strengths and interests, in whatever circle: the network is their controller.
        Whoever is a contact of the person's organisation counts as the employer in every other role too.
        """
        overseen = Q(network_id__in=networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR))
        shown = Q(
            network_id__in=networks_with(viewer, *MEMBERS),
            person__deleted_at=None,
            circle__in=(KnownCompetence.Circle.NETWORK, KnownCompetence.Circle.PUBLIC),
        )
        professional = Q(competence__kind=Competence.Kind.PROFESSIONAL)
        return overseen | own_rows(viewer) | (shown & (professional | ~employed_by(viewer)))

    def shown_to_neighbours(self) -> "KnownCompetenceQuerySet":
        """Of somebody whom a neighbour may see: the professional skills that she shows to her network."""
        circles = (KnownCompetence.Circle.NETWORK, KnownCompetence.Circle.PUBLIC)
        professional = Competence.Kind.PROFESSIONAL
        return self.filter(knowledge=Knowledge.KNOWN, circle__in=circles, competence__kind=professional)


def employed_by(viewer: Viewer) -> Q:
    """Rows of people whose organisation has the viewer as a contact, whatever else the viewer is."""
    contacts = Contact.objects.filter(user_id=viewer.pk, user_id__isnull=False)
    employers = contacts.values("organisation_id")
    return Q(person__organisation_id__in=employers) | Q(person__unit__organisation_id__in=employers)


def with_knowledge(people: PersonQuerySet, viewer: Viewer) -> PersonQuerySet:
    """`known`: something of the person's competence is known to this viewer, or the profile is complete."""
    told = KnownCompetence.objects.visible_to(viewer).filter(person=OuterRef("pk"))
    return people.annotate(known=Q(profile_complete=True) | Exists(told))


class KnownCompetence(Owned, MayBeSynthetic):
    """What is known of one person and one competence, and to whom the person shows it.

    `origin` and `told_at` say where it came from; empty when that is not known.
    """

    class Circle(models.TextChoices):
        COORDINATOR = "coordinator", pgettext_lazy("circle", "me and the coordinator")
        NETWORK = "network", pgettext_lazy("circle", "the network")
        PUBLIC = "public", pgettext_lazy("circle", "everybody")

    class Origin(models.TextChoices):
        PROFILE = "profile", pgettext_lazy("origin", "you told it in your profile")
        CALL = "call", pgettext_lazy("origin", "you told it when you answered an open call")
        HINT = "hint", pgettext_lazy("origin", "you accepted a hint")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="competences")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="known_of")
    knowledge = models.CharField(
        max_length=6, choices=[(k.value, k.label) for k in (Knowledge.KNOWN, Knowledge.ABSENT)]
    )
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    circle = models.CharField(max_length=12, choices=Circle, default=Circle.COORDINATOR)
    origin = models.CharField(max_length=12, choices=Origin, blank=True, default="")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = KnownCompetenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "competence"], name="competence_known_once"),
            models.CheckConstraint(
                condition=Q(knowledge="known", level__isnull=False)
                | Q(knowledge="absent", level__isnull=True),
                name="competence_level_when_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.competence} {self.level or self.knowledge}"
