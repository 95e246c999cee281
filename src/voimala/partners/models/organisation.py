"""Organisations, their units and contacts, and their dated places in the network."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from voimala.core.dates import PartialDate, PartialDateField, covers
from voimala.core.localized import Localized
from voimala.core.models import Identified, MayBeSynthetic, Sourced, Versioned
from voimala.core.text import sort_key
from voimala.core.viewer import Viewer
from voimala.networks.models import (
    Municipality,
    Owned,
    OwnedQuerySet,
    PublicQuerySet,
    RoleKind,
    Sector,
    ShareableQuerySet,
)
from voimala.networks.models.owned import networks_with


class Place(models.TextChoices):
    """How an organisation stands in the network, for lists."""

    AGREED = "agreed", pgettext_lazy("place in the network", "has an agreement")
    MEMBER = "member", pgettext_lazy("place in the network", "takes part now")
    EARLIER = "earlier", pgettext_lazy("place in the network", "took part before")
    OTHER = "other", pgettext_lazy("place in the network", "not a member")


class OrganisationQuerySet(ShareableQuerySet):
    kind = "organisation"

    def placed(self, place: str, day: dt.date) -> "OrganisationQuerySet":
        """Those that stand so in the network on the day."""
        ever = Membership.objects.filter(organisation=OuterRef("pk"))
        now = ever.filter(holds_on(day))
        if place == Place.AGREED:
            return self.filter(Exists(now.filter(ground=Membership.Ground.AGREEMENT)))
        if place == Place.MEMBER:
            return self.filter(Exists(now))
        if place == Place.EARLIER:
            return self.filter(Exists(ever)).exclude(Exists(now))
        return self.exclude(Exists(ever))

    def seen_by(self, viewer: Viewer) -> Q:
        """The network's roles see all; everybody sees the members of a published network."""
        members = Membership.objects.values("organisation_id")
        return super().seen_by(viewer) | Q(network__published=True, pk__in=members)


def holds_on(day: dt.date) -> Q:
    """What `Dated.in_force` says of one row, as a condition: a rough end lasts to its last day."""
    iso = day.isoformat()
    goes_on = Q(until=None) | Q(until__gte=PartialDate(iso)) | Q(until__in=[iso[:4], iso[:7]])
    return (Q(since=None) | Q(since__lte=PartialDate(iso))) & goes_on


def finnish_key(row: "Organisation | Unit") -> str:
    """Registers sort by the Finnish name in every language of the page."""
    return sort_key(type(row).name.all_of(row)["fi"])


class Organisation(Owned, Identified, Versioned, MayBeSynthetic, Sourced):
    """A university, a city, an association: what can be a partner and employ people."""

    class Kind(models.TextChoices):
        CULTURE = "culture", pgettext_lazy("organisation", "culture")
        HEALTH = "health", pgettext_lazy("organisation", "health")
        EDUCATION = "education", pgettext_lazy("organisation", "education")
        MUNICIPALITY = "municipality", pgettext_lazy("organisation", "municipality")
        THIRD = "third", pgettext_lazy("organisation", "association")
        BUSINESS = "business", pgettext_lazy("organisation", "business")
        COUNTY = "county", pgettext_lazy("organisation", "wellbeing services county")

    class AskingOrder(models.TextChoices):
        """Who is asked first when the network would like one of the organisation's people."""

        PERSON_FIRST = "person_first", _("The person first, then the supervisor confirms")
        SUPERVISOR_FIRST = "supervisor_first", _("The supervisor first, then the person")
        UNIT_NAMES = "unit_names", _("The unit names who comes, then that person is asked")

    code = models.CharField(max_length=60)
    name = Localized(models.CharField(_("name"), max_length=200))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    business_id = models.CharField(_("business ID"), max_length=9, blank=True, default="")
    asking_order = models.CharField(
        _("order of asking"), max_length=16, choices=AskingOrder, default=AskingOrder.PERSON_FIRST
    )
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("organisation")
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="organisation_code")]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = finnish_key(self)
        super().save(*args, **kwargs)


