"""What is chosen of a partner on its page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.partners.models import Organisation


class AskingOrderForm(forms.Form):
    """Three ways to ask, one choice."""

    order = forms.ChoiceField(
        label=_("Order of asking"), choices=Organisation.AskingOrder.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, organisation: Organisation) -> None:
        super().__init__(data, initial={"order": organisation.asking_order})

    def chosen(self) -> Organisation.AskingOrder:
        return Organisation.AskingOrder(self.cleaned_data["order"])
