"""What the pages of agreements ask: the draft, its wording, its parties, signatures, reviews, its end."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.differences import Difference, ServiceForm, VersionedForm
from voimala.core.fields import PartialDateInput
from voimala.core.ids import new_public_id
from voimala.core.localized import LANGUAGES
from voimala.partners.models import Agreement, AgreementKind, AgreementText, Organisation, Party
from voimala.partners.services.agreements import DraftPlan, PartyPlan, TextPlan

ROUGH = _("2015, 1/2015 or 31.1.2015.")
TEXTS = tuple(f"text_{code}" for code in LANGUAGES)
TALL = {"rows": 24}


class Plain(ServiceForm):
    """Browsers are not told that anything is required."""

    use_required_attribute = False


class RowForm(Plain, VersionedForm):
    """A row that two people may edit: every field of `names` is a part that the second one chooses."""

    names: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def parts(cls) -> dict[str, list[str]]:
        return {name: [name] for name in cls.names}

    @classmethod
    def values(cls, row: Any) -> dict[str, Any]:
        """The row as the form's initial values."""
        given = {name: getattr(row, name) for name in cls.names}
        return {name: value if value is not None else "" for name, value in given.items()}

    @classmethod
    def sent(cls, row: Any) -> dict[str, list[str]]:
        """The row as the form would send it."""
        return {name: [str(value)] for name, value in cls.values(row).items() if value}

    def differences(self, row: Any) -> list[Difference]:
        """What the saved row says otherwise than this form, in words."""
        found = []
        for name, saved in self.values(row).items():
            mine = self.cleaned_data.get(name)
            if name in self.fields and saved != (mine if mine is not None else ""):
                label = str(self.fields[name].label)
                found.append(Difference(name, label, self.in_words(name, saved), self.in_words(name, mine)))
        return found

    def in_words(self, name: str, value: Any) -> str:
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value) or value or "–")


class DraftForm(Plain):
    """What is agreed on, and who its parties are. Everything else may be written later."""

    kind = forms.ChoiceField(
        choices=AgreementKind.choices,
        initial=AgreementKind.PARTNERSHIP,
        widget=forms.RadioSelect,
        label=_("What is drafted?"),
        error_messages={"required": _("Choose what is drafted.")},
    )
    parties = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Parties"),
        help_text=_("Parties may be added and taken off until the draft is sent out."),
    )
    since = PartialDateInput(required=False, max_length=10, label=_("In force from"), help_text=ROUGH)
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: until it is ended.")
    )
    with_annex = forms.BooleanField(
        required=False, label=_("Add the annex on personal data that the parties keep together")
    )
    name = forms.CharField(
        required=False, max_length=200, label=_("Name"), help_text=_("Empty: it is called by its kind.")
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(self, data: Any = None, *, organisations: Any) -> None:
        super().__init__(data)
        self.organisations = {row.public_id: row for row in organisations}
        offered: Any = self.fields["parties"]
        offered.choices = [(key, str(row)) for key, row in self.organisations.items()]

    def plan(self) -> DraftPlan:
        given = self.cleaned_data
        return DraftPlan(
            kind=given["kind"],
            parties=[self.organisations[key] for key in given["parties"]],
            name=given["name"],
            with_annex=given["with_annex"],
            since=given["since"],
            until=given["until"],
        )


class WordingForm(RowForm):
    """One text in up to three languages."""

    names = TEXTS

    text_fi = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs=TALL), label=_("Text in Finnish")
    )
    text_sv = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs=TALL), label=_("Text in Swedish")
    )
    text_en = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs=TALL), label=_("Text in English")
    )

    @property
    def other_languages(self) -> list[Any]:
        """The texts that are folded away: those in other languages than the first one written."""
        return [self[name] for name in TEXTS if name != self.first]

    @property
    def first(self) -> str:
        return next((name for name in TEXTS if self[name].value()), TEXTS[0])

    @property
    def main(self) -> Any:
        return self[self.first]

    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"text_{code}"] for code in LANGUAGES}


class TextForm(WordingForm):
    """The wording of a draft; of the agreement itself also until when, of an amendment why."""

    names = ("since", "reason", *TEXTS)

    reason = forms.CharField(
        required=False,
        max_length=500,
        label=_("Why is it amended?"),
        help_text=_("In a sentence. It stands beside the amendment."),
    )
    since = PartialDateInput(required=False, max_length=10, label=_("In force from"), help_text=ROUGH)
    until = PartialDateInput(
        required=False, max_length=10, label=_("Until"), help_text=_("Empty: until it is ended.")
    )

    def __init__(self, data: Any = None, *, text: AgreementText, agreement: Agreement) -> None:
        initial = {**self.values(text), "until": agreement.until, "seen": text.version}
        super().__init__(data, initial=initial)
        del self.fields["until" if text.number else "reason"]

    def plan(self) -> TextPlan:
        given = self.cleaned_data
        return TextPlan(self.texts(), given["since"], given.get("until"), given.get("reason", ""))


