"""What an employer agrees to: hours, dates, a substitute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.assembly.models import Seat
from voimala.assembly.services import Terms
from voimala.core.errors import DomainError

MOST_HOURS = 1000
MOST_EUROS = 100_000
MINUTES, CENTS = 60, 100


class TermsForm(forms.Form):
    """The form begins with what the brief asks for: one tap is enough when that suits."""

    hours = forms.DecimalField(
        label=_("Hours of work"), min_value=0.5, max_value=MOST_HOURS, decimal_places=2, localize=True
    )
    starts = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    substitute = forms.ChoiceField(
        label=pgettext_lazy("supervisor", "Substitute"),
        choices=Seat.Substitute.choices,
        initial=Seat.Substitute.NOT_NEEDED,
        widget=forms.RadioSelect,
    )
    compensation = forms.DecimalField(
        label=_("Compensation, euros"),
        help_text=_("Only when the substitute needs compensation."),
        min_value=0,
        max_value=MOST_EUROS,
        decimal_places=2,
        required=False,
        localize=True,
    )

    @classmethod
    def of(cls, terms: Terms) -> "TermsForm":
        return cls(
            initial={
                "hours": terms.minutes / MINUTES if terms.minutes % MINUTES else terms.minutes // MINUTES,
                "starts": terms.starts,
                "ends": terms.ends,
                "substitute": terms.substitute,
            }
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day is before the first one."))
        paid = cleaned.get("substitute") == Seat.Substitute.PAID
        if paid and cleaned.get("compensation") is None and "compensation" not in self.errors:
            self.add_error("compensation", _("Write how many euros the substitute costs."))
        return cleaned

    def terms(self) -> Terms:
        """Of a valid form."""
        told = self.cleaned_data
        paid = told["substitute"] == Seat.Substitute.PAID
        return Terms(
            minutes=round(told["hours"] * MINUTES),
            starts=told["starts"],
            ends=told["ends"],
            substitute=told["substitute"],
            compensation_cents=round(told["compensation"] * CENTS) if paid else None,
        )

    def refuse(self, refusal: DomainError) -> None:
        """Show beside its field what the deed refused."""
        self.add_error(refusal.where if refusal.where in self.fields else None, refusal.message)
