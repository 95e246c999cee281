"""Two versions of the same form: what differs, and which of the two the second writer keeps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from voimala.core.models import Versioned
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother

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


class ServiceForm(forms.Form):
    """A form whose service may refuse it."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What a service refused, at the fields it names; what the form does not ask stands above all."""
        for where, message in problems.items():
            self.add_error(where if where in self.fields else None, message)


class VersionedForm(ServiceForm):
    """`seen` is the version of the row that the form was filled from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def look_at(self, version: int) -> None:
        """The writer has now been shown this version: saving again is her choice."""
        shown: Any = self.data
        shown = shown.copy()
        shown["seen"] = str(version)
        self.data = shown


class RowForm(VersionedForm):
    """A form over columns of one row, field by field of the same name."""

    use_required_attribute = False
    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, row: Any = None, **more: Any) -> None:
        values = {name: getattr(row, name) for name in self.columns} if row is not None else {}
        seen = {"seen": row.version} if row is not None else {}
        super().__init__(data, initial={**values, **seen, **more})

    @classmethod
    def choose_kept(cls, typed: QueryDict, row: Any) -> QueryDict:
        """What was typed, with the row's own values where its writer chose them."""
        return choose_kept(typed, cls.sent_by(row), {name: [name] for name in cls.columns})

    @classmethod
    def sent_by(cls, row: Any) -> dict[str, list[str]]:
        """The row as the form would send it: nothing for what is empty."""
        found: dict[str, list[str]] = {}
        for name in cls.columns:
            value = getattr(row, name)
            several = value if isinstance(value, list | tuple) else [value]
            sent = [cls.base_fields[name].prepare_value(one) for one in several]
            found[name] = [str(one) for one in sent if one not in (None, "")]
        return found

    def values(self) -> dict[str, Any]:
        """What was written, column by column."""
        return {name: self.cleaned_data[name] for name in self.columns}

    def differences(self, current: Any) -> list[Difference]:
        """What the saved row says otherwise than this form, in words."""
        found = []
        for name in self.columns:
            saved, mine = getattr(current, name), self.cleaned_data[name]
            if (saved or None) != (mine or None):
                label = str(self.fields[name].label)
                found.append(Difference(name, label, self._words(name, saved), self._words(name, mine)))
        return found

    def _words(self, name: str, value: Any) -> str:
        labels: Any = getattr(self.fields[name], "choices", ())
        if isinstance(value, list | tuple):
            return ", ".join(self._words(name, one) for one in value) or "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        plain = isinstance(value, str) and labels
        return str(dict(labels).get(value, value) if plain else value or "–")


def tried_saving(
    form: VersionedForm,
    save: Callable[[], Any],
    read: Callable[[], Versioned],
    context: dict[str, Any],
) -> bool:
    """True when it is saved; otherwise the form or `context` now tells why not.

    Args:
        save: does the deed.
        read: the row as it stands now, when somebody else has changed it meanwhile.
        context: of the page; gets `conflict` and `differences` for the second writer.
    """
    try:
        save()
    except Refused as refused:
        form.show_problems(refused.problems)
        return False
    except ChangedByAnother as another:
        current: Any = read()
        told: Any = form
        form.look_at(current.version)
        context |= {"conflict": another.message, "differences": told.differences(current)}
        return False
    return True


def status_of(form: forms.Form, context: Mapping[str, Any]) -> int:
    """422 for what was refused, 409 for what another has changed, else 200."""
    return 422 if form.errors else 409 if "conflict" in context else 200
