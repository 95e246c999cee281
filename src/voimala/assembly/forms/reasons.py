"""The reasons of a decision: ready ones to tap, or one's own words."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN = "own"
LONGEST = 300

DECIDING: list[tuple[str, "str | Promise"]] = [
    ("covers", _("Covers what is necessary")),
    ("new_pairs", _("Brings together people who do not know each other yet")),
    ("near", _("The journeys are short")),
    ("hours", _("There are enough hours")),
    (OWN, _("Another reason, in my own words")),
]
LEAVING: list[tuple[str, "str | Promise"]] = [
    ("not_now", _("The time is not right for this need")),
    ("wrong_people", _("The right people are missing")),
    ("brief", _("The brief must be changed first")),
    ("otherwise", _("The need was met in another way")),
    (OWN, _("Another reason, in my own words")),
]


class ReasonForm(forms.Form):
    """One choice, and a line of text that is needed only for one's own words."""

    choice = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    own = forms.CharField(label=_("In my own words"), max_length=LONGEST, required=False)

    def __init__(self, *args: Any, reasons: list[tuple[str, "str | Promise"]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = reasons  # type: ignore[attr-defined]  # the field declared above
        self.labels = dict(reasons)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == OWN and not cleaned.get("own", "").strip():
            self.add_error("own", _("Write the reason, or choose one of the ready ones."))
        return cleaned

    def reason(self) -> str:
        """The chosen sentence in the reader's language, and the own words after it."""
        own = str(self.cleaned_data["own"]).strip()
        chosen = self.cleaned_data["choice"]
        if chosen == OWN:
            return own
        return f"{self.labels[chosen]}. {own}"[:LONGEST] if own else str(self.labels[chosen])
