"""What is corrected of an organisation, its units, contacts and memberships."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import RowForm
from voimala.core.fields import PartialDateInput
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Network, Sector
from voimala.partners.models import Contact, Membership, Organisation, Unit
from voimala.partners.services.contacts import ContactPlan
from voimala.partners.services.keeping import NAMES
from voimala.partners.services.memberships import MembershipPlan
from voimala.partners.services.organisations import OrganisationPlan
from voimala.partners.services.units import UnitPlan

NOT_CHOSEN: tuple[tuple[str, Any], ...] = (("", _("Choose")),)


class NamedForm(RowForm):
    """A row that is called something in three languages."""

    name_fi = forms.CharField(
        label=_("Name in Finnish"),
        max_length=200,
        error_messages={"required": _("Write the name in Finnish.")},
    )
    name_sv = forms.CharField(label=_("Name in Swedish"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def names(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NAMES}


class OrganisationForm(NamedForm):
    columns: ClassVar = (*NAMES, "kind", "business_id")

    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    business_id = forms.CharField(
        label=_("Business ID"), max_length=9, required=False, help_text=_("For example 0737546-2.")
    )

    def plan(self) -> OrganisationPlan:
        return OrganisationPlan(self.names(), self.cleaned_data["kind"], self.cleaned_data["business_id"])


class UnitForm(NamedForm):
    columns: ClassVar = (*NAMES, "sector", "municipality", "lead")

    sector = forms.ChoiceField(
        label=_("Sector"),
        choices=(*NOT_CHOSEN, *Sector.choices),
        error_messages={"required": _("Choose a sector.")},
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("Not known"),
        to_field_name="code",
    )
    lead = forms.ModelChoiceField(
        Contact.objects.none(),
        label=_("Lead"),
        required=False,
        empty_label=_("Not known"),
        to_field_name="public_id",
        help_text=_("One of the organisation's contacts. The lead releases the hours of the unit's people."),
    )

    def __init__(
        self, data: Any = None, *, organisation: Organisation, viewer: Viewer, row: Unit | None = None
    ) -> None:
        super().__init__(data, row=row)
        places: Any = self.fields["municipality"]
        own = Q(pk=row.municipality_id) if row and row.municipality_id else Q()
        places.queryset = Municipality.objects.filter(Q(region=organisation.network.region_id) | own)
        leads: Any = self.fields["lead"]
        leads.queryset = Contact.objects.visible_to(viewer).filter(organisation=organisation).order_by("name")

    def plan(self) -> UnitPlan:
        rest = {name: self.cleaned_data[name] for name in ("sector", "municipality", "lead")}
        return UnitPlan(self.names(), **rest)


class ContactForm(RowForm):
    columns: ClassVar = ("name", "work_role", "email", "phone")

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    work_role = forms.CharField(label=_("Work role"), max_length=120, required=False)
    email = forms.EmailField(label=_("Work e-mail"), required=False)
    phone = forms.CharField(label=_("Work phone"), max_length=40, required=False)

    def plan(self) -> ContactPlan:
        return ContactPlan(**self.values())


class MembershipForm(RowForm):
    columns: ClassVar = ("ground", "since", "until")

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=Membership.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground.")},
    )
    since = PartialDateInput(
        required=False, max_length=10, label=_("From"), help_text=_("2015, 1/2015 or 31.1.2015.")
    )
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: the membership goes on.")
    )

    def plan(self) -> MembershipPlan:
        return MembershipPlan(**self.values())


def organisation_choices(viewer: Viewer, network: Network) -> list[tuple[str, str]]:
    """The network's own organisations to choose among, by name."""
    rows = Organisation.objects.visible_to(viewer).of(network).order_by("sort_key")
    return [(row.public_id, str(row)) for row in rows]
