"""A proposed group: its seats, the needs they cover, the pairs they make, and whom one could ask.

A proposal is a snapshot: it keeps its own copy of what was asked for, so that it still says what it
said when the brief changes. It must not grow what happens after the decision; that is the group.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models.run import Run, WatchedQuerySet
from voimala.core.models import Identified, MayBeSynthetic
from voimala.networks.models import Owned, Sector
from voimala.people.models import Competence, Level, Person
from voimala.phenomena.models import SeatWish, Weight


class SeatKind(models.TextChoices):
    """Who sits, or who will say who sits."""

    PERSON = "person", pgettext_lazy("seat", "a person")
    UNIT = "unit", pgettext_lazy("seat", "named by the unit")
    ASSOCIATION = "association", pgettext_lazy("seat", "named by an association")
    ASK = "ask", pgettext_lazy("seat", "to be asked")


class Proposal(Owned, Identified, MayBeSynthetic):
    """A group that the engine found for a brief, and what became of it.

    A need, for the figures of the title, is a competence or a further language that the brief asks for,
    or a seat that the unit or an association names. Seats that the search fills are conditions, not
    needs: they are met in every proposal. `people` counts the people found and the seats that others name.

    One run may find several nearly equal ways: the best is way 1, and `loss` is how many of the engine's
    points the others are below it. `before` is the proposal that a change by hand started from.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("proposal", "waiting for a decision")
        DECIDED = "decided", pgettext_lazy("proposal", "decided")
        LEFT = "left", pgettext_lazy("proposal", "set aside")
        REPLACED = "replaced", pgettext_lazy("proposal", "replaced by a newer one")
        PASSED = "passed", pgettext_lazy("proposal", "another way was chosen")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="ways")
    way = models.PositiveSmallIntegerField(default=1)
    loss = models.FloatField(default=0.0)
    before = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    people = models.PositiveSmallIntegerField()
    needs_met = models.PositiveSmallIntegerField()
    needs_total = models.PositiveSmallIntegerField()
    needs_to_ask = models.PositiveSmallIntegerField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        ordering = ["-run__computed_at", "-run_id", "way"]
        verbose_name = _("proposal")
        constraints = [models.UniqueConstraint(fields=["run", "way"], name="proposal_way_once")]

    def __str__(self) -> str:
        return str(self.run.brief.phenomenon)


class AnySeat(models.Model):
    """What a seat of a proposal and of a group have in common.

    `wish` is the kind of the seat the brief asked for, "" for a seat the search added freely; `sector`
    is "" when it is not known.
    """

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SeatKind)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    wish = models.CharField(max_length=12, choices=SeatWish.Kind, blank=True)
    sector = models.CharField(max_length=12, choices=Sector, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.position}: {self.person or self.get_kind_display()}"


class ProposalSeat(AnySeat):
    """One seat, with the data its reasons are worded from.

    Minutes are None when they are not known. `others` counts who else would do nearly as well in this seat.
    `not_known` lists what the network does not know of the person: hours, place, languages, sector.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="seats")
    travel_minutes = models.PositiveIntegerField(null=True, blank=True)
    minutes_left = models.PositiveIntegerField(null=True, blank=True)
    others = models.PositiveIntegerField(default=0)
    not_known = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="proposal_seat_position"),
            models.UniqueConstraint(
                fields=["proposal", "person"], condition=Q(person__isnull=False), name="proposal_person_once"
            ),
        ]


class ProposalNeed(models.Model):
    """One need of the title's figures and how it is met: a competence, a language that somebody should
    speak, or a seat that others name. `seat` is that seat, or the one kept free for whoever is asked;
    `could_be_asked` counts the people about whom the need is not known."""

    class State(models.TextChoices):
        COVERED = "covered", pgettext_lazy("need", "covered")
        NAMED = "named", pgettext_lazy("need", "named by others")
        TO_ASK = "to_ask", pgettext_lazy("need", "to be asked")
        UNCOVERED = "uncovered", pgettext_lazy("need", "not covered")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="needs")
    order = models.PositiveSmallIntegerField()
    competence = models.ForeignKey(
        Competence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    seat = models.ForeignKey(ProposalSeat, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=3, blank=True)
    weight = models.CharField(max_length=10, choices=Weight)
    state = models.CharField(max_length=10, choices=State)
    could_be_asked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="proposal_need_order"),
        ]

    def __str__(self) -> str:
        return f"{self.competence or self.seat or self.language}: {self.state}"


class Cover(models.Model):
    """A seat brings a competence at a level; `enough` when that covers the need."""

    need = models.ForeignKey(ProposalNeed, on_delete=models.CASCADE, related_name="covers")
    seat = models.ForeignKey(ProposalSeat, on_delete=models.CASCADE, related_name="covers")
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    enough = models.BooleanField()

    class Meta:
        ordering = ["need", "-level", "seat"]
        constraints = [models.UniqueConstraint(fields=["need", "seat"], name="cover_once")]

    def __str__(self) -> str:
        return f"{self.seat} {self.level or ''}"


class Ask(models.Model):
    """Somebody about whom a need is not known, in the order in which one would ask."""

    need = models.ForeignKey(ProposalNeed, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["need", "person"], name="ask_once")]

    def __str__(self) -> str:
        return str(self.person)


class ProposalPair(models.Model):
    """Two seats, the smaller position first. Same-sector pairs that are not known have no row."""

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("pair", "new pair across sectors")
        KNOWN = "known", pgettext_lazy("pair", "have worked together")
        OPEN = "open", pgettext_lazy("pair", "known when the seat is named")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="pairs")
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)

    class Meta:
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "first", "second"], name="proposal_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="proposal_pair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.second} {self.kind}"
