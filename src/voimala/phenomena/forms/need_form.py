"""The form of a need: a title, for whom, where; everything else may wait."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from voimala.core.differences import Difference, VersionedForm
from voimala.core.ids import new_public_id
from voimala.core.localized import LANGUAGES
from voimala.core.viewer import Viewer
from voimala.networks.models import Municipality, Network, Setting, TargetGroup, language_name
from voimala.partners.models import Unit
from voimala.phenomena.models import Phenomenon, StairScale, StairStep
from voimala.phenomena.models.plan import NeedPlan
from voimala.phenomena.services.needs import LONGEST_CHANGE, LONGEST_TITLE, TEXTS

CHOICES = ("target_group", "setting", "municipality", "host_unit", "step")


class UnitField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} – {obj.organisation.name}"


class StepField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class NeedForm(VersionedForm):
    """Texts are asked in one main language, the page's own or that of the text already written.

    `form_key` tells a form sent twice from two forms.
    """

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
    host_unit = UnitField(
        Unit.objects.none(),
        required=False,
        label=_("Host unit"),
        empty_label=_("Not known yet"),
        help_text=_("The unit that opens its doors. Its own worker is in the group, and the unit names who."),
    )
    kind = forms.ChoiceField(
        choices=Phenomenon.Kind.choices,
        widget=forms.RadioSelect,
        initial=Phenomenon.Kind.NEED,
        label=_("Need or phenomenon?"),
        help_text=_(
            "A need is one place's own. A phenomenon is wider, such as loneliness in the whole region."
        ),
    )
    step = StepField(
        StairStep.objects.none(),
        required=False,
        label=_("Step on the stairs"),
        empty_label=_("Not chosen"),
        help_text=_(
            "The stairs of cultural wellbeing tell what kind of co-operation this is, never how good it is. "
            "All steps matter."
        ),
    )
    published = forms.BooleanField(
        required=False,
        label=_("Show on the network's public page"),
        help_text=_(
            "Everybody sees the title, the target group, the setting, the municipality "
            "and how far the group is. Without this, only the network sees them."
        ),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32, initial=new_public_id)

    def __init__(
        self, data: Any = None, *, network: Network, viewer: Viewer, need: Phenomenon | None = None
    ) -> None:
        self.network, self.need = network, need
        self.main = main_language(need)
        super().__init__(data, initial=values_of(need) if need else usual_places(network, viewer))
        self._add_texts()
        self._offer(viewer)
        self.order_fields([f"title_{self.main}", f"wished_change_{self.main}"])

    def _add_texts(self) -> None:
        for code in (self.main, *(code for code in LANGUAGES if code != self.main)):
            main = code == self.main
            title = forms.CharField(max_length=LONGEST_TITLE, required=main, label=_("What is it about?"))
            change = forms.CharField(
                max_length=LONGEST_CHANGE,
                required=False,
                label=_("What should change?"),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            if main:
                title.error_messages["required"] = _("Write in a few words what this is about.")
                title.help_text = _("A few words, for example “Young adults' loneliness in Kuopio”.")
                change.help_text = _("One short sentence is enough. You can come back to this.")
            else:
                named = {"language": language_name(code)}
                title.label = _("Title (%(language)s)") % named
                change.label = _("Wished-for change (%(language)s)") % named
            self.fields[f"title_{code}"], self.fields[f"wished_change_{code}"] = title, change

    def _offer(self, viewer: Viewer) -> None:
        today = self.network.today(timezone.now())
        kept = (
            {getattr(self.need, f"{name}_id") for name in ("target_group", "setting")} if self.need else set()
        )
        for name, model in (("target_group", TargetGroup), ("setting", Setting)):
            offered = model.objects.visible_to(viewer).of(self.network)
            usable = [term.pk for term in offered if term.in_force(today) or term.pk in kept]
            self._choices(name).queryset = offered.filter(pk__in=usable)
        self._choices("municipality").queryset = Municipality.objects.filter(region=self.network.region_id)
        units = Unit.objects.visible_to(viewer).of(self.network).select_related("organisation")
        self._choices("host_unit").queryset = units
        self._choices("step").queryset = StairStep.objects.filter(scale=newest_scale())

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        names = (f"title_{self.main}", f"wished_change_{self.main}", "target_group", "setting")
        return [self[name] for name in (*names, "municipality", "host_unit")]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "step", "published")]

    @property
    def other_language_fields(self) -> list[forms.BoundField]:
        others = [code for code in LANGUAGES if code != self.main]
        return [self[f"{name}_{code}"] for code in others for name in TEXTS]

    def clean(self) -> dict[str, Any]:
        """Browsers send line breaks as two signs; kept as one, so that an untouched text stays the same."""
        cleaned = super().clean() or {}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def plan(self) -> NeedPlan:
        """The need as it was written; the form is valid."""
        cleaned = self.cleaned_data
        values: dict[str, Any] = {name: cleaned[name] for name in (*CHOICES, "kind", "published")}
        for name in TEXTS:
            values[name] = {code: cleaned[f"{name}_{code}"] for code in LANGUAGES}
        return NeedPlan(**values)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Put what a service refused beside its field."""
        for where, message in problems.items():
            name = f"{where}_{self.main}" if where in TEXTS else where
            self.add_error(name if name in self.fields else None, message)

    def differences(self, current: Phenomenon) -> list[Difference]:
        """What the saved need says otherwise than this form, in words."""
        found = []
        for field in (*self.main_fields, *self.more_fields, *self.other_language_fields):
            saved, mine = getattr(current, field.name), self.cleaned_data[field.name]
            if saved != mine:
                words = in_words(field.name, saved), in_words(field.name, mine)
                found.append(Difference(field.name, str(field.label), *words))
        return found

    @property
    def parts(self) -> dict[str, list[str]]:
        """Every field is a part of its own when two people wrote differently."""
        return {name: [name] for name in self.fields}


def main_language(need: Phenomenon | None) -> str:
    asked = (get_language() or LANGUAGES[0])[:2]
    if need is None or getattr(need, f"title_{asked}"):
        return asked
    return need.title.lang or asked


def values_of(need: Phenomenon) -> dict[str, Any]:
    """The need as the form's initial values."""
    texts = {f"{name}_{code}": getattr(need, f"{name}_{code}") for name in TEXTS for code in LANGUAGES}
    chosen = {name: getattr(need, f"{name}_id") for name in CHOICES}
    return {**texts, **chosen, "kind": need.kind, "published": need.published, "seen": need.version}


def sent_values(need: Phenomenon) -> dict[str, list[str]]:
    """The need as the form would send it: nothing for what is empty or not ticked."""
    values = values_of(need).items()
    return {
        name: ["on" if value is True else str(value)]
        for name, value in values
        if value not in (None, False, "")
    }


def usual_places(network: Network, viewer: Viewer) -> dict[str, Any]:
    """For whom and in which municipality the newest need was; the setting is always chosen anew."""
    newest = Phenomenon.objects.visible_to(viewer).of(network).first()
    if newest is None:
        return {}
    return {"target_group": newest.target_group_id, "municipality": newest.municipality_id}


def newest_scale() -> Any:
    return StairScale.objects.order_by("-edition", "-pk").values("pk")[:1]


def in_words(name: str, value: Any) -> str:
    """A field's value as a reader sees it."""
    if name == "kind":
        return str(Phenomenon.Kind(value).label)
    if name == "published":
        return gettext("yes") if value else gettext("no")
    return str(value) if value else "–"
