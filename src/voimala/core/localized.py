"""Text in three languages: columns `name_fi`, `name_sv`, `name_en` behind one attribute `name`."""

import copy
from typing import Any, overload

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("fi", "sv", "en")


class LocalizedText(str):
    """The text to show, and the language it is written in when that is not the one asked for.

    `lang` is "" when the text is in the asked language; templates mark the others with `lang="…"`,
    which keeps the fallback visible to readers and to screen readers.
    """

    lang: str

    def __new__(cls, text: str, lang: str = "") -> "LocalizedText":
        made = super().__new__(cls, text)
        made.lang = lang
        return made


def pick(texts: dict[str, str], asked: str | None = None) -> LocalizedText:
    """The text in the asked language, else the first of fi, sv, en that is not empty."""
    asked = (asked or get_language() or LANGUAGES[0])[:2]
    if texts.get(asked):
        return LocalizedText(texts[asked])
    for code in LANGUAGES:
        if texts.get(code):
            return LocalizedText(texts[code], code)
    return LocalizedText("")


class Localized:
    """Declares one column per language from a prototype text field and reads them with fallback.

    name = Localized(models.CharField(max_length=200))

    The Finnish column keeps the prototype's `blank`; the other two may always be empty.
    Assigning a dict {"fi": …, "sv": …} sets the columns it names.
    """

    name: str

    def __init__(self, prototype: "models.CharField[str, str] | models.TextField[str, str]") -> None:
        self.prototype = prototype

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        for code in LANGUAGES:
            column = copy.deepcopy(self.prototype)
            if code != LANGUAGES[0]:
                column.blank = True
            if column.blank:
                column.default = ""
            column.contribute_to_class(cls, f"{name}_{code}")
        setattr(cls, name, self)

    @overload
    def __get__(self, row: None, owner: type) -> "Localized": ...
    @overload
    def __get__(self, row: models.Model, owner: type) -> LocalizedText: ...
    def __get__(self, row: models.Model | None, owner: type) -> "Localized | LocalizedText":
        if row is None:
            return self
        return pick(self.all_of(row))

    def __set__(self, row: models.Model, value: dict[str, str]) -> None:
        for code, text in value.items():
            if code not in LANGUAGES:
                raise ValueError(f"{self.name}: {code!r} is not one of {', '.join(LANGUAGES)}")
            setattr(row, f"{self.name}_{code}", text)

    def all_of(self, row: models.Model) -> dict[str, str]:
        return {code: getattr(row, f"{self.name}_{code}") for code in LANGUAGES}


def columns(name: str, value: dict[str, Any]) -> dict[str, str]:
    """Keyword arguments for the columns of one localized attribute: {"fi": …} -> {"name_fi": …}."""
    return {f"{name}_{code}": value[code] for code in LANGUAGES if value.get(code)}


def in_all_languages(row: models.Model | None, *names: str) -> str:
    """What localized attributes of a row say, in every language: for what finds things. "" without a row."""
    if row is None:
        return ""
    return " ".join(getattr(row, f"{name}_{code}") for name in names for code in LANGUAGES)
