"""Letters of intent and partnership agreements: their numbered texts, parties, signatures, reviews."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField, covers
from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.viewer import Viewer
from voimala.networks.models import Owned, OwnedQuerySet, PublicQuerySet, RoleKind
from voimala.networks.models.owned import networks_with
from voimala.partners.models.organisation import Dated, Organisation

READERS = (RoleKind.COORDINATOR, RoleKind.PARTNER_CONTACT, RoleKind.BOARD_MEMBER, RoleKind.AUDITOR)


class AgreementKind(models.TextChoices):
    INTENT = "intent", pgettext_lazy("agreement", "letter of intent")
    PARTNERSHIP = "partnership", pgettext_lazy("agreement", "partnership agreement")


class AgreementQuerySet(PublicQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """That something was agreed is public; what is only on its way, its readers see."""
        phases = Agreement.Phase
        signed = Q(phase__in=(phases.SIGNED, phases.TERMINATED)) | Q(
            phase=phases.ENDED, signed_on__isnull=False
        )
        return Q(network_id__in=networks_with(viewer, *READERS)) | (super().seen_by(viewer) & signed)


class Agreement(Owned, Identified, Versioned, Sourced, MayBeSynthetic):
    """What organisations agree on, over its whole life. That it exists is public; its texts are not.

    Draft → out for signature → signed → in force → ended or terminated. "In force" is not a stored phase:
    a signed agreement is in force from `since`, and up to the last day that `until` may mean. `detail` is
    what the network tells everybody of it.
    """

    class Phase(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("agreement", "draft")
        OUT = "out", pgettext_lazy("agreement", "out for signature")
        SIGNED = "signed", pgettext_lazy("agreement", "signed")
        ENDED = "ended", pgettext_lazy("agreement", "ended")
        TERMINATED = "terminated", pgettext_lazy("agreement", "terminated")

    code = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=AgreementKind)
    name = Localized(models.CharField(_("name"), max_length=200))
    detail = Localized(models.TextField(_("what is told of it"), max_length=1000, blank=True))
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.DRAFT)
    signed_on = PartialDateField(_("signed"), null=True, blank=True)
    since = PartialDateField(_("in force from"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    end_reason = models.TextField(_("reason of the end"), max_length=2000, blank=True)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects: Any = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("agreement")
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="agreement_code"),
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="agreement_once_per_form"
            ),
            models.CheckConstraint(
                condition=~Q(phase="terminated") | ~Q(end_reason=""), name="agreement_terminated_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def in_force(self, day: dt.date) -> bool:
        """Also after its end was agreed on, up to that day; never when it ended before it was signed."""
        bound = self.phase == self.Phase.SIGNED or (self.is_over and self.signed_on is not None)
        return bound and covers(self.since, self.until, day)

    @property
    def is_over(self) -> bool:
        return self.phase in (self.Phase.ENDED, self.Phase.TERMINATED)


SIGNED_STAYS = "a signed text of an agreement never changes: amend the agreement"


class AgreementPartQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Coordinator, partners' contacts, board and auditor: what was agreed binds them all."""
        return Q(network_id__in=networks_with(viewer, *READERS))


class AgreementText(Owned, Identified, Versioned, MayBeSynthetic):
    """One numbered text of an agreement: 0 is the agreement itself, 1 and on are amendments of it.

    The texts are Markdown, each with the whole wording as it will stand. Once `signed_on` is known the
    row never changes; a new wording is a new number.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("agreement text", "draft")
        OUT = "out", pgettext_lazy("agreement text", "out for signature")
        SIGNED = "signed", pgettext_lazy("agreement text", "signed")
        WITHDRAWN = "withdrawn", pgettext_lazy("agreement text", "withdrawn")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    text = Localized(models.TextField(_("text"), blank=True))
    reason = models.CharField(_("why it is amended"), max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    signed_on = PartialDateField(_("signed"), null=True, blank=True)
    since = PartialDateField(_("in force from"), null=True, blank=True)

    objects: Any = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "number"]
        verbose_name = _("text of an agreement")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_text_number"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False), name="agreement_text_signed_on"
            ),
            # One wording at a time is on its way.
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state__in=("draft", "out")), name="agreement_text_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises TypeError for a text that is signed: the last wall behind the services' refusals."""
        kept = type(self)._base_manager.filter(pk=self.pk, state=self.State.SIGNED)
        if self.pk is not None and kept.exists():
            raise TypeError(SIGNED_STAYS)
        super().save(*args, **kwargs)


class PartyQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """As the texts: what a party itself has settled (who pays a substitute) is its partners' business."""
        return Q(network_id__in=networks_with(viewer, *READERS))


class Party(Owned, Identified, Versioned, Sourced, Dated, MayBeSynthetic):
    """An organisation as a party of an agreement, from joining to leaving, and what it settled for itself.

    `sponsor_post` is a post, never a name. `decided_on` is the day of the organisation's own decision.
    """

    class Payer(models.TextChoices):
        OPEN = "", pgettext_lazy("who pays", "to be agreed")
        ITSELF = "itself", pgettext_lazy("who pays", "the organisation itself")
        HOST = "host", pgettext_lazy("who pays", "the organisation that hosts the pilot")
        NETWORK = "network", pgettext_lazy("who pays", "the network")
        NOBODY = "nobody", pgettext_lazy("who pays", "no substitute is taken")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parties")
    sponsor_post = models.CharField(_("post of the sponsor"), max_length=120, blank=True)
    decided_on = PartialDateField(_("own decision made"), null=True, blank=True)
    decision_mark = models.CharField(_("mark of the decision"), max_length=80, blank=True)
    substitute_payer = models.CharField(
        _("who pays a substitute"), max_length=8, choices=Payer, blank=True, default=""
    )
    insurance_rule = models.CharField(_("insurance"), max_length=500, blank=True)
    travel_rule = models.CharField(_("travel"), max_length=500, blank=True)
    joint_controller = models.BooleanField(_("joint controller of personal data"), default=False)
    leave_reason = models.CharField(_("reason of leaving"), max_length=500, blank=True)

    objects: Any = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        verbose_name = _("party")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation", "since"], name="party_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Signature(Owned, Identified, Sourced, MayBeSynthetic):
    """A party has signed one text of the agreement: on which day, and in which post. No name is kept."""

    text = models.ForeignKey(AgreementText, on_delete=models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signatures")
    signed_on = PartialDateField(_("signed"))
    signatory_post = models.CharField(_("post of the signatory"), max_length=120, blank=True)

    objects: Any = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["signed_on", "pk"]
        verbose_name = _("signature")
        constraints = [models.UniqueConstraint(fields=["text", "party"], name="signature_once")]

    def __str__(self) -> str:
        return f"{self.party} {self.signed_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once: a wrong one is taken back while its text is out, and written anew."""
        if not self._state.adding:
            raise TypeError(SIGNED_STAYS)
        super().save(*args, **kwargs)


class Review(Owned, Identified, MayBeSynthetic):
    """A yearly look at an agreement: when, what was noticed in a few sentences, and when next."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField(_("held"))
    noticed = models.TextField(_("what was noticed"), max_length=4000, blank=True)
    next_on = models.DateField(_("next review"), null=True, blank=True)

    objects: Any = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=models.F("held_on")), name="review_next_is_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.held_on}"


class Template(Owned, Identified, Versioned):
    """The network's own model text for a kind of document; a new agreement starts from it.

    Markdown with marks in braces, such as {network} and {parties}, that a new text replaces.
    """

    class Kind(models.TextChoices):
        INTENT = "intent", pgettext_lazy("template", "letter of intent")
        PARTNERSHIP = "partnership", pgettext_lazy("template", "partnership agreement")
        JOINT_CONTROLLERS = (
            "controllers",
            pgettext_lazy("template", "annex on joint controllers of personal data"),
        )

    kind = models.CharField(max_length=12, choices=Kind)
    text = Localized(models.TextField(_("text"), blank=True))

    objects: Any = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["network", "kind"], name="template_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
