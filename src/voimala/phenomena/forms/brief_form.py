"""The form of a brief: seats, competences and, folded away, numbers. All of it is filled beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import Difference, VersionedForm
from voimala.core.viewer import Viewer
from voimala.networks.models import LANGUAGE_NAMES, Municipality, language_name
from voimala.people.models import Competence, Level
from voimala.phenomena.models import Brief, SeatWish, Weight
from voimala.phenomena.models.brief import MAX_SAME_SEATS, hours_of
from voimala.phenomena.models.plan import BriefPlan, RequirementPlan, SeatPlan, plan_of
from voimala.phenomena.models.templates import template_for

EMPTY_ROWS, MORE_ROWS, MOST_ROWS = 2, 3, 40
NUMBERS = ("size_min", "size_max", "hours", "max_travel")
PLACE = ("language", "languages_any", "municipality")
SEATS, REQUIREMENTS = "seats", "requirements"


@dataclass(frozen=True)
class SeatRow:
    kind: str
    label: str
    count: forms.BoundField
    namer: forms.BoundField | None

    @property
    def fields(self) -> list[forms.BoundField]:
        return [self.count, self.namer] if self.namer else [self.count]


@dataclass(frozen=True)
class RequirementRow:
    """One competence on the form; `title` and `note` say it in words as it is on the page now."""

    competence: forms.BoundField
    level: forms.BoundField
    weight: forms.BoundField
    remove: forms.BoundField
    title: str
    note: str

    @property
    def wrong(self) -> bool:
        return any(field.errors for field in (self.competence, self.level, self.weight))


class BriefForm(VersionedForm):
    """Blank numbers return to the template's. Browsers are not told that anything is required."""

    use_required_attribute = False

    size_min = forms.IntegerField(required=False, label=_("People at least"))
    size_max = forms.IntegerField(required=False, label=_("People at most"))
    hours = forms.DecimalField(
        required=False,
        label=_("Hours per person"),
        max_digits=6,
        decimal_places=2,
        localize=True,
        help_text=_("For the whole pilot."),
    )
    max_travel = forms.IntegerField(
        required=False, label=_("Travel at most, minutes"), help_text=_("One way, by an estimate.")
    )
    language = forms.ChoiceField(choices=list(LANGUAGE_NAMES.items()), label=_("Working language"))
    languages_any = forms.MultipleChoiceField(
        choices=list(LANGUAGE_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Somebody in the group also speaks"),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality of the pilot"), empty_label=None
    )
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self, data: Any = None, *, brief: Brief, viewer: Viewer, typed: Any = None, more: bool = False
    ) -> None:
        """`typed` shows what was written without judging it, with `more` empty rows."""
        self.brief, self.viewer = brief, viewer
        values = initial_of(brief)
        self.row_count = rows_asked(data or typed, values["rows"]) + (MORE_ROWS if more else 0)
        if typed is not None:
            values = typed_values(typed, values)
        super().__init__(data, initial={**values, "rows": self.row_count})
        region = brief.municipality.region_id
        self._field("municipality").queryset = Municipality.objects.filter(region=region)
        for name, number in template_numbers(brief).items():
            hint = gettext("Left empty: %(number)s, as in the template.") % {"number": number}
            self.fields[name].help_text = f"{self.fields[name].help_text} {hint}".strip()
        self._add_seats()
        self._add_requirements()

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _add_seats(self) -> None:
        counts = [("0", pgettext("seats", "none"))]
        counts += [(str(count), str(count)) for count in range(1, MAX_SAME_SEATS + 1)]
        for kind in SeatWish.Kind:
            self.fields[f"count_{kind}"] = forms.ChoiceField(choices=counts, label=kind.label)
            namers = SeatWish.namers_of(kind)
            if len(namers) > 1:
                choices = [(namer.value, namer.label) for namer in namers]
                label = gettext("%(seat)s: who names?") % {"seat": kind.label}
                self.fields[f"namer_{kind}"] = forms.ChoiceField(choices=choices, label=label)

    def _add_requirements(self) -> None:
        words = self._competence_choices()
        for row in range(self.row_count):
            self.fields[f"competence_{row}"] = forms.ChoiceField(
                choices=words, required=False, label=_("Skill")
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                choices=Level.choices, widget=forms.RadioSelect, label=_("How well?"), initial=Level.CAN.value
            )
            self.fields[f"weight_{row}"] = forms.ChoiceField(
                choices=Weight.choices, widget=forms.RadioSelect, label=_("How much does it matter?"),
                initial=Weight.IMPORTANT.value,
            )  # fmt: skip
            self.fields[f"remove_{row}"] = forms.BooleanField(required=False, label=_("Remove this skill"))

    @cached_property
    def _competences(self) -> dict[str, Competence]:
        words = Competence.objects.visible_to(self.viewer).of(self.brief.network)
        return {found.code: found for found in words}

    def _competence_choices(self) -> list[tuple[str, Any]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        asked = {row.competence.code for row in self.brief.requirements.select_related("competence")}
        for found in self._competences.values():
            if found.retired and found.code not in asked:
                continue
            groups.setdefault(found.kind, []).append((found.code, str(found)))
        labels = {
            Competence.Kind.PROFESSIONAL.value: gettext("Professional skills"),
            Competence.Kind.STRENGTH.value: gettext("Strengths and interests (always a plus)"),
        }
        return [("", gettext("Choose"))] + [(labels[kind], found) for kind, found in groups.items()]

    @property
    def number_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NUMBERS]

    @property
    def place_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PLACE]

    @property
    def settings_wrong(self) -> bool:
        return any(self[name].errors for name in (*NUMBERS, *PLACE))

    @cached_property
    def seat_rows(self) -> list[SeatRow]:
        return [
            SeatRow(
                kind.value,
                str(kind.label),
                self[f"count_{kind}"],
                self[f"namer_{kind}"] if f"namer_{kind}" in self.fields else None,
            )
            for kind in SeatWish.Kind
        ]

    @property
    def seats_wrong(self) -> bool:
        return any(field.errors for row in self.seat_rows for field in row.fields)

    @cached_property
    def requirement_rows(self) -> list[RequirementRow]:
        return [self._row(row) for row in range(self.row_count)]

    def _row(self, row: int) -> RequirementRow:
        chosen = self[f"competence_{row}"]
        competence = self._competences.get(str(chosen.value() or ""))
        return RequirementRow(
            competence=chosen,
            level=self[f"level_{row}"],
            weight=self[f"weight_{row}"],
            remove=self[f"remove_{row}"],
            title=str(competence or ""),
            note=self._note(row) if competence else "",
        )

    def _note(self, row: int) -> str:
        levels = {str(value): str(label) for value, label in Level.choices}
        weights = {str(value): str(label) for value, label in Weight.choices}
        level, weight = (str(self[f"{name}_{row}"].value()) for name in ("level", "weight"))
        return ", ".join(word for word in (weights.get(weight), levels.get(level)) if word)

    def plan(self) -> BriefPlan:
        """The brief as this form describes it; what was left empty comes from the template."""
        cleaned = self.cleaned_data
        given = {name: cleaned[name] for name in NUMBERS if cleaned[name] is not None}
        numbers = {**template_numbers(self.brief), **given}
        language = cleaned["language"]
        return BriefPlan(
            size_min=numbers["size_min"],
            size_max=numbers["size_max"],
            minutes=round(numbers["hours"] * 60),
            max_travel=numbers["max_travel"],
            language=language,
            languages_any=tuple(code for code in cleaned["languages_any"] if code != language),
            municipality=cleaned["municipality"],
            seats=tuple(self._planned_seats()),
            requirements=tuple(requirement for _row, requirement in self._planned_requirements()),
        )

    def _planned_seats(self) -> Iterator[SeatPlan]:
        for kind in SeatWish.Kind:
            count = int(self.cleaned_data[f"count_{kind}"])
            usual = SeatWish.namers_of(kind)[0].value
            if count:
                yield SeatPlan(kind.value, self.cleaned_data.get(f"namer_{kind}", usual), count)

    def _planned_requirements(self) -> Iterator[tuple[int, RequirementPlan]]:
        cleaned = self.cleaned_data
        for row in range(self.row_count):
            competence = self._competences.get(cleaned[f"competence_{row}"])
            if competence is not None and not cleaned[f"remove_{row}"]:
                level, weight = int(cleaned[f"level_{row}"]), cleaned[f"weight_{row}"]
                yield row, RequirementPlan(competence, level, weight)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put what the service refused beside the field or row that it speaks of."""
        rows = [row for row, _planned in self._planned_requirements()]
        places = {f"requirement-{index}": f"competence_{row}" for index, row in enumerate(rows)}
        places |= {"minutes": "hours", SEATS: f"count_{SeatWish.Kind.ART_LEADER}"}
        for where, message in problems.items():
            name = places.get(where, where)
            self.add_error(name if name in self.fields else None, message)

    @property
    def parts(self) -> dict[str, list[str]]:
        """Seats, competences and each number are parts when two people wrote differently."""
        seats = [name for name in self.fields if name.startswith(("count_", "namer_"))]
        prefixes = ("competence_", "level_", "weight_", "remove_")
        rows = ["rows", *(f"{name}{row}" for row in range(MOST_ROWS) for name in prefixes)]
        return {**{name: [name] for name in (*NUMBERS, *PLACE)}, SEATS: seats, REQUIREMENTS: rows}

    def differences(self, current: Brief) -> list[Difference]:
        """What the saved brief asks otherwise than this form, in words."""
        saved, mine = in_words(plan_of(current)), in_words(self.plan())
        labels = {SEATS: gettext("Seats"), REQUIREMENTS: gettext("Skills")}
        return [
            Difference(name, labels.get(name) or str(self.fields[name].label), saved[name], mine[name])
            for name in saved
            if saved[name] != mine[name]
        ]


def template_numbers(brief: Brief) -> dict[str, Any]:
    source = template_for(brief.template)
    return {
        "size_min": source.size_min,
        "size_max": source.size_max,
        "hours": hours_of(source.minutes),
        "max_travel": source.max_travel,
    }


def initial_of(brief: Brief) -> dict[str, Any]:
    """The brief as the form's initial values, with a few empty rows."""
    plan = plan_of(brief)
    values: dict[str, Any] = {
        "size_min": plan.size_min,
        "size_max": plan.size_max,
        "hours": hours_of(plan.minutes),
        "max_travel": plan.max_travel,
        "language": plan.language,
        "languages_any": list(plan.languages_any),
        "municipality": plan.municipality.pk,
        "seen": brief.version,
        "rows": min(MOST_ROWS, len(plan.requirements) + EMPTY_ROWS),
    }
    for kind in SeatWish.Kind:
        values[f"count_{kind}"], values[f"namer_{kind}"] = "0", SeatWish.namers_of(kind)[0].value
    for seat in plan.seats:
        values[f"count_{seat.kind}"], values[f"namer_{seat.kind}"] = str(seat.count), seat.named_by
    for row in range(values["rows"]):
        values[f"level_{row}"], values[f"weight_{row}"] = Level.CAN.value, Weight.IMPORTANT.value
    for row, each in enumerate(plan.requirements):
        values[f"competence_{row}"] = each.competence.code
        values[f"level_{row}"], values[f"weight_{row}"] = each.level, each.weight
    return values


