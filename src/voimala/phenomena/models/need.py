"""A need or a phenomenon: where the network's practical work starts."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.localized import LANGUAGES, Localized
from voimala.core.models import Deletable, Identified, MayBeSynthetic, Versioned
from voimala.core.text import search_text
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Municipality, Owned, OwnedQuerySet, RoleKind, Setting, TargetGroup
from voimala.networks.models.owned import NOTHING, networks_with
from voimala.partners.models import Unit
from voimala.phenomena.models.stairs import StairStep

# Whoever runs or does the network's work; its operator has no business with its needs.
READERS = tuple(role for role in RoleKind if role != RoleKind.OPERATOR)


class PhenomenonQuerySet(OwnedQuerySet):
    def seen_by(self, viewer: Viewer) -> Q:
        """Every role of the network except the operator; everybody sees what is published."""
        published = Q(published=True, network__published=True)
        return Q(deleted_at=None) & (Q(network_id__in=networks_with(viewer, *READERS)) | published)

    def reached_by_link(self, actor: Actor) -> Q:
        """References call a phenomenon by its shorter name, a need."""
        named = actor.only is not None and actor.only.kind == "need"
        return Q(public_id=actor.only.public_id, deleted_at=None) if named and actor.only else NOTHING

    def searched(self, words: str) -> "PhenomenonQuerySet":
        """Those whose titles hold every word, however it is written in capitals."""
        found = self
        for word in search_text(words).split():
            found = found.filter(search_text__contains=word)
        return found


class Phenomenon(Owned, Identified, Versioned, Deletable, MayBeSynthetic):
    """Something in people's lives that should change, for whom, where, and what is wished for.

    `form_key` is the key of the form that made the row: sent twice, it makes one row. Empty when no
    form did.
    """

    class Kind(models.TextChoices):
        NEED = "need", pgettext_lazy("phenomenon", "need")
        PHENOMENON = "phenomenon", pgettext_lazy("phenomenon", "phenomenon")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEED)
    title = Localized(models.CharField(_("title"), max_length=120, blank=True))
    wished_change = Localized(models.TextField(_("wished-for change"), max_length=600, blank=True))
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="phenomena")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="phenomena")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    host_unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="phenomena"
    )
    step = models.ForeignKey(StairStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    published = models.BooleanField(_("shown on the public page"), default=False)
    created_at = models.DateTimeField()
    search_text = models.CharField(max_length=400, editable=False, default="")
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects = PhenomenonQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("need or phenomenon")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="need_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def index(self) -> None:
        """Fill the search key; bulk and conditional writers call it, save() does it itself."""
        self.search_text = search_text(*(getattr(self, f"title_{code}") for code in LANGUAGES))[:400]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index()
        super().save(*args, **kwargs)
