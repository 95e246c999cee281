"""The form of a network's names, texts, opening and colour."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from voimala.core.colour import read_hex
from voimala.core.localized import LANGUAGES
from voimala.networks.forms.base import NetworkForm
from voimala.networks.models import Network, language_name
from voimala.networks.services.settings import (
    LONGEST,
    PLAIN,
    TEXTS,
    SettingsPlan,
    accent_problem,
    tidy_hashtags,
)

HASH = "#"


class SettingsForm(NetworkForm):
    """Texts are asked in the page's own language first; the other two are folded away."""

    short_name = forms.CharField(
        max_length=LONGEST["short_name"],
        label=_("Short name"),
        help_text=_("In the header of every page and in letters, for example VOIMALA."),
        error_messages={"required": _("Write a short name: it stands in the header of every page.")},
    )
    opening = forms.ChoiceField(
        choices=Network.Opening.choices,
        widget=forms.RadioSelect,
        label=_("What does the front page open on?"),
        help_text=_("The rest stands below it, as far as the network has it."),
    )
    hashtags = forms.CharField(
        required=False,
        max_length=600,
        label=_("Hashtags"),
        help_text=_("Apart with spaces or commas, for example #kulttuurihyvinvointi."),
    )
    accent = forms.CharField(
        max_length=7,
        label=_("Accent colour"),
        help_text=_(
            "Six digits, for example 0B5C5A. The other shades are made from it, also those of dark screens."
        ),
        error_messages={"required": _("Write the colour as six digits 0–9 and A–F, for example 0B5C5A.")},
    )
    published = forms.BooleanField(
        required=False,
        label=_("Everybody may see the network's public pages"),
        help_text=_("Without this, only the network's own people see them."),
    )

    def __init__(self, data: Any = None, *, network: Network) -> None:
        super().__init__(data, network=network)
        asked = (get_language() or LANGUAGES[0])[:2]
        self.main = asked if asked in LANGUAGES else LANGUAGES[0]
        for code in LANGUAGES:
            self._add_texts(code)

    def _add_texts(self, code: str) -> None:
        name = forms.CharField(required=code == "fi", max_length=LONGEST["name"], label=_("Name"))
        name.error_messages["required"] = _("Write the network's name in Finnish: registers sort by it.")
        headline = forms.CharField(required=False, max_length=LONGEST["headline"], label=_("Headline"))
        summary = forms.CharField(
            required=False,
            max_length=LONGEST["summary"],
            label=_("Who we are"),
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if code == self.main:
            headline.help_text = _("One sentence, set large on the front page.")
            summary.help_text = _("A few sentences on the front page: who, where, since when and for whom.")
        else:
            for field in (name, headline, summary):
                named = {"field": field.label, "language": language_name(code)}
                field.label = gettext("%(field)s (%(language)s)") % named
        self.fields[f"name_{code}"] = name
        self.fields[f"headline_{code}"] = headline
        self.fields[f"summary_{code}"] = summary

    @classmethod
    def values_of(cls, network: Network) -> dict[str, Any]:
        texts = {f"{name}_{code}": getattr(network, f"{name}_{code}") for name in TEXTS for code in LANGUAGES}
        plain = {name: getattr(network, name) for name in PLAIN}
        return {**texts, **plain, "hashtags": " ".join(f"{HASH}{tag}" for tag in network.hashtags)}

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (f"name_{self.main}", "short_name", *self._texts(self.main))]

    @property
    def other_language_fields(self) -> list[forms.BoundField]:
        others = [code for code in LANGUAGES if code != self.main]
        return [self[name] for code in others for name in (f"name_{code}", *self._texts(code))]

    def _texts(self, code: str) -> tuple[str, str]:
        return (f"headline_{code}", f"summary_{code}")

    def clean_hashtags(self) -> str:
        written = self.cleaned_data["hashtags"].replace(",", " ").replace(HASH, f" {HASH}").split()
        return " ".join(f"{HASH}{tag}" for tag in tidy_hashtags(written))

    def clean_accent(self) -> str:
        typed = self.cleaned_data["accent"]
        if problem := accent_problem(typed):
            raise ValidationError(problem)
        return read_hex(typed)

    def clean(self) -> dict[str, Any]:
        """Browsers send line breaks as two signs; kept as one, so that an untouched text stays the same."""
        cleaned = super().clean() or {}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }

    def arguments(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        texts: dict[str, Any] = {
            name: {code: cleaned[f"{name}_{code}"] for code in LANGUAGES} for name in TEXTS
        }
        plain = {name: cleaned[name] for name in PLAIN}
        return {"plan": SettingsPlan(**texts, **{**plain, "hashtags": cleaned["hashtags"].split()})}

    def in_words(self, name: str, value: Any) -> str:
        if name == "opening":
            return str(Network.Opening(value).label)
        if name == "published":
            return gettext("yes") if value else gettext("no")
        return super().in_words(name, value)
