"""Pictures that people send, made safe to show: read as a picture, turned upright, written anew.

What the camera wrote into the file (place, time, maker, colour profile) does not come along. It must not
learn where pictures are kept or who may see them.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from voimala.core.errors import DomainError

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 12 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS = 60_000_000
"""Width times height: a small file may hold a picture that fills the memory."""
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    MemoryError,
    LookupError,
    ArithmeticError,
    struct.error,
)
"""What the readers of the formats raise on a file cut short or made by hand."""


class PictureRefused(DomainError):
    """The file is not a picture that can be shown; the message says why and what to send instead."""


class Upload(Protocol):
    """A file that came with a form: its `size` in bytes is known before it is read."""

    size: int | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class CleanPicture:
    """A picture written anew. `suffix` begins with a dot; `width` and `height` are pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def clean_picture(upload: Upload, *, longest: int) -> CleanPicture:
    """The picture as WebP, its longer side at most `longest` pixels; never made larger than it was.

    Raises:
        PictureRefused: the file is too large, has too many pixels, or is no JPEG, PNG or WebP picture.
    """
    if upload.size is not None and upload.size > LARGEST:
        raise _too_large()
    data = upload.read()
    if len(data) > LARGEST:
        raise _too_large()
    return _written(*_read(data, longest))


def scaled(data: bytes, *, width: int) -> CleanPicture:
    """A narrower copy of a picture that has been cleaned; one that is narrow already stays as it is."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        height = max(1, round(opened.height * width / opened.width))
        if opened.width <= width:
            return CleanPicture(data, ".webp", opened.width, opened.height)
        return _written(opened.resize((width, height), Image.Resampling.LANCZOS), drawn=False)


def _read(data: bytes, longest: int) -> tuple[Image.Image, bool]:
    """The picture upright, in plain colours, small enough; and whether it may be a drawing or a logo."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_many_pixels()
            drawn = opened.format == "PNG"
            opened.draft(None, (longest, longest))
            picture = _plain(ImageOps.exif_transpose(opened))
            picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise PictureRefused(
            _("This file is not a picture that can be shown. Send a JPEG, PNG or WebP picture.")
        ) from error
    except BROKEN as error:
        raise PictureRefused(
            _("This picture is broken and could not be read. Save it again and send the new file.")
        ) from error
    return picture, drawn


def _plain(picture: Image.Image) -> Image.Image:
    """Three colours, and transparency when there is any; nothing else of the file."""
    if picture.mode.startswith("I"):  # 16 bits a pixel
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    see_through = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.info = {}
    return plain


def _written(picture: Image.Image, drawn: bool) -> CleanPicture:
    """A drawing keeps its every pixel when that takes no more room."""
    picture.info = {}
    found = _webp(picture, lossless=False)
    if drawn:
        found = min(_webp(picture, lossless=True), found, key=len)
    return CleanPicture(found, ".webp", picture.width, picture.height)


def _webp(picture: Image.Image, *, lossless: bool) -> bytes:
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=QUALITY, lossless=lossless, method=4)
    return written.getvalue()


def _too_large() -> PictureRefused:
    most = LARGEST // 1024 // 1024
    message = _("This picture is too large: a file may be %(most)s megabytes at most. Make it smaller.")
    return PictureRefused(message % {"most": most})


def _too_many_pixels() -> PictureRefused:
    most = MOST_PIXELS // 1_000_000
    message = _("This picture has too many pixels: at most %(most)s million. Make it smaller.")
    return PictureRefused(message % {"most": most})
