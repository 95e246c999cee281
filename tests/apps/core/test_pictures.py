"""Pictures are read as pictures and written anew: nothing of the camera, no bombs, nothing disguised."""

import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from voimala.core import pictures
from voimala.core.pictures import PictureRefused, clean_picture, scaled

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class File:
    """What a form gives: bytes and their count."""

    def __init__(self, data: bytes, size: int | None = None) -> None:
        self.data = data
        self.size = len(data) if size is None else size

    def read(self) -> bytes:
        return self.data


def drawn(suffix: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **written: Any) -> bytes:
    """A picture whose left half is red and right half blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    file = io.BytesIO()
    picture.convert(mode).save(file, suffix, **written)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("suffix", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_come_out_as_webp(suffix: str) -> None:
    clean = clean_picture(File(drawn(suffix)), longest=1600)
    assert clean.suffix == ".webp"
    assert opened(clean.data).format == "WEBP"
    assert (clean.width, clean.height) == opened(clean.data).size == (60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_read(mode: str) -> None:
    picture = Image.new(mode, (8, 4))
    file = io.BytesIO()
    picture.save(file, "PNG")
    assert opened(clean_picture(File(file.getvalue()), longest=100).data).size == (8, 4)


def test_a_printed_jpeg_with_four_colours_can_be_read() -> None:
    clean = clean_picture(File(drawn(mode="CMYK")), longest=100)
    assert opened(clean.data).mode == "RGB"


def test_the_longer_side_is_what_was_asked_and_nothing_is_made_larger() -> None:
    assert clean_picture(File(drawn(size=(4000, 1000))), longest=800).width == 800
    tall = clean_picture(File(drawn(size=(1000, 4000))), longest=800)
    assert (tall.width, tall.height) == (200, 800)
    assert clean_picture(File(drawn(size=(50, 20))), longest=800).width == 50


def test_transparency_of_a_logo_stays() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(clean_picture(File(file.getvalue()), longest=100).data).getpixel((3, 3))[3] == 0  # type: ignore[index]  # a pixel of several colours


def test_a_picture_taken_sideways_stands_upright_and_tells_neither_place_nor_camera() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turn it a quarter clockwise
    exif[MAKER] = "Kamera 3000"
    exif.get_ifd(GPS)[1] = "N"
    sent = drawn(exif=exif, comment=b"kotona")
    assert b"Kamera 3000" in sent
    clean = clean_picture(File(sent), longest=1600)
    shown = opened(clean.data)
    assert shown.size == (40, 60)
    top, bottom = shown.getpixel((20, 5)), shown.getpixel((20, 55))
    assert top[0] > top[2], "what was on the left is on top"  # type: ignore[index]  # a pixel of several colours
    assert bottom[2] > bottom[0]  # type: ignore[index]  # a pixel of several colours
    assert not dict(shown.getexif())
    assert b"Kamera" not in clean.data
    assert b"kotona" not in clean.data
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(shown.info)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        drawn("GIF"),
        drawn("BMP"),
        drawn("TIFF"),
    ],
)
def test_what_is_not_such_a_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PictureRefused, match="JPEG, PNG or WebP"):
        clean_picture(File(data), longest=100)


def test_a_page_hidden_after_the_picture_does_not_come_along() -> None:
    clean = clean_picture(File(drawn("PNG") + b"<script>alert(1)</script>"), longest=100)
    assert b"script" not in clean.data


def test_a_cut_picture_is_refused_in_words() -> None:
    whole = drawn(size=(600, 400))
    with pytest.raises(PictureRefused, match="broken"):
        clean_picture(File(whole[: len(whole) // 2]), longest=100)


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    class Unread(File):
        def read(self) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(PictureRefused, match="12 megabytes"):
        clean_picture(Unread(b"", size=pictures.LARGEST + 1), longest=100)
    with pytest.raises(PictureRefused, match="12 megabytes"):
        clean_picture(File(b"x" * (pictures.LARGEST + 1), size=3), longest=100)


@pytest.mark.parametrize("side", [8000, 10_000, 20_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    """Few bytes, hundreds of millions of pixels: Pillow only warns of some of them, and raises at others."""
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "PNG")
    assert len(file.getvalue()) < 100_000
    with pytest.raises(PictureRefused, match="too many pixels"):
        clean_picture(File(file.getvalue()), longest=100)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow grumbles at broken camera data
@given(st.integers(0, 2**32), st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_damaged_file_is_shown_or_refused_and_never_anything_else(seed: int, suffix: str) -> None:
    chance = random.Random(seed)
    data = bytearray(drawn(suffix, exif=Image.Exif()))
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        clean = clean_picture(File(bytes(data)), longest=64)
    except PictureRefused:
        return
    assert max(opened(clean.data).size) <= 64


def test_a_narrower_copy_keeps_the_shape() -> None:
    clean = clean_picture(File(drawn(size=(1200, 800))), longest=1200)
    small = scaled(clean.data, width=480)
    assert (small.width, small.height) == opened(small.data).size == (480, 320)
    assert scaled(small.data, width=800).data == small.data, "a narrow one stays as it is"
