"""Writes a document as PDF."""

from voimala.office.documents.described import Document


def as_pdf(document: Document) -> bytes:
    """A tagged PDF (PDF/UA-1) with title, language, bookmarks and page numbers."""
    raise NotImplementedError
