"""A register as a file to download: what a list page shows, in the format that its address asks for."""

import tempfile
from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils.text import slugify

from voimala.office.spreadsheets import CONTENT_TYPES, Format, Table, write

IN_MEMORY = 2_000_000  # bytes, then on the disk


def asked_format(request: HttpRequest) -> Format | None:
    """The file that `?as=csv` or `?as=xlsx` asks for; None for the page."""
    asked = request.GET.get("as", "")
    return Format(asked) if asked in set(Format) else None


def as_file(table: Table, rows: Iterable[Any], form: Format, name: str) -> FileResponse:
    """The rows as a download that no cache keeps."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
    write(table, rows, file, form)
    file.seek(0)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{slugify(name)}.{form}",
        content_type=CONTENT_TYPES[form],
    )
    response["Cache-Control"] = "private, no-store"
    return response
