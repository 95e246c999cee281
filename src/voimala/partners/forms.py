"""What is chosen of a partner on its page, and who are taken for partners."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from voimala.core.dates import PartialDate
from voimala.core.differences import Difference, VersionedForm
from voimala.core.ids import new_public_id
from voimala.core.localized import pick
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Network, Region
from voimala.networks.places import NamedPlace, counties_of, region_named, regions_holding
from voimala.partners.models import Organisation, Term
from voimala.partners.services import NewOrganisation, known_organisations
from voimala.partners.services.terms import COLUMNS, TermPlan
from voimala.partners.words import guess_kind, name_key

MOST_LINES = 100


class AskingOrderForm(forms.Form):
    """Three ways to ask, one choice."""

    order = forms.ChoiceField(
        label=_("Order of asking"), choices=Organisation.AskingOrder.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, organisation: Organisation) -> None:
        super().__init__(data, initial={"order": organisation.asking_order})

    def chosen(self) -> Organisation.AskingOrder:
        return Organisation.AskingOrder(self.cleaned_data["order"])


@dataclass(frozen=True)
class Line:
    """One organisation written down: its name and what it is taken for."""

    field: str
    name: str
    kind: Organisation.Kind

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        return [(value, label, value == self.kind) for value, label in Organisation.Kind.choices]


class PartnersForm(forms.Form):
    """Counties and municipalities of the network's region to tick, and lines for everybody else."""

    counties = forms.MultipleChoiceField(
        label=_("Wellbeing services county"), required=False, widget=forms.CheckboxSelectMultiple
    )
    municipalities = forms.MultipleChoiceField(
        label=_("Municipalities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Others, one on each line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Associations, schools, museums, companies. What each of them is gets guessed and shown."
        ),
    )

    def __init__(self, data: Any = None, *, network: Network) -> None:
        super().__init__(data)
        known = known_organisations(network)
        places = list(Municipality.objects.filter(region=network.region_id))
        self._counties = {row.code: row for row in counties_near(network, places)}
        self._municipalities = {row.code: row for row in places}
        self._offer("counties", self._counties, known)
        self._offer("municipalities", self._municipalities, known)

    def _offer(self, name: str, rows: dict[str, Any], known: dict[str, Organisation]) -> None:
        """Those that the register does not have yet; without any the field is left out."""
        new = [
            (code, pick(names_of(row)))
            for code, row in rows.items()
            if name_key(names_of(row)["fi"]) not in known
        ]
        if new:
            self._field(name).choices = new
        else:
            del self.fields[name]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_others(self) -> str:
        text: str = self.cleaned_data["others"]
        if len(text.splitlines()) > MOST_LINES:
            raise forms.ValidationError(_("At most 100 lines at once."))
        return text

    def lines(self) -> list[Line]:
        """The lines that were written, each with the kind chosen for it, else the one its name tells."""
        names = dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["others"].splitlines())
        return [self._line(place, name) for place, name in enumerate(filter(None, names))]

    def _line(self, place: int, name: str) -> Line:
        field = f"kind-{place}"
        chosen = str(self.data.get(field, ""))
        same = self.data.get(f"name-{place}") == name
        kind = Organisation.Kind(chosen) if same and chosen in Organisation.Kind else guess_kind(name)
        return Line(field, name, kind)

    @property
    def needs_a_look(self) -> bool:
        """Some line's kind has not been seen by whoever wrote it."""
        return any(self.data.get(f"name-{place}") != line.name for place, line in enumerate(self.lines()))

    def organisations(self) -> list[NewOrganisation]:
        kinds = Organisation.Kind
        chosen: list[tuple[Any, Organisation.Kind]] = [
            (self._counties[code], kinds.COUNTY) for code in self.cleaned_data.get("counties", ())
        ]
        places = self.cleaned_data.get("municipalities", ())
        chosen += [(self._municipalities[code], kinds.MUNICIPALITY) for code in places]
        listed = [NewOrganisation(names_of(row), kind) for row, kind in chosen]
        return listed + [NewOrganisation({"fi": line.name}, line.kind) for line in self.lines()]


def names_of(row: NamedPlace | Municipality) -> dict[str, str]:
    return row.names if isinstance(row, NamedPlace) else Municipality.name.all_of(row)


def counties_near(network: Network, places: list[Municipality]) -> list[NamedPlace]:
    """The wellbeing services counties of the regions in which the network's municipalities lie."""
    named = region_named(Region.name.all_of(network.region)["fi"])
    regions = regions_holding([names_of(place)["fi"] for place in places]) or ([named] if named else [])
    found = [county for region in regions for county in counties_of(region.code)]
    return list(dict.fromkeys(found))


class PartialDateInput(forms.CharField):
    """A year, a month or a day, as sources tell it; empty is not known."""

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            message = gettext("“%(value)s” is not a date: write 2015, 1/2015 or 31.1.2015.")
            raise ValidationError(message % {"value": text}) from error


class TermForm(VersionedForm):
    """Who answers for what, and when. `form_key` tells a form sent twice from two forms.

    `parts`: every field is a part of its own when two people wrote differently.
    """

    use_required_attribute = False
    parts: ClassVar = {name: [name] for name in COLUMNS}

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose"),
        to_field_name="public_id",
        error_messages={"required": _("Choose an organisation.")},
    )
    duty = forms.ChoiceField(
        choices=Term.Duty.choices,
        widget=forms.RadioSelect,
        label=_("Duty"),
        error_messages={"required": _("Choose a duty.")},
    )
    since = PartialDateInput(
        required=False, max_length=10, label=_("From"), help_text=_("2015, 1/2015 or 31.1.2015.")
    )
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: the duty goes on.")
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(
        self, data: Any = None, *, network: Network, viewer: Viewer, term: Term | None = None
    ) -> None:
        super().__init__(data, initial=values_of(term) if term else {})
        offered: Any = self.fields["organisation"]
        offered.queryset = Organisation.objects.visible_to(viewer).of(network)

    def plan(self) -> TermPlan:
        return TermPlan(**{name: self.cleaned_data[name] for name in COLUMNS})

    def show_problems(self, problems: dict[str, str]) -> None:
        for where, message in problems.items():
            self.add_error(where, message)

    def differences(self, current: Term) -> list[Difference]:
        """What the saved term says otherwise than this form, in words."""
        found = []
        for name in COLUMNS:
            saved, mine = getattr(current, name), self.cleaned_data[name]
            if saved != mine:
                label = str(self.fields[name].label)
                found.append(Difference(name, label, term_words(name, saved), term_words(name, mine)))
        return found


def values_of(term: Term) -> dict[str, Any]:
    """The term as the form's initial values."""
    dates = {name: str(getattr(term, name) or "") for name in ("since", "until")}
    return {**dates, "organisation": term.organisation.public_id, "duty": term.duty, "seen": term.version}


def sent_values(term: Term) -> dict[str, list[str]]:
    """The term as the form would send it: nothing for what is empty."""
    return {name: [str(value)] for name, value in values_of(term).items() if value}


def term_words(name: str, value: Any) -> str:
    if name == "duty":
        return str(Term.Duty(value).label)
    return str(value) if value else "–"
