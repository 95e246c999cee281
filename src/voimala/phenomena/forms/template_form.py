"""The choice of the template that a new brief starts from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.phenomena.models.templates import template_choices


class TemplateForm(forms.Form):
    template = forms.ChoiceField(
        choices=template_choices,
        label=_("Template"),
        help_text=_("What such pilots usually need. You can change everything on the next page."),
    )