def sent_values(brief: Brief) -> dict[str, list[str]]:
    """The brief as the form would send it."""
    return {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for name, value in initial_of(brief).items()
    }


def typed_values(typed: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was written, as initial values: nothing is lost when rows are added."""
    found = {name: typed.get(name) for name in typed}
    return {**values, **found, "languages_any": typed.getlist("languages_any")}


def rows_asked(data: Any, usual: int) -> int:
    """The number of rows that the form had; never more than `MOST_ROWS`."""
    text = data.get("rows", "") if data is not None else ""
    return min(MOST_ROWS, int(text[:4])) if text.isdecimal() else usual


def in_words(plan: BriefPlan) -> dict[str, str]:
    """Each part of a plan as a reader sees it."""
    return {
        "size_min": str(plan.size_min),
        "size_max": str(plan.size_max),
        "hours": str(hours_of(plan.minutes)),
        "max_travel": str(plan.max_travel),
        "language": language_name(plan.language),
        "languages_any": ", ".join(language_name(code) for code in plan.languages_any) or "–",
        "municipality": str(plan.municipality),
        SEATS: "; ".join(seat_in_words(seat) for seat in plan.seats) or "–",
        REQUIREMENTS: "; ".join(requirement_in_words(each) for each in plan.requirements) or "–",
    }


def seat_in_words(seat: SeatPlan) -> str:
    namer = SeatWish.NamedBy(seat.named_by).label
    return f"{SeatWish.Kind(seat.kind).label} × {seat.count} ({namer})"


def requirement_in_words(each: RequirementPlan) -> str:
    return f"{each.competence} ({Weight(each.weight).label}, {Level(each.level).label})"
