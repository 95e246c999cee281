"""Documents as their readers open them: the PDF's tags, title, language and text; Word's styles and heads."""

import ctypes
import datetime as dt
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from voimala.office.documents import (
    Definitions,
    Document,
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Run,
    SignatureLine,
    Signatures,
    Table,
    as_data,
    as_pdf,
    as_word,
    blocks_of,
    of_data,
)
from voimala.office.documents.letters import LETTERS, clean, printable
from voimala.office.documents.paper import FONTS

TITLE = "Kumppanuussopimus – Äänekoski, Åbo ja Öölanti"
ON = dt.date(2018, 1, 1)
TEXT = """## Tarkoitus

Sopimus **sitoo** *osapuolia*; [luettavissa](https://example.org/a?b=ä) ja #let x = 1.

1. yksi
2. kaksi
   - aa
   - bb

> Tämä on malli.

#### Syvä

5. viisi
"""
SIGNATURES = Signatures(
    (
        SignatureLine("Kuopion kaupunki"),
        SignatureLine("Savonia", post="rehtori", signed="Allekirjoitettu 6/2017"),
    )
)


def made(*blocks: Any, **changes: Any) -> Document:
    values = {"title": TITLE, "language": "fi", "author": "VOIMALA", "on": ON, "blocks": blocks}
    return Document(**{**values, **changes})


def agreement(**changes: Any) -> Document:
    parties = Table("Osapuolet", ("Organisaatio", "Allekirjoitettu"), (("Kuopio", "12.6.2017"),) * 60)
    return made(
        *blocks_of(TEXT),
        parties,
        Definitions((("Aika", "ti 3.3.2026 klo 9–11"),)),
        SIGNATURES,
        meta=(("Osapuolia", "9"),),
        **changes,
    )


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        yield pdf
    finally:
        pdf.close()


def texts_of(pdf: pypdfium2.PdfDocument) -> list[str]:
    found = []
    for page in pdf:
        text = page.get_textpage()
        found.append(str(text.get_text_range()))
        text.close()
        page.close()
    return found


def language_of(pdf: pypdfium2.PdfDocument) -> str:
    room = (ctypes.c_uint16 * 40)()
    length = pdfium.FPDFCatalog_GetLanguage(pdf, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), 80)
    return bytes(room)[: length - 2].decode("utf-16-le")


def test_a_pdf_says_what_it_is_to_those_who_listen_to_it() -> None:
    with opened(as_pdf(agreement(mark="Luonnos", synthetic=True))) as pdf:
        assert pdfium.FPDFCatalog_IsTagged(pdf)
        assert language_of(pdf) == "fi"
        assert pdf.get_metadata_value("Title") == TITLE
        assert pdf.get_metadata_value("Author") == "VOIMALA"
        bookmarks = [(one.level, one.get_title()) for one in pdf.get_toc()]
        pages = texts_of(pdf)
    assert bookmarks == [(0, "Tarkoitus"), (1, "Syvä")]
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"{number} ({len(pages)})" in page
        assert "Luonnos · Malli: keksitty esittelyä varten" in page
        assert TITLE in page
    whole = "\n".join(pages)
    # What people wrote is never read as code, and the head of a long table stands on each of its pages.
    for words in ("#let x = 1", "Tämä on malli.", "Allekirjoitettu 6/2017, rehtori", "ti 3.3.2026 klo 9–11"):
        assert words in whole
    assert "Paikka, päiväys ja allekirjoitus" in whole
    assert whole.count("Organisaatio") == 3


@pytest.mark.parametrize("write", [as_pdf, as_word])
def test_the_same_document_is_the_same_file(write: Any) -> None:
    assert write(agreement()) == write(agreement())
    assert write(agreement()) != write(agreement(on=dt.date(2018, 1, 2)))


def test_every_letter_that_is_let_through_can_be_set_in_every_manner() -> None:
    spans = LETTERS.replace("\n", "").split("-")
    singles = {letter for part in spans for letter in part}
    ranges = {chr(code) for a, b in pairwise(spans) for code in range(ord(a[-1]), ord(b[0]) + 1)}
    letters = "".join(sorted(singles | ranges))
    assert len(letters) > 1800
    assert printable("äöåÄÖÅ ŋŧčđšž → € – ”a” ж Ω") == "äöåÄÖÅ ŋŧčđšž → € – ”a” ж Ω"
    runs = tuple(
        Run(letters, strong=strong, emphasis=slant) for strong in (False, True) for slant in (False, True)
    )
    assert as_pdf(made(Paragraph(runs)))


