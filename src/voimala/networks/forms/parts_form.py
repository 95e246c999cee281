"""The form of the parts that a network uses."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.networks.forms.base import NetworkForm
from voimala.networks.models import Network, Part
from voimala.networks.models.part import NEEDED, NOTES


@dataclass(frozen=True)
class PartRow:
    """One part to tick: its box, its sentence and what it cannot do without."""

    tag: Any
    id: str
    label: str
    note: str | Promise
    needs: str


class PartsForm(NetworkForm):
    """None may be ticked: what then is left is the network's own front page."""

    parts_used = forms.MultipleChoiceField(
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Parts in use"),
    )

    @classmethod
    def values_of(cls, network: Network) -> dict[str, Any]:
        return {"parts_used": [part for part in Part.values if part in network.parts]}

    def arguments(self) -> dict[str, Any]:
        return {"parts": self.cleaned_data["parts_used"]}

    def show_problems(self, problems: Any) -> None:
        for message in problems.values():
            self.add_error("parts_used", message)

    def in_words(self, name: str, value: Any) -> str:
        labels = [str(Part(part).label) for part in Part.values if part in value]
        return ", ".join(labels) or _("none")

    def rows(self) -> list[PartRow]:
        boxes = self["parts_used"].subwidgets
        return [
            PartRow(box.tag(), box.id_for_label, str(part.label), NOTES[part], needs_of(part))
            for part, box in zip(Part, boxes, strict=True)
        ]


def needs_of(part: Part) -> str:
    """ "Needs: People and Groups", or nothing."""
    needed = [str(each.label) for each in NEEDED.get(part, ())]
    return _("Goes with: %(parts)s.") % {"parts": get_text_list(needed, _("and"))} if needed else ""
