"""The form of a network's own words: for each term one field in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from voimala.core.localized import LANGUAGES
from voimala.networks.forms.base import NetworkForm
from voimala.networks.models import Network, language_name
from voimala.networks.services.settings import LONGEST_WORD
from voimala.networks.words import TERMS


@dataclass(frozen=True)
class WordRow:
    """One term: the common word in the page's language, and the own word's fields with their languages."""

    common: str
    fields: list[tuple[str, forms.BoundField]]


class WordsForm(NetworkForm):
    """An empty field leaves the common word, which stands in it in grey."""

    def __init__(self, data: Any = None, *, network: Network) -> None:
        super().__init__(data, network=network)
        for term in TERMS:
            for code in LANGUAGES:
                self.fields[f"{term}_{code}"] = word_field(term, code)

    @classmethod
    def values_of(cls, network: Network) -> dict[str, Any]:
        own = network.words
        return {f"{term}_{code}": own.get(term, {}).get(code, "") for term in TERMS for code in LANGUAGES}

    def arguments(self) -> dict[str, Any]:
        words: Mapping[str, Mapping[str, str]] = {
            term: {code: self.cleaned_data[f"{term}_{code}"] for code in LANGUAGES} for term in TERMS
        }
        return {"words": words}

    def rows(self) -> list[WordRow]:
        return [
            WordRow(str(common), [(language_name(code), self[f"{term}_{code}"]) for code in LANGUAGES])
            for term, common in TERMS.items()
        ]


def word_field(term: str, code: str) -> forms.CharField:
    """The label names term and language; the common word of that language is the placeholder."""
    with translation.override(code):
        common = str(TERMS[term])
    named = {"term": TERMS[term], "language": language_name(code)}
    return forms.CharField(
        required=False,
        max_length=LONGEST_WORD,
        label=_("%(term)s (%(language)s)") % named,
        widget=forms.TextInput(attrs={"placeholder": common, "lang": code}),
    )
