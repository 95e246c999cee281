"""A register as a file to download: what a list page shows, in the format that its address asks for."""

import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from voimala.office.spreadsheets import CONTENT_TYPES, Format, Table, write


def asked_format(request: HttpRequest) -> Format | None:
    """The file that `?as=csv` or `?as=xlsx` asks for; None for the page."""
    asked = request.GET.get("as", "")
    return Format(asked) if asked in set(Format) else None


def as_file(table: Table, rows: Iterable[Any], form: Format, name: str) -> HttpResponse:
    """The rows as a download that no cache keeps: about 2 MB for 10,000 people."""
    file = io.BytesIO()
    write(table, rows, file, form)
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = content_disposition_header(True, f"{slugify(name)}.{form}") or ""
    response["Cache-Control"] = "private, no-store"
    return response
