"""The form that adds a host name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HostForm(forms.Form):
    name = forms.CharField(
        max_length=300,
        label=_("Host name"),
        help_text=_("Without https:// and port, for example verkosto.example."),
        error_messages={"required": _("Write the host name.")},
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
