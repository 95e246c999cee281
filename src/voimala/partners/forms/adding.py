"""Who are taken for partners: those of the region to tick, and lines for everybody else."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.core.localized import pick
from voimala.networks.models import Municipality, Network, Region
from voimala.networks.places import NamedPlace, counties_of, region_named, regions_holding
from voimala.partners.models import Organisation
from voimala.partners.services import NewOrganisation, known_organisations
from voimala.partners.words import guess_kind, name_key

MOST_LINES = 100


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
