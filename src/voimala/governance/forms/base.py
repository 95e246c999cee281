"""What the forms of bodies share: the row they were filled from, and the differences of two writers."""

import datetime as dt
from typing import Any

from django import forms

from voimala.core.differences import Difference, VersionedForm
from voimala.core.ids import new_public_id
from voimala.governance.models.wording import day_in_words


class FilledForm(VersionedForm):
    """A form filled from a row, or empty for a new one. `form_key` tells a form sent twice from two forms."""

    use_required_attribute = False
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(self, data: Any = None, *, row: Any = None) -> None:
        self.row = row
        super().__init__(data, initial={**self.values_of(row), "seen": version_of(row)} if row else {})

    def values_of(self, row: Any) -> dict[str, Any]:
        """The row as the form's initial values."""
        raise NotImplementedError

    def sent_values(self, row: Any) -> dict[str, list[str]]:
        """The row as the form would send it: nothing for what is empty."""
        return {name: sent(value) for name, value in self.values_of(row).items() if sent(value)}

    @property
    def parts(self) -> dict[str, list[str]]:
        """Every field is a part of its own when two people wrote differently."""
        return {field.name: [field.name] for field in self.visible_fields()}

    def differences(self, current: Any) -> list[Difference]:
        """What the saved row says otherwise than this form, in words."""
        saved, mine = self.values_of(current), self.own_values()
        return [
            Difference(
                field.name,
                str(field.label),
                self.in_words(field.name, saved[field.name]),
                self.in_words(field.name, mine[field.name]),
            )
            for field in self.visible_fields()
            if field.name in saved and (saved[field.name] or "") != (mine[field.name] or "")
        ]

    def own_values(self) -> dict[str, Any]:
        """The valid form in the shape of `values_of`."""
        return dict(self.cleaned_data)

    def in_words(self, name: str, value: Any) -> str:
        """A value as a reader sees it: the label of a choice, a day, the text."""
        if not value:
            return "–"
        choices = getattr(self.fields[name], "choices", None)
        if choices is not None:
            labels = dict(flat(choices))
            wanted = value if isinstance(value, list) else [value]
            return ", ".join(str(labels.get(str(one), one)) for one in wanted)
        if isinstance(value, dt.date):
            return day_in_words(value)
        return value.strftime("%H.%M") if isinstance(value, dt.time) else str(value)


def version_of(row: Any) -> int:
    return int(row.version)


def flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        found += flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return found


def sent(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, dt.time):
        return [value.strftime("%H:%M")]
    return [str(value)] if value else []
