"""A date as sources tell it, written in one field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from voimala.core.dates import PartialDate


class PartialDateInput(forms.CharField):
    """A year, a month or a day, as sources tell it; empty is not known."""

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            message = gettext("“%(value)s” is not a date: write 2015, 1/2015 or 31.1.2015.")
            raise ValidationError(message % {"value": text}) from error
