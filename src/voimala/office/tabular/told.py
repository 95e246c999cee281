"""What single cells say: one of a list of choices, however it is written."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.functional import Promise

from voimala.office.tabular.pasted import folded

LANGUAGES = ("fi", "sv", "en")


def choices_by_name(choices: Iterable[tuple[str, str | Promise]]) -> dict[str, str]:
    """The codes of choices by their labels in every language, and by themselves."""
    listed = list(choices)
    found = {folded(code): code for code, _label in listed}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {folded(str(label)): code for code, label in listed}
    return found
