"""A question about a shared person, to the coordinator of her home network."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskHomeForm(forms.Form):
    why = forms.CharField(
        label=_("What would you like her for?"),
        help_text=_(
            "The need, where, when and about how many hours. The coordinator asks her and answers you."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write in a sentence what you would like to ask.")},
    )
