"""A hint about somebody: one skill and how well."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.people.models import Competence, Level


class HintForm(forms.Form):
    competence = forms.ModelChoiceField(
        Competence.objects.none(), label=_("What have you seen?"), empty_label=_("Choose a skill"),
        error_messages={"required": _("Choose a skill from the list.")},
    )  # fmt: skip
    level = forms.TypedChoiceField(
        choices=Level.choices,
        coerce=lambda value: Level(int(value)),
        widget=forms.RadioSelect,
        initial=Level.CAN,
        label=_("How well?"),
    )

    def __init__(self, data: Any = None, *, network: Network, viewer: Viewer) -> None:
        super().__init__(data)
        words: Any = self.fields["competence"]
        words.queryset = Competence.objects.visible_to(viewer).of(network).offered().professional()
