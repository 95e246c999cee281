"""The forms of the office: what open forms share against machines, and the form that takes a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.office.services.file_kinds import LONGEST_NAME, SUFFIXES


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


class AttachForm(forms.Form):
    """One file for an object. What it really is, the service looks at."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, OpenDocument, picture or text, at most 20 megabytes."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Check that you saved it, and choose it again."),
            "max_length": _("The name of the file is too long. Give it a shorter one and choose it again."),
        },
        max_length=LONGEST_NAME,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
