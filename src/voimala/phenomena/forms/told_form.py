"""Forms around a told need: telling it, adding to it, answering it, and making it a need."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from voimala.core.ids import new_public_id
from voimala.core.text import search_text
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Network, Setting, TargetGroup
from voimala.office.forms import OpenForm
from voimala.partners.models import Unit
from voimala.phenomena.models import Phenomenon, ToldNeed
from voimala.phenomena.models.plan import NeedPlan
from voimala.phenomena.models.told import (
    LONGEST_ADDITION,
    LONGEST_ANSWER,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_WHAT,
)
from voimala.phenomena.services import ToldWords
from voimala.phenomena.services.needs import LONGEST_CHANGE, LONGEST_TITLE


class TellForm(OpenForm):
    """What is asked of somebody without an account; only the first field must be filled in.

    With a `unit`, which the link names, where it is need not be asked.
    """

    what = forms.CharField(
        max_length=LONGEST_WHAT,
        label=_("What is needed?"),
        help_text=_("In your own words. One sentence is enough."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is needed. One sentence is enough.")},
    )
    for_whom = forms.CharField(
        max_length=LONGEST_LINE,
        required=False,
        label=_("For whom?"),
        help_text=_("For example: young people, carers of a family member, people at a day centre."),
    )
    place = forms.CharField(
        max_length=LONGEST_LINE,
        required=False,
        label=_("Where?"),
        help_text=_("A municipality, a part of town or a place."),
    )
    teller = forms.ChoiceField(
        choices=ToldNeed.Teller.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=ToldNeed.Teller.RESIDENT,
        label=_("Who are you?"),
    )
    name = forms.CharField(
        max_length=LONGEST_NAME,
        required=False,
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        required=False,
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Check the e-mail address, for example name@example.org.")},
    )
    phone = forms.CharField(
        max_length=LONGEST_PHONE,
        required=False,
        label=_("Phone"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(self, data: Any = None, *, unit: Unit | None = None) -> None:
        self.unit = unit
        super().__init__(data, initial={"teller": ToldNeed.Teller.UNIT} if unit else None)
        if unit is not None:
            del self.fields["place"]

    @property
    def need_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("what", "for_whom", "place") if name in self.fields]

    @property
    def sender_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "email", "phone")]

    def words(self) -> ToldWords:
        """What was told; the form is valid."""
        names = ("what", "for_whom", "place", "name", "email", "phone")
        typed = {name: self.cleaned_data.get(name, "") for name in names}
        teller = self.cleaned_data["teller"] or ToldNeed.Teller.OTHER.value
        return ToldWords(**typed, teller=teller, unit=self.unit)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Put what a service refused beside its field."""
        for where, message in problems.items():
            self.add_error(where if where in self.fields else None, message)


class AdditionForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST_ADDITION,
        label=_("Something to add?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you would like to add.")},
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)


class AnswerForm(forms.Form):
    """One text, sent with the button that was pressed: an answer, or why not now."""

    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        label=_("Your words to the sender"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the sender a sentence or two.")},
    )

    def __init__(self, data: Any = None, *, told: ToldNeed) -> None:
        super().__init__(data, initial={"answer": told.answer})


class TakeUpForm(forms.Form):
    """What a need must have, guessed from what was told; what cannot be guessed is left to be chosen."""

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        label=_("What is it about?"),
        error_messages={"required": _("Write in a few words what this is about.")},
    )
    target_group = forms.ModelChoiceField(
        TargetGroup.objects.none(), label=_("Whom is it for?"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a target group.")},
    )  # fmt: skip
    setting = forms.ModelChoiceField(
        Setting.objects.none(), label=_("Where would the pilot be?"), empty_label=_("Choose a setting"),
        error_messages={"required": _("Choose the setting that is nearest.")},
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), empty_label=_("Choose"),
        error_messages={"required": _("Choose a municipality.")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, network: Network, viewer: Viewer, told: ToldNeed) -> None:
        self.told = told
        super().__init__(data)
        today = network.today(timezone.now())
        text = search_text(told.what, told.for_whom, told.place)
        for name, model in (("target_group", TargetGroup), ("setting", Setting)):
            offered = model.objects.visible_to(viewer).of(network)
            usable = [term for term in offered if term.in_force(today)]
            self._offer(name, offered.filter(pk__in=[term.pk for term in usable]), named_in(text, usable))
        places = Municipality.objects.filter(region=network.region_id)
        home = told.unit.municipality if told.unit is not None else None
        self._offer("municipality", places, home or named_in(text, list(places)))
        self.initial["title"] = told.headline

    def _offer(self, name: str, rows: Any, guess: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows
        self.initial[name] = guess.pk if guess is not None else None

    def plan(self) -> NeedPlan:
        """The need in the sender's language; the form is valid."""
        cleaned, language = self.cleaned_data, self.told.language
        return NeedPlan(
            kind=Phenomenon.Kind.NEED,
            title={language: cleaned["title"]},
            wished_change={language: shortened(self.told.what, LONGEST_CHANGE)},
            target_group=cleaned["target_group"],
            setting=cleaned["setting"],
            municipality=cleaned["municipality"],
            host_unit=self.told.unit,
        )

    def show_problems(self, problems: dict[str, str]) -> None:
        for where, message in problems.items():
            self.add_error(where if where in self.fields else None, message)


def named_in(text: str, rows: list[Any]) -> Any | None:
    """The only row whose name stands in the text, or the only row there is; None when it must be chosen."""
    if len(rows) == 1:
        return rows[0]
    found = [row for row in rows if search_text(str(row)) in text]
    return found[0] if len(found) == 1 else None


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
