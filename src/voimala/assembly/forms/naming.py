"""What a unit and an expert write, and what the coordinator sets before an association is asked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.assembly.models import Seat
from voimala.assembly.models.naming import associations, contact_of, could_be_named
from voimala.assembly.services.naming import Newcomer
from voimala.partners.models import Organisation, Unit
from voimala.people.models import Person

LONGEST = 120
MOST_EUROS = 10_000
CENTS = 100


class EuroField(forms.DecimalField):
    """Euros as people write them; cents inside."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        super().__init__(
            required=False,
            widget=shown,
            localize=True,
            min_value=0,
            max_value=MOST_EUROS,
            decimal_places=2,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        euros = super().clean(str(value).replace("€", "").strip() if value else value)
        return None if euros is None else int(euros * CENTS)

    def prepare_value(self, value: Any) -> Any:
        """Cents from the database are shown as euros; what was typed stays as it was."""
        if not isinstance(value, int):
            return value
        return value // CENTS if value % CENTS == 0 else Decimal(value).scaleb(-2)


class NamingForm(forms.Form):
    """One of the unit's people, or somebody new: name, work role and work address, nothing else.

    What is written counts, whoever is chosen above it.
    """

    use_required_attribute = False

    person = forms.ChoiceField(
        label=_("Who would join?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose somebody, or write a new name.")},
    )
    name = forms.CharField(label=_("Name"), max_length=LONGEST, required=False)
    work_role = forms.CharField(label=_("Work role"), max_length=LONGEST, required=False)
    email = forms.EmailField(label=_("Work e-mail"), required=False)

    def __init__(self, data: Any, *, seat: Seat, unit: Unit) -> None:
        super().__init__(data)
        self.people = {row.public_id: row for row in could_be_named(seat, unit)}
        choices = [(key, _line(person)) for key, person in self.people.items()]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # the field declared above

    @property
    def newcomer(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "work_role", "email")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        written = [field for field in ("name", "work_role", "email") if cleaned.get(field, "").strip()]
        if written:
            self.errors.pop("person", None)
            for field, missing in (("name", _("Write the name.")), ("email", _("Write the work e-mail."))):
                if field not in self.errors and field not in written:
                    self.add_error(field, missing)
        return cleaned

    def named(self) -> Person | Newcomer:
        told = self.cleaned_data
        if told["name"]:
            return Newcomer(told["name"], told["work_role"], told["email"])
        found: Person = self.people[told["person"]]
        return found


def _line(person: Person) -> str:
    said = not person.work_role or person.work_role in person.name
    return person.name if said else f"{person.name}, {person.work_role}"


class AssociationForm(forms.Form):
    """Whom an expert is asked from, and what is paid."""

    organisation = forms.ChoiceField(label=_("Which association is asked?"))
    fee = EuroField(
        label=_("Fee, euros"), help_text=_("For the whole pilot. Leave it empty if it is not agreed yet.")
    )
    travel = EuroField(label=_("Travel costs, euros at most"))

    def __init__(self, data: Any, *, seat: Seat) -> None:
        chosen = seat.organisation.public_id if seat.organisation is not None else ""
        initial = {"organisation": chosen, "fee": seat.fee_cents, "travel": seat.travel_cents}
        super().__init__(data, initial=initial)
        self.known = {row.public_id: row for row in associations(seat)}
        self.without_address = [row for row in self.known.values() if contact_of(row) is None]
        names = [(key, str(row)) for key, row in self.known.items()]
        self.fields["organisation"].choices = [("", _("Choose one")), *names]  # type: ignore[attr-defined]  # declared above

    def chosen(self) -> Organisation:
        found: Organisation = self.known[self.cleaned_data["organisation"]]
        return found


class OwnNameForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As you want the group to see it. A first name is enough."),
    )


class FeeForm(forms.Form):
    """What a confirmed expert is paid: written when it is agreed."""

    fee = EuroField(
        label=_("Fee, euros"), help_text=_("For the whole pilot. Leave it empty if it is not agreed yet.")
    )
    travel = EuroField(label=_("Travel costs, euros at most"))

    def __init__(self, data: Any, *, seat: Seat) -> None:
        super().__init__(data, initial={"fee": seat.fee_cents, "travel": seat.travel_cents})