class ContactQuerySet(OwnedQuerySet):
    def listed_for(self, viewer: Viewer) -> "ContactQuerySet":
        """Lists of contacts: coordinator and auditor all, a partner's contact its own organisation's."""
        overseen = networks_with(viewer, RoleKind.COORDINATOR, RoleKind.AUDITOR)
        own = organisations_of(viewer)
        return self.visible_to(viewer).filter(Q(network_id__in=overseen) | Q(organisation_id__in=own))


class Contact(Owned, Identified, Versioned, MayBeSynthetic):
    """How to reach an organisation: name, work role and work contact only."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    work_role = models.CharField(_("work role"), max_length=120, blank=True)
    email = models.EmailField(_("work e-mail"), blank=True)
    phone = models.CharField(_("work phone"), max_length=40, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )

    objects: Any = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")

    def __str__(self) -> str:
        return self.name


class Unit(Owned, Identified, Versioned, MayBeSynthetic):
    """A ward, a school, a day-care centre: where pilots happen and people work. Its lead is a contact."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    name = Localized(models.CharField(_("name"), max_length=200))
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lead = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="leads")
    sort_key = models.CharField(max_length=200, editable=False, default="")

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("unit")

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = finnish_key(self)
        super().save(*args, **kwargs)


class Dated(models.Model):
    """From one partial date to another; None is "not known" at the start and "still" at the end."""

    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    def in_force(self, day: dt.date) -> bool:
        return covers(self.since, self.until, day)

    @property
    def in_words(self) -> str:
        """The dates as a page says them."""
        named = {"since": self.since, "until": self.until}
        if self.since and self.until:
            return gettext("%(since)s–%(until)s") % named
        if self.since:
            return gettext("since %(since)s") % named
        return gettext("until %(until)s") % named if self.until else gettext("time not known")


class Membership(Owned, Identified, Versioned, Sourced, Dated):
    """An organisation takes part in the network, on some ground, from some date to another."""

    class Ground(models.TextChoices):
        INTENT = "intent", pgettext_lazy("membership", "letter of intent")
        AGREEMENT = "agreement", pgettext_lazy("membership", "partnership agreement")
        TAKES_PART = "takes_part", pgettext_lazy("membership", "takes part without an agreement")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    ground = models.CharField(max_length=12, choices=Ground)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation", "ground"], name="membership_once_per_ground"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_ground_display()}"


class Term(Owned, Identified, Versioned, Sourced, Dated):
    """An organisation answers for the network for a time: as administrator, motor or coordinator.

    `form_key` is the key of the form that made the row: sent twice, it makes one row.
    """

    class Duty(models.TextChoices):
        ADMINISTRATOR = "administrator", pgettext_lazy("duty", "administrator")
        MOTOR = "motor", pgettext_lazy("duty", "motor of the network")
        COORDINATION = "coordination", pgettext_lazy("duty", "coordinating organisation")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="terms")
    duty = models.CharField(_("duty"), max_length=14, choices=Duty)
    form_key = models.CharField(max_length=32, editable=False, blank=True, default="")

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "form_key"], condition=~Q(form_key=""), name="term_once_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_duty_display()}"

    def overlaps(self, other: "Term") -> bool:
        """Do both certainly hold at once? A day on which one hands over to the other is no overlap."""
        own, theirs = self.certain_days, other.certain_days
        if own is None or theirs is None:
            return False
        return max(own[0], theirs[0]) < min(own[1], theirs[1])

    @property
    def certain_days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which it certainly held; None when the dates do not tell.

        "2015" may mean its last day; an open end means still, a missing start means not known.
        """
        if self.since is None:
            return None
        first, last = self.since.last, self.until.first if self.until else dt.date.max
        return (first, last) if first <= last else None


def organisations_of(viewer: Viewer) -> models.QuerySet[Any, int]:
    """Ids of the organisations whose contact this viewer is, where the role of a contact is in force."""
    networks = networks_with(viewer, RoleKind.PARTNER_CONTACT)
    contacts = Contact.objects.filter(user_id=viewer.pk, network_id__in=networks)
    return contacts.values_list("organisation_id", flat=True)
