"""Writes a document as Word (.docx), for those who go on writing: real headings, lists and table heads."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from voimala.office.documents.described import (
    Block,
    Definitions,
    Document,
    Heading,
    Inline,
    Listing,
    Note,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from voimala.office.documents.letters import clean
from voimala.office.documents.wording import marks_of, words_in

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
FONT = "Arial"
# The deepest list style of the template that python-docx brings along.
DEEPEST_LIST = 3
SIGNING_LINE = "_" * 40


def as_word(document: Document) -> bytes:
    """A .docx with its title, author and language. The same document is the same file, byte for byte."""
    import docx

    made = docx.Document()
    _describe(made, document)
    _set_styles(made, document.language)
    _frame_pages(made, document)
    _add_text(made.add_paragraph(style="Title"), document.title)
    if document.meta:
        _write_definitions(made, Definitions(document.meta))
    for block in document.told:
        _write(made, block, document.language)
    written = io.BytesIO()
    made.save(written)
    return _dated(written, document.on)


def _describe(made: WordDocument, document: Document) -> None:
    properties, noon = made.core_properties, dt.datetime.combine(document.on, dt.time(12), dt.UTC)
    properties.title, properties.author = clean(document.title), clean(document.author)
    properties.last_modified_by, properties.comments = clean(document.author), ""
    properties.language = LANGUAGES[document.language]
    properties.created = properties.modified = noon


def _set_styles(made: WordDocument, language: str) -> None:
    """Black headings in the font of the text, and the language for the reader's voice and spelling."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = made.styles
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}")
    defaults.find(f".//{qn('w:lang')}").set(qn("w:val"), LANGUAGES[language])
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        style = styles[name]
        style.font.color.rgb = RGBColor(0x21, 0x1D, 0x19)
        _use_font(style.element.find(f".//{qn('w:rFonts')}"))
    _use_font(fonts)
    styles["Normal"].font.size = Pt(11)
    styles["Caption"].font.size = Pt(10)


def _use_font(fonts: Any) -> None:
    """The named font in place of the template's theme."""
    from docx.oxml.ns import qn

    if fonts is None:
        return
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _frame_pages(made: WordDocument, document: Document) -> None:
    """A4; the marks on top of every page, the title and "1 (3)" below."""
    from docx.shared import Mm

    section: Any = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.header.paragraphs[0].text = clean(" · ".join(marks_of(document)))
    foot = section.footer.paragraphs[0]
    foot.text = clean(f"{document.title}    ")
    _add_field(foot, "PAGE")
    foot.add_run(" (")
    _add_field(foot, "NUMPAGES")
    foot.add_run(")")


def _add_field(paragraph: WordParagraph, name: str) -> None:
    """A number that Word counts itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    _xml(paragraph).append(field)


def _write(made: WordDocument, block: Block, language: str) -> None:
    match block:
        case Heading():
            _add_text(made.add_paragraph(style=f"Heading {block.level}"), block.text)
        case Paragraph():
            _add_text(made.add_paragraph(), block.text)
        case Listing():
            _write_list(made, block, depth=1)
        case Table():
            _write_table(made, block)
        case Definitions():
            _write_definitions(made, block)
        case Signatures():
            _write_signatures(made, block, language)
        case Note():
            _add_text(made.add_paragraph(style="Quote"), block.text)


def _add_text(paragraph: WordParagraph, text: Inline) -> None:
    for run in (Run(text),) if isinstance(text, str) else text:
        if run.url:
            _add_link(paragraph, run)
            continue
        written = paragraph.add_run(clean(run.text))
        written.bold, written.italic = run.strong or None, run.emphasis or None


def _add_link(paragraph: WordParagraph, run: Run) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    written = paragraph.add_run(clean(run.text))
    written.underline = True
    link.append(_xml(written))
    _xml(paragraph).append(link)


def _write_list(made: WordDocument, block: Listing, depth: int) -> None:
    """Each list of numbers counts from its own start."""
    level = min(depth, DEEPEST_LIST)
    style = ("List Number" if block.numbered else "List Bullet") + (f" {level}" if level > 1 else "")
    number = _new_count(made, style, block.start) if block.numbered else None
    for item in block.items:
        line = made.add_paragraph(style=style)
        if number is not None:
            _xml(line).get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        _add_text(line, item.text)
        if item.below is not None:
            _write_list(made, item.below, depth + 1)


def _new_count(made: WordDocument, style: str, start: int) -> int:
    """A numbering of its own, in the manner of the style."""
    styles: Any = made.styles
    numbering: Any = made.part.numbering_part.element
    of_style = styles[style].element.pPr.numPr.numId.val
    count = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
    count.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(count.numId)


def _write_table(made: WordDocument, block: Table) -> None:
    """The caption above; the head is repeated on every page and told as a head to screen readers."""
    from docx.oxml import OxmlElement

    caption = made.add_paragraph(clean(block.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for row in (block.head, *block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(text)
    head = table.rows[0]
    _xml(head).get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True
    made.add_paragraph()


def _write_definitions(made: WordDocument, block: Definitions) -> None:
    for term, text in block.rows:
        line = made.add_paragraph()
        line.add_run(f"{clean(term)}: ").bold = True
        _add_text(line, text)


def _write_signatures(made: WordDocument, block: Signatures, language: str) -> None:
    """Who signs, and the signature that is known or a line to write it on; kept on one page."""
    words = words_in(language)
    for line in block.lines:
        party = made.add_paragraph()
        party.add_run(clean(line.party)).bold = True
        party.paragraph_format.keep_with_next = True
        told = ", ".join(part for part in (line.signed, line.post) if part)
        if line.signed:
            _add_text(made.add_paragraph(), told)
        else:
            _add_text(made.add_paragraph(), f"\n{SIGNING_LINE}\n{line.post or words.signature}")


def _xml(part: Any) -> Any:
    return part._element  # noqa: SLF001  # python-docx has no other way to what it has no method for


def _dated(written: io.BytesIO, day: dt.date) -> bytes:
    """The same archive with the document's day on every part of it, instead of the clock's time."""
    made = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 12, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
