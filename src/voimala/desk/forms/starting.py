"""Starting a network: its name and its region; the rest has a default or comes later."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from voimala.core.text import tidied
from voimala.desk.services import LONGEST_CODE, Territory, known_territories, suggested_code
from voimala.networks.models.network import is_code
from voimala.networks.places import REGIONS


class StartForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What is the network called?"),
        max_length=200,
        help_text=gettext_lazy("In Finnish. It can be changed later."),
        error_messages={"required": gettext_lazy("Write a name for the network.")},
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Which region is it in?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose one or several. Their municipalities come along."),
        error_messages={"required": gettext_lazy("Choose a region.")},
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("In the corner of every page. Without one, the name itself."),
    )
    code = forms.CharField(
        label=gettext_lazy("Code in addresses"),
        max_length=LONGEST_CODE,
        required=False,
        validators=[is_code],
        help_text=gettext_lazy(
            "Small letters a–z, digits and hyphens. Without one, it is made from the name."
        ),
    )
    name_sv = forms.CharField(label=gettext_lazy("Name in Swedish"), max_length=200, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territories = known_territories()
        field = cast("forms.MultipleChoiceField", self.fields["regions"])
        field.choices = [*region_choices(), *((row.code, row.name) for row in self.territories)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name = cleaned["name"] = tidied(cleaned.get("name", ""))
        if not name and "name" not in self.errors:
            self.add_error("name", _("Write a name for the network."))
        cleaned["short_name"] = tidied(cleaned.get("short_name", "")) or name[:60]
        if name and not cleaned.get("code") and "code" not in self.errors:
            cleaned["code"] = suggested_code(cleaned["short_name"], name)
        return cleaned

    def names(self) -> dict[str, str]:
        cleaned = self.cleaned_data
        return {"fi": cleaned["name"], "sv": tidied(cleaned["name_sv"]), "en": tidied(cleaned["name_en"])}

    def territory(self) -> Territory:
        return Territory.of(self.cleaned_data["regions"], self.territories)

    @property
    def other_fields(self) -> list[Any]:
        return [self[name] for name in ("short_name", "code", "name_sv", "name_en")]


def region_choices() -> list[tuple[str, str]]:
    language = (get_language() or "fi")[:2]
    return [(row.code, row.names.get(language) or row.fi) for row in REGIONS]
