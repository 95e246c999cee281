"""The few words that a writer adds to a document, in the document's own language."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from voimala.office.documents.described import Document


@dataclass(frozen=True)
class Words:
    """`invented` marks a document of a demonstration; `signature` stands under an empty line."""

    invented: str
    signature: str


def words_in(language: str) -> Words:
    with translation.override(language):
        return Words(
            invented=_("Sample: invented for a demonstration"),
            signature=_("Place, date and signature"),
        )


def marks_of(document: Document) -> list[str]:
    """What stands at the top of every page."""
    invented = words_in(document.language).invented if document.synthetic else ""
    return [mark for mark in (document.mark, invented) if mark]
