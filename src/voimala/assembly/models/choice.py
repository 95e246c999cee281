"""What people change in a proposal by hand, and what the search offers for it.

The engine is asked again after each choice, so that a proposal is always the best that the choices allow. It
must not grow what happens after the decision.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models.proposal import Proposal, ProposalSeat
from voimala.assembly.models.run import WatchedQuerySet
from voimala.core.models import Identified
from voimala.networks.models import Owned
from voimala.people.models import Competence, Person
from voimala.phenomena.models import Brief


class Choice(Owned, Identified):
    """A person kept in, taken in or left out of a brief's group by hand, until it is undone.

    Locking keeps somebody who was proposed, pinning takes in somebody who was not; the search treats both
    alike. The newest choice in force is the one that undoing takes back.
    """

    class Kind(models.TextChoices):
        PIN = "pin", pgettext_lazy("choice", "taken in")
        LOCK = "lock", pgettext_lazy("choice", "kept in")
        EXCLUDE = "exclude", pgettext_lazy("choice", "left out")

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="choices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("choice")
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "person"], condition=Q(undone_at=None), name="choice_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Alternative(models.Model):
    """Somebody else who could sit in a seat alone, the rest of the group as it is; `rank` 1 is the nearest.

    `loss` is in the engine's points and stands under the computation's details only. `loses` and `gains` are
    orders of the proposal's needs; the pairs count new and known ones more (or less) than now.
    """

    seat = models.ForeignKey(ProposalSeat, on_delete=models.CASCADE, related_name="alternatives")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    loss = models.FloatField()
    travel_minutes = models.PositiveIntegerField(null=True, blank=True)
    loses = models.JSONField(default=list, blank=True)
    gains = models.JSONField(default=list, blank=True)
    new_pairs = models.SmallIntegerField(default=0)
    known_pairs = models.SmallIntegerField(default=0)
    not_known = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["seat", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "rank"], name="alternative_rank"),
            models.UniqueConstraint(fields=["seat", "person"], name="alternative_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.person}"


class Question(Owned, Identified):
    """One thing worth asking one person before deciding: what a yes would give, or what a no would cost.

    `closes` are orders of the proposal's needs that a yes would meet. `gain` and `loss` are points of a
    re-solve with just that answer; `without` says that a no would leave no group at all.
    """

    class About(models.TextChoices):
        COMPETENCE = "competence", pgettext_lazy("question", "a skill")
        HOURS = "hours", pgettext_lazy("question", "hours")
        PLACE = "place", pgettext_lazy("question", "home municipality")
        LANGUAGE = "language", pgettext_lazy("question", "a language")
        SECTOR = "sector", pgettext_lazy("question", "sector")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=10, choices=About)
    competence = models.ForeignKey(
        Competence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=3, blank=True)
    gain = models.FloatField()
    loss = models.FloatField()
    closes = models.JSONField(default=list, blank=True)
    changes = models.PositiveSmallIntegerField(default=0)
    without = models.BooleanField(default=False)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="question_order"),
            models.UniqueConstraint(fields=["proposal", "person"], name="question_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_about_display()}"
