"""A body and the seats in it, as they are written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.accounts.models import User
from voimala.core.fields import DayField, PartialDateInput
from voimala.core.viewer import Viewer
from voimala.governance.forms.base import FilledForm
from voimala.governance.models import Body, Seat
from voimala.governance.services import BodyPlan, SeatPlan
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Project

AREA = {"rows": 4}
TEXTS = ("name_fi", "name_sv", "name_en", "task_fi", "task_sv", "task_en")


def task_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, widget=forms.Textarea(attrs=AREA))


class BodyForm(FilledForm):
    """What a body is for, since when, and how many of its seats must be there to decide."""

    kind = forms.ChoiceField(
        label=_("What kind of body is it?"),
        choices=Body.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of body it is.")},
    )
    name_fi = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Write a name.")}
    )
    task_fi = task_field(_("Its task"))
    quorum = forms.IntegerField(
        label=_("How many seats must be there to decide?"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("Empty: the rule is not known, and the pages say so."),
    )
    since = PartialDateInput(
        required=False, max_length=10, label=_("From"), help_text=_("2015, 1/2015 or 31.1.2015.")
    )
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: it goes on.")
    )
    steers = forms.MultipleChoiceField(
        label=_("Projects it steers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    name_sv = forms.CharField(label=_("Name in Swedish"), required=False, max_length=200)
    task_sv = task_field(_("Its task in Swedish"))
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=200)
    task_en = task_field(_("Its task in English"))

    def __init__(
        self, data: Any = None, *, network: Network, viewer: Viewer, row: Body | None = None
    ) -> None:
        super().__init__(data, row=row)
        projects = Project.objects.visible_to(viewer).of(network)
        self._projects = {project.public_id: project for project in projects}
        if self._projects:
            offered: Any = self.fields["steers"]
            offered.choices = [(key, str(project)) for key, project in self._projects.items()]
        else:
            del self.fields["steers"]

    @property
    def other_languages(self) -> list[forms.BoundField]:
        return [self[name] for name in TEXTS if not name.endswith("_fi")]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        other = {field.name for field in self.other_languages}
        return [field for field in self.visible_fields() if field.name not in other]

    def values_of(self, row: Body) -> dict[str, Any]:
        values: dict[str, Any] = {name: getattr(row, name) for name in (*TEXTS, "kind", "quorum")}
        values |= {name: str(getattr(row, name) or "") for name in ("since", "until")}
        return {**values, "steers": [project.public_id for project in row.steers.all()]}

    def own_values(self) -> dict[str, Any]:
        dates = {name: str(self.cleaned_data[name] or "") for name in ("since", "until")}
        return {**self.cleaned_data, **dates}

    def plan(self) -> BodyPlan:
        told = self.cleaned_data
        steered = tuple(self._projects[key] for key in told.get("steers", ()))
        values = {name: told[name] for name in (*TEXTS, "kind", "quorum", "since", "until")}
        return BodyPlan(**values, steers=steered)


class SeatForm(FilledForm):
    """A place in a body: a post or an organisation first, somebody's name when it is known."""

    task = forms.ChoiceField(
        label=_("Task"), choices=Seat.Task.choices, widget=forms.RadioSelect, initial=Seat.Task.MEMBER
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None"),
        to_field_name="public_id",
    )
    post = forms.CharField(
        label=_("Post"),
        required=False,
        max_length=120,
        help_text=_("Such as head of culture. The seat may be a post only."),
    )
    since = DayField(label=_("First day of the term"))
    until = DayField(
        label=_("First day after the term"), required=False, help_text=_("Empty: the term goes on.")
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    email = forms.EmailField(
        label=_("Work e-mail"),
        required=False,
        help_text=_("The call of a meeting is sent here."),
        error_messages={"invalid": _("Write the address as name@example.org.")},
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Signs in as"),
        required=False,
        empty_label=_("Nobody"),
        to_field_name="public_id",
        help_text=_("Then the meetings and the duties of the seat come to her desk."),
    )
    deputy_of = forms.ModelChoiceField(
        Seat.objects.none(),
        label=_("Deputy of"),
        required=False,
        empty_label=_("Nobody: a seat of its own"),
        to_field_name="public_id",
    )

    def __init__(self, data: Any = None, *, body: Body, viewer: Viewer, row: Seat | None = None) -> None:
        super().__init__(data, row=row)
        seats = Seat.objects.visible_to(viewer).filter(body=body, deputy_of=None)
        offered = {
            "organisation": Organisation.objects.visible_to(viewer).of(body.network),
            "user": User.objects.visible_to(viewer).filter(roles__network=body.network).distinct(),
            "deputy_of": seats.exclude(pk=row.pk) if row else seats,
        }
        for name, queryset in offered.items():
            field: Any = self.fields[name]
            field.queryset = queryset

    def values_of(self, row: Seat) -> dict[str, Any]:
        plain = {name: getattr(row, name) for name in ("task", "post", "name", "email", "since", "until")}
        return {
            **plain,
            **{name: key_of(getattr(row, name)) for name in ("organisation", "user", "deputy_of")},
        }

    def own_values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**told, **{name: key_of(told[name]) for name in ("organisation", "user", "deputy_of")}}

    def plan(self) -> SeatPlan:
        return SeatPlan(**{name: self.cleaned_data[name] for name in SeatPlan.__dataclass_fields__})


def key_of(row: Any) -> str:
    return str(row.public_id) if row else ""
