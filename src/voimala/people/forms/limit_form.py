"""A person's own limit: not in a unit, or not with somebody the person has worked with."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from voimala.core.viewer import system
from voimala.partners.models import Unit
from voimala.people.models import Person, Tie

# The network's own lists, read for the person: whoever comes by a link has no role to read them with.
LISTS = system("own profile")


class UnitField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} – {obj.organisation.name}"


class LimitForm(forms.Form):
    unit = UnitField(
        Unit.objects.none(), required=False, label=_("Not in this unit"), empty_label=_("Choose a unit")
    )
    other = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=_("Not with this person"),
        empty_label=_("Choose a person"),
        help_text=_("Those you have worked with."),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        ties = Tie.objects.visible_to(LISTS).filter(Q(first=person) | Q(second=person))
        known = (
            Person.objects.visible_to(LISTS).of(person.network).filter(deleted_at=None).exclude(pk=person.pk)
        )
        self._choices("other").queryset = known.filter(
            Q(pk__in=ties.values("first_id")) | Q(pk__in=ties.values("second_id"))
        )
        units = Unit.objects.visible_to(LISTS).of(person.network)
        self._choices("unit").queryset = units.select_related("organisation")

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("unit")) == bool(cleaned.get("other")):
            raise forms.ValidationError(_now("Choose a unit or a person, one at a time."))
        return cleaned
