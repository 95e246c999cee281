"""What is corrected of somebody in the register, and of the words for what people can do."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import RowForm
from voimala.core.viewer import Viewer
from voimala.networks.models import LANGUAGE_NAMES, Municipality, Sector
from voimala.partners.forms.registers import NOT_CHOSEN, NamedForm
from voimala.partners.models import Organisation, Unit
from voimala.partners.services.keeping import NAMES
from voimala.people.models import Competence, Person
from voimala.people.services.competences import CompetencePlan
from voimala.people.services.keeping import PersonPlan


class PersonForm(RowForm):
    """Work data only: what others may know and write of somebody."""

    columns: ClassVar = (
        "name",
        "kind",
        "work_role",
        "email",
        "organisation",
        "unit",
        "own_sector",
        "municipality",
        "languages",
    )

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    kind = forms.ChoiceField(label=_("Kind"), choices=Person.Kind.choices)
    work_role = forms.CharField(label=_("Work role"), max_length=120, required=False)
    email = forms.EmailField(label=_("Work e-mail"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Employer"),
        required=False,
        empty_label=_("No employer in the register"),
        to_field_name="public_id",
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        required=False,
        empty_label=_("Not known"),
        to_field_name="public_id",
    )
    own_sector = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=(*NOT_CHOSEN, *Sector.choices),
        help_text=_("Left empty, the unit's sector holds."),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        required=False,
        empty_label=_("Not known"),
        to_field_name="code",
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=tuple(LANGUAGE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, row: Person, viewer: Viewer) -> None:
        super().__init__(data, row=row)
        if row.kind != Person.Kind.EXPERT:
            kinds: Any = self.fields["kind"]
            kinds.choices = [each for each in Person.Kind.choices if each[0] != Person.Kind.EXPERT]
        offered: Any = self.fields
        offered["organisation"].queryset = Organisation.objects.visible_to(viewer).of(row.network)
        units = Unit.objects.visible_to(viewer).of(row.network).select_related("organisation")
        offered["unit"].queryset = units
        offered["unit"].label_from_instance = lambda unit: f"{unit}, {unit.organisation}"
        own = Q(pk=row.municipality_id) if row.municipality_id else Q()
        offered["municipality"].queryset = Municipality.objects.filter(Q(region=row.network.region_id) | own)

    def plan(self) -> PersonPlan:
        told = self.values()
        return PersonPlan(**{**told, "languages": tuple(told["languages"])})


class CompetenceForm(NamedForm):
    columns: ClassVar = (*NAMES, "kind", "retired")

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Competence.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind.")},
    )
    retired = forms.BooleanField(
        label=_("No longer offered"),
        required=False,
        help_text=_("What is already known of people stays known."),
    )

    def __init__(self, data: Any = None, *, row: Competence | None = None) -> None:
        super().__init__(data, row=row)
        if row is None:
            del self.fields["retired"]
        else:
            # What a word means to people would change with its kind.
            self.fields["kind"].disabled = True

    def plan(self) -> CompetencePlan:
        told = self.cleaned_data
        return CompetencePlan(self.names(), told["kind"], told.get("retired", False))
