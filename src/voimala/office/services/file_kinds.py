"""What a file really is: its first bytes and its parts tell, its name and its sender may lie.

Pure functions over bytes. Nothing is run or shown: what is kept is only ever handed out as a download.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.refusal import Refused
from voimala.core.text import tidied

LONGEST_NAME = 200
MOST_PARTS = 10_000
MOST_OF_A_PART = 1_000_000
"""Bytes read of one part of a packed file, however large it would unpack."""
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
CODE = re.compile(rb"\s*(?:#!|<\?|<!doctype|<html|<script|<svg|\{\\rtf)", re.IGNORECASE)


@dataclass(frozen=True)
class FileKind:
    """`suffixes`: the endings that say the truth about it, the usual one first."""

    content_type: str
    suffixes: tuple[str, ...]
    label: str | Promise


PDF = FileKind("application/pdf", (".pdf",), "PDF")
WORD = FileKind(f"{OFFICE}wordprocessingml.document", (".docx",), "Word")
EXCEL = FileKind(f"{OFFICE}spreadsheetml.sheet", (".xlsx",), "Excel")
OPEN_TEXT = FileKind(f"{OPEN}text", (".odt",), "OpenDocument")
OPEN_SHEET = FileKind(f"{OPEN}spreadsheet", (".ods",), "OpenDocument")
PNG = FileKind("image/png", (".png",), gettext_lazy("PNG picture"))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg"), gettext_lazy("JPEG picture"))
TEXT = FileKind("text/plain; charset=utf-8", (".txt", ".csv"), gettext_lazy("text"))
KINDS = (PDF, WORD, EXCEL, OPEN_TEXT, OPEN_SHEET, PNG, JPEG, TEXT)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
PACKED = {WORD: b"wordprocessingml.document.main+xml", EXCEL: b"spreadsheetml.sheet.main+xml"}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")


def checked(name: str, content: bytes) -> tuple[str, FileKind]:
    """The name to keep and the kind of the file.

    Raises:
        Refused: it is empty, of a kind that is not kept, broken, or named as something else than it is.
    """
    kind = kind_of(content)
    kept = kept_name(name)
    suffix = PurePosixPath(kept).suffix.lower()
    if suffix not in kind.suffixes:
        told = {"name": kept, "kind": f"{kind.label} ({', '.join(kind.suffixes)})"}
        raise _refused(
            _("“%(name)s” is really %(kind)s. Give the file a name that ends so, and choose it again.") % told
        )
    return kept, kind


def kept_name(name: str) -> str:
    """The last part of the name in one line, short enough, its ending whole."""
    last = tidied(re.sub(r"[\x00-\x1f\x7f\"]", "", name.replace("\\", "/").rpartition("/")[2]))
    stem, dot, suffix = last.rpartition(".")
    ending = f"{dot}{suffix}" if stem else ""
    return f"{(stem or suffix)[: LONGEST_NAME - len(ending)]}{ending}"[-LONGEST_NAME:]


def kind_of(content: bytes) -> FileKind:
    """What the file is by its content.

    Raises:
        Refused: as `checked`, whatever its name is.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise _refused(_("The file is empty. Check that you saved it, and choose it again."))
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(
            _("This is an old Word or Excel file, or one with a password. Save it as .docx, .xlsx or PDF.")
        )
    if CONTROLS.search(content) or CODE.match(content):
        raise _unknown()
    return TEXT


def _packed(content: bytes) -> FileKind:
    """A Word, Excel or OpenDocument file without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _of_parts(archive)
    except BROKEN as error:
        raise _refused(
            _("The file is broken and cannot be opened. Save it again and choose the new file.")
        ) from error


def _of_parts(archive: zipfile.ZipFile) -> FileKind:
    names = [name.lower() for name in archive.namelist()[:MOST_PARTS]]
    types = _part(archive, "[Content_Types].xml")
    if any(_is_macro(name) for name in names) or b"macroenabled" in types.lower():
        raise _refused(
            _("The file holds macros, which can do harm. Save it without them (.docx, .xlsx or PDF).")
        )
    for kind, mark in PACKED.items():
        if mark in types:
            return kind
    named = _part(archive, "mimetype").strip().decode("ascii", "replace")
    for kind in (OPEN_TEXT, OPEN_SHEET):
        if named == kind.content_type:
            return kind
    raise _unknown()


def _is_macro(name: str) -> bool:
    return name.endswith(MACRO_PARTS) or name.startswith(MACRO_FOLDERS)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of one part; nothing when it is not there."""
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as part:
        return part.read(MOST_OF_A_PART)


def _unknown() -> Refused:
    kinds = _("PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), PNG, JPEG or text (.txt, .csv)")
    return _refused(_("Files of this kind are not kept. Choose one of these: %(kinds)s.") % {"kinds": kinds})


def _refused(message: str) -> Refused:
    return Refused({"file": message})
