"""How a file leaves: always as a file to keep, never as a page of this site, and never into a cache."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from voimala.office.documents import Document, as_pdf, as_word

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """The bytes under that name. Names in Finnish letters arrive whole (RFC 6266)."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def download_pdf(document: Document) -> HttpResponse:
    return download(as_pdf(document), f"{slugify(document.title)}.pdf", PDF)


def download_word(document: Document) -> HttpResponse:
    return download(as_word(document), f"{slugify(document.title)}.docx", WORD)
