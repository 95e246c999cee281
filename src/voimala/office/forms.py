"""Forms that anybody may fill in without an account: what all of them share against machines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenForm(forms.Form):
    """A form on a public page: a field that people do not see and machines fill in.

    A filled trap is no error on the page: the view thanks as always and keeps nothing (`is_trapped`).
    Templates put `form.website` inside `<div class="trap" aria-hidden="true">`.
    """

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "website"])

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(self.add_prefix("website")))
