"""The form of the own profile: taps only, nothing required, everything on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voimala.core.viewer import Viewer, system
from voimala.networks.models import LANGUAGE_NAMES, Municipality, Period
from voimala.people.models import Availability, Competence, Consent, Hint, KnownCompetence, Level, Person
from voimala.people.services import OwnProfile

Circle = KnownCompetence.Circle
LISTS = system("own profile")  # the network's own lists, also for whoever comes by a link
ABSENT, OTHER = "no", "other"
READY_HOURS = (0, 8, 16, 24, 40)
LONGEST_HOURS = 2000
ANSWERS = (
    ("", pgettext_lazy("skill", "?")),
    (ABSENT, pgettext_lazy("skill", "no")),
    *((str(level.value), level.label) for level in Level),
)
ADD, DROP = "add", "drop"
HINT_ANSWERS = (
    (ADD, _("Add it to my profile")),
    (DROP, _("Delete the hint")),
    ("", _("I decide later")),
)


@dataclass(frozen=True)
class Known:
    """What is known of the person when the page is made, and the words it is asked with."""

    person: Person
    period: Period | None
    words: dict[str, list[Competence]]
    rows: dict[int, KnownCompetence]
    hours: Availability | None
    hints: list[Hint] = field(default_factory=list)
    consent: Consent | None = None

    def told(self, kind: str) -> list[KnownCompetence]:
        return [self.rows[word.pk] for word in self.words[kind] if word.pk in self.rows]


def look_up(person: Person, viewer: Viewer, period: Period | None) -> Known:
    words: dict[str, list[Competence]] = {kind: [] for kind in Competence.Kind.values}
    rows = KnownCompetence.objects.visible_to(viewer).filter(person=person).select_related("competence")
    told = {row.competence_id for row in rows}
    for word in Competence.objects.visible_to(LISTS).of(person.network):
        if not word.retired or word.pk in told:
            words[word.kind].append(word)
    hours = Availability.objects.visible_to(viewer).filter(person=person, period=period).first()
    hints = Hint.objects.visible_to(viewer).filter(person=person).select_related("competence")
    consents = Consent.objects.visible_to(viewer).in_force().filter(person=person)
    return Known(
        person=person,
        period=period,
        words=words,
        rows={row.competence_id: row for row in rows},
        hours=hours if period else None,
        hints=list(hints),
        consent=consents.filter(kind=Consent.Kind.STRENGTHS).first(),
    )


@dataclass(frozen=True)
class Difference:
    """One part that stands otherwise in the saved profile than in the form."""

    label: str
    saved: str
    mine: str


class ProfileForm(forms.Form):
    """`seen` is the version of the person that the form was filled from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    skills_circle = forms.ChoiceField(
        choices=Circle.choices, widget=forms.RadioSelect, label=_("Who may see your skills?")
    )
    complete = forms.BooleanField(
        required=False,
        label=_("Everything is here"),
        help_text=_(
            "What you have left as “?” is then something you cannot do. Without this it is still to be asked."
        ),
    )
    hours = forms.ChoiceField(
        widget=forms.RadioSelect, required=False, label=_("How many hours could you give?")
    )
    own_hours = forms.DecimalField(
        required=False, min_value=0, max_value=LONGEST_HOURS, decimal_places=2,
        label=_("Other number of hours"),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), required=False, label=_("Municipality"), empty_label=_("Not told")
    )
    languages = forms.MultipleChoiceField(
        choices=list(LANGUAGE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Languages you can work in"),
    )
    strengths = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, label=_("What gives you joy?")
    )
    strengths_circle = forms.ChoiceField(
        choices=Circle.choices, widget=forms.RadioSelect, label=_("Who may see your strengths and interests?")
    )
    consent = forms.BooleanField(
        required=False,
        label=_("The network may keep the strengths and interests I have chosen"),
        help_text=_("You can take this back at any time. They are then deleted at once."),
    )

    def __init__(self, data: Any = None, *, known: Known) -> None:
        self.known = known
        self._ask_skills()
        super().__init__(data, initial=initial_of(known))
        for name, asked in self._asked.items():
            self.fields[name] = asked
        self._choices("hours").choices = hour_choices()
        self._choices("municipality").queryset = Municipality.objects.filter(
            region=known.person.network.region_id
        )
        strengths = known.words[Competence.Kind.STRENGTH]
        self._choices("strengths").choices = [(word.public_id, word.name) for word in strengths]
        if known.consent is not None:
            del self.fields["consent"]
        if known.period is None:
            del self.fields["hours"], self.fields["own_hours"]

    def _ask_skills(self) -> None:
        """One field for each skill and each hint."""
        self._asked: dict[str, forms.Field] = {}
        for word in self.known.words[Competence.Kind.PROFESSIONAL]:
            self._asked[skill_name(word)] = segment(ANSWERS, str(word.name))
        for hint in self.known.hints:
            self._asked[hint_name(hint)] = segment(HINT_ANSWERS, str(hint.competence.name))

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def skill_fields(self) -> list[forms.BoundField]:
        return [self[skill_name(word)] for word in self.known.words[Competence.Kind.PROFESSIONAL]]

    @property
    def hint_rows(self) -> list[tuple[Hint, forms.BoundField]]:
        return [(hint, self[hint_name(hint)]) for hint in self.known.hints]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("hours") == OTHER
            and cleaned.get("own_hours") is None
            and "own_hours" not in self.errors
        ):
            self.add_error("own_hours", _now("Write the number of hours, or choose another answer."))
        return cleaned

    def profile(self) -> OwnProfile:
        """What the person says of herself; the form is valid."""
        cleaned, known = self.cleaned_data, self.known
        return OwnProfile(
            skills=self._skills(),
            strengths=self._strengths(),
            skills_circle=cleaned["skills_circle"],
            strengths_circle=cleaned["strengths_circle"],
            consents_to_strengths=bool(cleaned.get("consent")),
            complete=cleaned["complete"],
            period=known.period,
            minutes=self._minutes(),
            municipality=cleaned["municipality"],
            languages=cleaned["languages"],
            hints={
                hint.public_id: cleaned[hint_name(hint)] == ADD
                for hint in known.hints
                if cleaned[hint_name(hint)]
            },
        )

    def _skills(self) -> dict[Competence, Level | None]:
        answers = {
            word: self.cleaned_data[skill_name(word)]
            for word in self.known.words[Competence.Kind.PROFESSIONAL]
        }
        return {word: level_of(answer) for word, answer in answers.items() if answer}

    def _strengths(self) -> dict[Competence, Level | None]:
        """A tick keeps the level that is known; what is known absent stays so until it is ticked."""
        found: dict[Competence, Level | None] = {}
        for word in self.known.words[Competence.Kind.STRENGTH]:
            row = self.known.rows.get(word.pk)
            if word.public_id in self.cleaned_data["strengths"]:
                found[word] = Level(row.level) if row is not None and row.level else Level.CAN
            elif row is not None and row.level is None:
                found[word] = None
        return found

    def _minutes(self) -> int | None:
        answer = self.cleaned_data.get("hours", "")
        hours = self.cleaned_data["own_hours"] if answer == OTHER else answer
        return round(Decimal(hours) * 60) if hours != "" else None

    def show_problem(self, where: str, message: str) -> None:
        """Put what the service refused beside its field."""
        self.add_error(where if where in self.fields else None, message)

    def look_at(self, version: int) -> None:
        """The person has now been shown this version: saving again is her choice."""
        shown: Any = self.data
        shown = shown.copy()
        shown["seen"] = str(version)
        self.data = shown

    def differences(self, current: Known) -> list[Difference]:
        """What the saved profile says otherwise than this form, in words."""
        saved, found = initial_of(current), []
        for name, asked in self.fields.items():
            if name in ("seen", "consent") or name.startswith("hint_"):
                continue
            theirs, mine = in_words(asked, saved.get(name)), in_words(asked, self.cleaned_data.get(name))
            if theirs != mine:
                found.append(Difference(str(asked.label), theirs, mine))
        return found


