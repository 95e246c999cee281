"""Who answers for what in the network, and since when."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import Difference, VersionedForm
from voimala.core.fields import PartialDateInput
from voimala.core.ids import new_public_id
from voimala.core.viewer import Viewer
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Term
from voimala.partners.services.terms import COLUMNS, TermPlan


class TermForm(VersionedForm):
    """Who answers for what, and when. `form_key` tells a form sent twice from two forms.

    `parts`: every field is a part of its own when two people wrote differently.
    """

    use_required_attribute = False
    parts: ClassVar = {name: [name] for name in COLUMNS}

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose"),
        to_field_name="public_id",
        error_messages={"required": _("Choose an organisation.")},
    )
    duty = forms.ChoiceField(
        choices=Term.Duty.choices,
        widget=forms.RadioSelect,
        label=_("Duty"),
        error_messages={"required": _("Choose a duty.")},
    )
    since = PartialDateInput(
        required=False, max_length=10, label=_("From"), help_text=_("2015, 1/2015 or 31.1.2015.")
    )
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: the duty goes on.")
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(
        self, data: Any = None, *, network: Network, viewer: Viewer, term: Term | None = None
    ) -> None:
        super().__init__(data, initial=values_of(term) if term else {})
        offered: Any = self.fields["organisation"]
        offered.queryset = Organisation.objects.visible_to(viewer).of(network)

    def plan(self) -> TermPlan:
        return TermPlan(**{name: self.cleaned_data[name] for name in COLUMNS})

    def differences(self, current: Term) -> list[Difference]:
        """What the saved term says otherwise than this form, in words."""
        found = []
        for name in COLUMNS:
            saved, mine = getattr(current, name), self.cleaned_data[name]
            if saved != mine:
                label = str(self.fields[name].label)
                found.append(Difference(name, label, term_words(name, saved), term_words(name, mine)))
        return found


def values_of(term: Term) -> dict[str, Any]:
    """The term as the form's initial values."""
    dates = {name: str(getattr(term, name) or "") for name in ("since", "until")}
    return {**dates, "organisation": term.organisation.public_id, "duty": term.duty, "seen": term.version}


def sent_values(term: Term) -> dict[str, list[str]]:
    """The term as the form would send it: nothing for what is empty."""
    return {name: [str(value)] for name, value in values_of(term).items() if value}


def term_words(name: str, value: Any) -> str:
    if name == "duty":
        return str(Term.Duty(value).label)
    return str(value) if value else "–"
