"""Two versions of the same form: what differs, and which of the two the second writer keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

SAVED, MINE = "saved", "mine"


@dataclass(frozen=True)
class Difference:
    """One part that two people wrote differently. `name` is the part's name in the form."""

    name: str
    label: str
    saved: str
    mine: str

    @property
    def choice(self) -> str:
        """The name of the choice between the two."""
        return choice_of(self.name)


def choice_of(part: str) -> str:
    return f"keep_{part}"


def choose_kept(
    typed: QueryDict, saved: Mapping[str, list[str]], parts: Mapping[str, Iterable[str]]
) -> QueryDict:
    """The typed values, with the saved ones in the parts where the writer chose them.

    Args:
        saved: the row as it stands, as the same form would send it.
        parts: the field names of each part.
    """
    kept = typed.copy()
    for part, names in parts.items():
        if typed.get(choice_of(part)) == SAVED:
            for name in names:
                _replace(kept, name, saved.get(name, []))
    return kept


def _replace(values: MultiValueDict[str, str], name: str, given: list[str]) -> None:
    if given:
        values.setlist(name, given)
    else:
        values.pop(name, None)


class VersionedForm(forms.Form):
    """`seen` is the version of the row that the form was filled from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def look_at(self, version: int) -> None:
        """The writer has now been shown this version: saving again is her choice."""
        shown: Any = self.data
        shown = shown.copy()
        shown["seen"] = str(version)
        self.data = shown
