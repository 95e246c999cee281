"""Writes a document as Word (.docx)."""

from voimala.office.documents.described import Document


def as_word(document: Document) -> bytes:
    """A .docx with real headings, lists and table heads, its title, author and language."""
    raise NotImplementedError