def segment(choices: Any, label: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False, label=label)


def skill_name(word: Competence) -> str:
    return f"skill_{word.public_id}"


def hint_name(hint: Hint) -> str:
    return f"hint_{hint.public_id}"


def level_of(answer: str) -> Level | None:
    return None if answer == ABSENT else Level(int(answer))


def hour_choices() -> list[tuple[str, str]]:
    ready = [(str(hours), _now("%(hours)s h") % {"hours": hours}) for hours in READY_HOURS]
    return [("", _now("I do not know yet")), *ready, (OTHER, _now("other"))]


def initial_of(known: Known) -> dict[str, Any]:
    """What is known, as the form's first values."""
    person = known.person
    answers = {
        skill_name(word): str(row.level or ABSENT)
        for word in known.words[Competence.Kind.PROFESSIONAL]
        if (row := known.rows.get(word.pk)) is not None
    }
    strengths = known.told(Competence.Kind.STRENGTH)
    return {
        **answers,
        **hours_of(known.hours),
        "seen": person.version,
        "skills_circle": narrowest(known.told(Competence.Kind.PROFESSIONAL)),
        "complete": person.profile_complete,
        "municipality": person.municipality_id,
        "languages": person.languages or [],
        "strengths": [row.competence.public_id for row in strengths if row.level],
        "strengths_circle": narrowest(strengths),
    }


def hours_of(row: Availability | None) -> Mapping[str, Any]:
    if row is None or row.minutes is None:
        return {"hours": ""}
    if row.minutes % 60 == 0 and row.minutes // 60 in READY_HOURS:
        return {"hours": str(row.minutes // 60)}
    hours = Decimal(row.minutes) / 60
    return {"hours": OTHER, "own_hours": hours.to_integral() if hours % 1 == 0 else round(hours, 2)}


def narrowest(rows: list[KnownCompetence]) -> str:
    """One circle for all of them: nothing is shown wider than any of it was."""
    order = list(Circle.values)
    return min((row.circle for row in rows), key=order.index, default=Circle.COORDINATOR.value)


def in_words(asked: forms.Field, value: Any) -> str:
    """A field's value as a reader sees it."""
    if isinstance(asked, forms.BooleanField):
        return _now("yes") if value else _now("no")
    if isinstance(asked, forms.ModelChoiceField):
        rows: Any = asked.queryset
        return str(rows.filter(pk=getattr(value, "pk", value)).first() or "–")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    labels = {str(key): str(label) for key, label in getattr(asked, "choices", ())}
    if isinstance(asked, forms.MultipleChoiceField):
        return ", ".join(labels.get(each, each) for each in value or ()) or "–"
    return labels.get(str(value or ""), str(value or "–"))
