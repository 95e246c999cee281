"""Fields of the forms of publishing: dates known in part, hashtags."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voimala.core.dates import PartialDate


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