def test_letters_without_a_font_become_boxes_and_unseen_ones_go() -> None:
    assert printable("a\x00b\u200bc\u00add\te\r\n😀漢") == "abcd e\n□□"
    assert clean("e\u0301 \ud800") == "é □"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=2, max_size=6), st.integers(1, 3))
def test_whatever_people_write_is_written(texts: list[str], level: int) -> None:
    """And comes back from a JSON column as it was."""
    blocks = (
        *(Heading(texts[0], level) for _ in range(2)),
        *blocks_of("\n\n".join(texts)),
        Listing((Item(texts[0], Listing.of(*texts, numbered=True)),)),
        Table(texts[0], (texts[0], texts[1]), ((texts[1], texts[0]),)),
        Note(texts[0]),
        Definitions(((texts[0], texts[1]),)),
        Signatures((SignatureLine(texts[0], texts[1]),)),
    )
    document = made(*blocks, title=f"A{texts[0]}", meta=((texts[0], texts[1]),))
    with opened(as_pdf(document)) as pdf:
        assert len(pdf) > 0
    assert docx.Document(io.BytesIO(as_word(document))).paragraphs
    assert of_data(as_data(document)) == document
    if all(text.isprintable() for text in texts):
        assert of_data(json.loads(json.dumps(as_data(document)))) == document


def test_the_mistakes_of_a_program_are_told_when_it_describes() -> None:
    with pytest.raises(ValueError, match="row of other than 2 cells"):
        Table("Osapuolet", ("a", "b"), (("a",),))
    with pytest.raises(ValueError, match="has a title"):
        made(title=" ")


def test_markdown_becomes_blocks() -> None:
    heading, paragraph, numbered, note, deep, fifth = blocks_of(TEXT)
    assert heading == Heading("Tarkoitus", 1)
    assert deep == Heading("Syvä", 3)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text[1:4] == (Run("sitoo", strong=True), Run(" "), Run("osapuolia", emphasis=True))
    assert Run("luettavissa", url="https://example.org/a?b=%C3%A4") in paragraph.text
    assert numbered == Listing((Item("yksi"), Item("kaksi", Listing.of("aa", "bb"))), numbered=True)
    assert note == Note("Tämä on malli.")
    assert fifth == Listing((Item("viisi"),), numbered=True, start=5)


@pytest.mark.parametrize("text", ["<b>x</b>", "`x`", "![x](https://example.org/x.png)", "[x](javascript:x)"])
def test_what_a_paper_has_no_place_for_stays_as_it_was_typed(text: str) -> None:
    (paragraph,) = blocks_of(text)
    assert isinstance(paragraph, Paragraph)
    told = paragraph.text if isinstance(paragraph.text, str) else "".join(run.text for run in paragraph.text)
    assert "x" in told
    assert not any(run.url.startswith("javascript") for run in paragraph.text if isinstance(run, Run))


def test_word_has_real_headings_lists_heads_and_language() -> None:
    word = docx.Document(io.BytesIO(as_word(agreement(synthetic=True))))
    properties = word.core_properties
    assert (properties.title, properties.author, properties.language) == (TITLE, "VOIMALA", "fi-FI")
    styles = [(one.style.name if one.style else "", one.text) for one in word.paragraphs]
    assert styles[0] == ("Title", TITLE)
    for known in (("Heading 1", "Tarkoitus"), ("Heading 3", "Syvä"), ("List Bullet 2", "aa")):
        assert known in styles
    counts = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name == "List Number"]
    assert counts[0] == counts[1] != counts[2]
    head = word.tables[0].rows[0]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in head.cells] == ["Organisaatio", "Allekirjoitettu"]
    assert word.sections[0].header.paragraphs[0].text == "Malli: keksitty esittelyä varten"
    assert 'w:val="fi-FI"' in word.styles.element.xml
    assert ("Normal", "Allekirjoitettu 6/2017, rehtori") in styles


def test_the_fonts_are_those_that_were_vendored() -> None:
    import hashlib

    told = (FONTS / "README.md").read_text(encoding="utf-8")
    for font in FONTS.glob("*.ttf"):
        assert hashlib.sha256(font.read_bytes()).hexdigest() in told
