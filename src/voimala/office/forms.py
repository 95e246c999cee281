"""The forms of the office: what open forms share against machines, and the form that takes a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from voimala.office.openings import ImportTarget
from voimala.office.services.file_kinds import LONGEST_NAME, SUFFIXES
from voimala.office.tabular import MOST_BYTES, Raw, Unreadable, read_file, read_text

MOST_PASTED = 2_000_000


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


class ImportForm(forms.Form):
    """A register, and a file or a pasted table for it."""

    target = forms.ChoiceField(label=_("What does it list?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV or Excel (.xlsx), at most 10 megabytes and 20,000 rows."),
    )
    text = forms.CharField(
        label=_("Or paste the table here"),
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    raw: Raw
    told_in = "file"
    """The field whose content was read."""

    def __init__(self, *args: Any, targets: Sequence[ImportTarget], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["target"]
        field.choices = [(one.target, one.label) for one in targets]

    @property
    def file_name(self) -> str:
        sent = self.cleaned_data.get("file")
        return str(sent.name) if sent else gettext("A pasted table")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent, text = cleaned.get("file"), cleaned.get("text", "")
        self.told_in = "file" if sent or not text.strip() else "text"
        try:
            if sent:
                self.raw = read_file(sent.read(MOST_BYTES + 1))
            elif text.strip():
                self.raw = read_text(text)
            elif not self.errors:
                self.add_error("file", gettext("Choose a file, or paste the table."))
        except Unreadable as refusal:
            self.add_error(self.told_in, str(refusal))
        return cleaned
