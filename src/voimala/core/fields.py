"""Fields that forms of every app use: days, times of day, and dates as sources tell them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from voimala.core.dates import PartialDate

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
TIMES = ["%H:%M", "%H.%M", "%H"]


class DayField(forms.DateField):
    """A day, as the browser's own calendar gives it or as Finnish writes it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        wrong = {"invalid": _("Write the day as 31.1.2026."), "required": _("Choose a day.")}
        super().__init__(widget=widget, input_formats=DAYS, **{"error_messages": wrong, **options})


class ClockField(forms.TimeField):
    """A time of day."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        wrong = {"invalid": _("Write the time as 17.30.")}
        super().__init__(widget=widget, input_formats=TIMES, **{"error_messages": wrong, **options})


class PartialDateInput(forms.CharField):
    """A year, a month or a day, as sources tell it; empty is not known."""

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            message = gettext("“%(value)s” is not a date: write 2015, 1/2015 or 31.1.2015.")
            raise ValidationError(message % {"value": text}) from error
