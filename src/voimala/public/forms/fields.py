"""Fields of the forms of publishing: days, times, dates known in part, hashtags."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voimala.core.dates import PartialDate

DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
TIMES = ["%H:%M", "%H.%M", "%H"]


class DayField(forms.DateField):
    """A day, as the browser's own calendar gives it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        wrong = {"invalid": _("Write the day as 31.1.2026.")}
        super().__init__(widget=widget, input_formats=DAYS, **{"error_messages": wrong, **options})


class ClockField(forms.TimeField):
    """A time of day."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        wrong = {"invalid": _("Write the time as 17.30.")}
        super().__init__(widget=widget, input_formats=TIMES, **{"error_messages": wrong, **options})


class PartialDateFormField(forms.Field):
    """A year, a month or a day: 2017, 3/2017, 23.3.2017. Empty is None."""

    def to_python(self, value: Any) -> PartialDate | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(_("Write the time as 2017, 3/2017 or 23.3.2017.")) from error


class HashtagsField(forms.Field):
    """Hashtags with spaces or commas between them; the service checks each."""

    def to_python(self, value: Any) -> list[str]:
        return str(value or "").replace(",", " ").split()

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value
