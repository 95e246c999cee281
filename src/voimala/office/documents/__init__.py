"""Documents that people file and sign: one description, written as an accessible PDF or as Word.

An app above describes its document (`described.py`) and knows nothing of files; the writers know nothing
of agreements or minutes.
"""

from voimala.office.documents.described import (
    Block,
    Definitions,
    Document,
    Heading,
    Inline,
    Item,
    Listing,
    Note,
    Paragraph,
    Run,
    SignatureLine,
    Signatures,
    Table,
)
from voimala.office.documents.kept import as_data, of_data
from voimala.office.documents.marked import blocks_of
from voimala.office.documents.paper import as_pdf
from voimala.office.documents.word import as_word

__all__ = [
    "Block",
    "Definitions",
    "Document",
    "Heading",
    "Inline",
    "Item",
    "Listing",
    "Note",
    "Paragraph",
    "Run",
    "SignatureLine",
    "Signatures",
    "Table",
    "as_data",
    "as_pdf",
    "as_word",
    "blocks_of",
    "of_data",
]
