"""What a partner has promised, given or received, as a person writes it; and a row that was wrong."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.differences import ServiceForm
from voimala.core.ids import new_public_id
from voimala.networks.models import Period
from voimala.partners.models import Direction, Entry, Measure, Organisation
from voimala.partners.models.amounts import parse_amount
from voimala.partners.services.ledger import LONGEST_WORDS, Contribution

KEY_LENGTH = 31
"""One sign shorter than the column: the right row beside a counter-row has a key made of its key."""


class DayInput(forms.DateField):
    """A day as the browser's own calendar gives it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)


class ContributionForm(ServiceForm):
    """Short on purpose: who, which way, what, how much, when. One organisation or period is not asked for."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Partner"),
        empty_label=_("Choose"),
        to_field_name="public_id",
        error_messages={"required": _("Choose the partner.")},
    )
    direction = forms.ChoiceField(
        choices=Direction.choices,
        widget=forms.RadioSelect,
        label=_("Promised, given or received?"),
        initial=Direction.GIVEN,
        error_messages={"required": _("Choose: promised, given or received.")},
    )
    measure = forms.ChoiceField(
        choices=Measure.choices, label=pgettext_lazy("ledger", "What is counted"), initial=Measure.HOURS
    )
    amount = forms.CharField(
        label=_("How much"),
        max_length=30,
        help_text=_("Hours 7,5 or 7 h 30 min, euros 1 250,50, others as a whole number."),
        error_messages={"required": _("Write how much: 7,5 for seven and a half hours.")},
    )
    on_day = DayInput(
        label=_("When"),
        error_messages={"required": _("Write the day."), "invalid": _("Write the day as 31.1.2026.")},
    )
    period = forms.ModelChoiceField(
        Period.objects.none(), label=_("Period"), empty_label=None, to_field_name="public_id"
    )
    words = forms.CharField(
        label=_("What it was"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("Needed for what is given in kind. No names of people."),
    )
    form_key = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=KEY_LENGTH, initial=new_public_id
    )

    def __init__(
        self,
        data: Any = None,
        *,
        organisations: Any,
        periods: Any,
        chosen: Period,
        today: dt.date,
        wanted: Mapping[str, str] | None = None,
    ) -> None:
        last = chosen.ends - dt.timedelta(days=1)
        day = min(max(today, chosen.starts), last)
        told = {name: value for name, value in (wanted or {}).items() if name in self.base_fields}
        super().__init__(data, initial={"on_day": day, "period": chosen.public_id, **told})
        offered: Any = self.fields["organisation"]
        offered.queryset = organisations
        offered = self.fields["period"]
        offered.queryset = periods
        self._chosen = chosen
        self._only = list(organisations[:2])
        if len(self._only) == 1:
            del self.fields["organisation"]
        if len(periods[:2]) < 2:
            del self.fields["period"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "amount" in told and "measure" in told:
            try:
                told["amount"] = parse_amount(told["measure"], told["amount"])
            except ValueError as error:
                self.add_error("amount", ValidationError(str(error)))
        return told

    def plan(self) -> Contribution:
        told = self.cleaned_data
        return Contribution(
            organisation=told.get("organisation") or self._only[0],
            period=told.get("period") or self._chosen,
            direction=told["direction"],
            measure=told["measure"],
            amount=told["amount"],
            on_day=told["on_day"],
            words=told["words"],
        )


class CounterForm(ServiceForm):
    """Why a row was wrong and, when something of it was right, how much."""

    use_required_attribute = False

    right = forms.CharField(
        label=_("The right amount"),
        required=False,
        max_length=30,
        help_text=_("Empty: nothing of the row was right."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_WORDS,
        help_text=_("A few words, such as: written twice."),
        error_messages={"required": _("Write why: the reason stays beside the row.")},
    )
    form_key = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=KEY_LENGTH, initial=new_public_id
    )

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        super().__init__(data)
        self.entry = entry

    def clean_right(self) -> int | None:
        text = self.cleaned_data["right"]
        try:
            return parse_amount(self.entry.measure, text) if text else None
        except ValueError as error:
            raise ValidationError(str(error)) from error
