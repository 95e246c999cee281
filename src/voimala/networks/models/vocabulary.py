"""Words that every app uses: sectors, roles, languages; and the network's own dated lists."""

import datetime as dt

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.dates import PartialDateField, covers
from voimala.core.localized import Localized
from voimala.core.models import Sourced
from voimala.networks.models.owned import Owned


class Sector(models.TextChoices):
    """The seven sectors whose co-operation the networks exist for. Order is the engine's order."""

    CULTURE = "culture", pgettext_lazy("sector", "Culture")
    SOCIAL = "social", pgettext_lazy("sector", "Social services")
    HEALTH = "health", pgettext_lazy("sector", "Health")
    EDUCATION = "education", pgettext_lazy("sector", "Education")
    YOUTH_THIRD = "youth_third", pgettext_lazy("sector", "Youth and third sector")
    CLIENT = "client", pgettext_lazy("sector", "Experts by experience")
    DECISION = "decision", pgettext_lazy("sector", "Decision-makers")


class RoleKind(models.TextChoices):
    """What somebody is in a network. Narrower scope (a contact, a seat) belongs above."""

    COORDINATOR = "coordinator", pgettext_lazy("role", "Coordinator")
    PARTNER_CONTACT = "partner_contact", pgettext_lazy("role", "Partner's contact")
    BOARD_MEMBER = "board_member", pgettext_lazy("role", "Board member")
    PROFESSIONAL = "professional", pgettext_lazy("role", "Professional")
    EXPERT = "expert", pgettext_lazy("role", "Expert by experience")
    AUDITOR = "auditor", pgettext_lazy("role", "Auditor")
    OPERATOR = "operator", pgettext_lazy("role", "Operator")


LANGUAGE_NAMES: dict[str, Promise] = {
    "fi": pgettext_lazy("language", "Finnish"),
    "sv": pgettext_lazy("language", "Swedish"),
    "en": pgettext_lazy("language", "English"),
    "ru": pgettext_lazy("language", "Russian"),
    "ar": pgettext_lazy("language", "Arabic"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "so": pgettext_lazy("language", "Somali"),
    "fse": pgettext_lazy("language", "Finnish Sign Language"),
}


def language_name(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


class Term(Owned, Sourced):
    """One word of a network's own dated list."""

    code = models.CharField(max_length=40)
    name = Localized(models.CharField(_("name"), max_length=120))
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return str(self.name)

    def in_force(self, day: dt.date) -> bool:
        return covers(self.since, self.until, day)


class TargetGroup(Term):
    """Whom the network's work is for: an open list, each entry in force for some years."""

    class Meta(Term.Meta):
        verbose_name = _("target group")
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="target_group_code")]


class Setting(Term):
    """Where pilots happen: a clinic, a day-care centre, a school, a ward, a home."""

    class Meta(Term.Meta):
        verbose_name = _("setting")
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="setting_code")]
