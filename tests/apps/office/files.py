"""Files for tests: as somebody's computer would have written them."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from voimala.core.references import Reference
from voimala.core.viewer import system
from voimala.office.models import Attachment
from voimala.office.services.attachments import attach

A_PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF"


def upload(name: str = "päätös.pdf", content: bytes = A_PDF, said: str = "") -> SimpleUploadedFile:
    """`said`: what the sender's browser claims it to be."""
    return SimpleUploadedFile(name, content, content_type=said or "application/octet-stream")


def packed(**parts: bytes) -> bytes:
    """A zip file: the parts' names have their dots and slashes as `_dot_` and `_in_`."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_dot_", ".").replace("_in_", "/"), content)
    return written.getvalue()


def a_word_file() -> bytes:
    written = io.BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def a_workbook() -> bytes:
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


def with_macros(content: bytes) -> bytes:
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return written.getvalue()


def make_attachment(thing: Any, kind: str = "organisation", name: str = "päätös.pdf") -> Attachment:
    """By the system itself, which may everything."""
    subject = Reference(kind, thing.public_id)
    sent = upload(name, A_PDF + name.encode())
    return attach(by=system("tests"), subject=subject, upload=sent, now=timezone.now())