class TemplateForm(WordingForm):
    """A model text of the network."""


class PartyForm(RowForm):
    """What a party has settled for itself. Posts, never names; an empty answer is still to be asked."""

    names = (
        "sponsor_post",
        "decided_on",
        "decision_mark",
        "substitute_payer",
        "insurance_rule",
        "travel_rule",
        "joint_controller",
    )

    sponsor_post = forms.CharField(
        required=False,
        max_length=120,
        label=_("Who in the management stands behind it? The post, no name."),
        help_text=_("Such as: director of education"),
    )
    decided_on = PartialDateInput(
        required=False, max_length=10, label=_("When did the organisation itself decide?"), help_text=ROUGH
    )
    decision_mark = forms.CharField(
        required=False,
        max_length=80,
        label=_("Mark of the decision"),
        help_text=_("Such as: board 12.4.2027 § 31"),
    )
    substitute_payer = forms.ChoiceField(
        required=False,
        choices=Party.Payer.choices,
        widget=forms.RadioSelect,
        label=_("Who pays a substitute?"),
    )
    insurance_rule = forms.CharField(
        required=False,
        max_length=500,
        label=_("Insurance"),
        help_text=_("Whose insurance covers its people and others who work in its units?"),
    )
    travel_rule = forms.CharField(
        required=False, max_length=500, label=_("Travel"), help_text=_("Who pays travel, and for which ways?")
    )
    joint_controller = forms.BooleanField(required=False, label=_("Joint controller of personal data"))

    def __init__(self, data: Any = None, *, party: Party) -> None:
        super().__init__(data, initial={**self.values(party), "seen": party.version})

    def in_words(self, name: str, value: Any) -> str:
        if name == "joint_controller":
            return str(_("yes") if value else _("no"))
        return super().in_words(name, value)

    def plan(self) -> PartyPlan:
        return PartyPlan(**{name: self.cleaned_data[name] for name in self.names})


class JoinForm(Plain):
    """Another party: into a draft as it is, to what is signed from a day on."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose"),
        to_field_name="public_id",
        error_messages={"required": _("Choose an organisation.")},
    )
    since = PartialDateInput(required=False, max_length=10, label=_("A party from"), help_text=ROUGH)

    def __init__(self, data: Any = None, *, organisations: Any, agreement: Agreement) -> None:
        super().__init__(data)
        offered: Any = self.fields["organisation"]
        offered.queryset = organisations
        if agreement.phase != Agreement.Phase.SIGNED:
            del self.fields["since"]


class SignForm(Plain):
    """That a party has signed: when, and in which post."""

    signed_on = PartialDateInput(
        max_length=10,
        label=_("When was it signed?"),
        help_text=ROUGH,
        error_messages={"required": _("Write the day, or the month or year if the day is not known.")},
    )
    signatory_post = forms.CharField(
        required=False,
        max_length=120,
        label=_("Post of the signatory"),
        help_text=_("Such as: rector. No name is kept."),
    )


class LeaveForm(Plain):
    """A party leaves what is signed: its last day and why."""

    until = PartialDateInput(required=False, max_length=10, label=_("Its last day"), help_text=ROUGH)
    leave_reason = forms.CharField(required=False, max_length=500, label=_("Reason"))


class EndForm(Plain, VersionedForm):
    """How it ends, on which day and why."""

    END, TERMINATE = "end", "terminate"

    how = forms.ChoiceField(
        choices=[
            (END, pgettext_lazy("agreement", "It ends as was agreed on")),
            (TERMINATE, pgettext_lazy("agreement", "It is terminated")),
        ],
        initial=END,
        widget=forms.RadioSelect,
        label=_("How does it end?"),
    )
    until = PartialDateInput(required=False, max_length=10, label=_("Last day"), help_text=ROUGH)
    end_reason = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 4}), label=_("Reason"), max_length=2000
    )

    def __init__(self, data: Any = None, *, agreement: Agreement) -> None:
        terminated = agreement.phase == Agreement.Phase.TERMINATED
        initial = {
            "how": self.TERMINATE if terminated else self.END,
            "until": agreement.until,
            "end_reason": agreement.end_reason,
            "seen": agreement.version,
        }
        super().__init__(data, initial=initial)
        if agreement.signed_on is None:
            del self.fields["how"], self.fields["until"]
        elif agreement.is_over:
            self.fields["how"].widget = forms.HiddenInput()


class ReviewForm(Plain):
    """The yearly look: when, what was noticed, when next."""

    held_on = forms.DateField(
        label=_("When was it looked at?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Write the day of the review.")},
    )
    noticed = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=_("What was noticed?"),
        max_length=4000,
        help_text=_("What works, what was promised and not done, what should be amended."),
    )
    next_on = forms.DateField(
        required=False,
        label=_("When is it looked at next?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SendForm(Plain):
    """On which day the wording was sent out; today unless it happened before."""

    sent_on = forms.DateField(
        required=False,
        label=_("Sent out on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Today, or an earlier day when you write down what was signed before."),
    )
