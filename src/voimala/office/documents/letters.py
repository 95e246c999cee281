"""Which letters of a text a file can hold."""

import re
import unicodedata

# What nobody sees and no file should carry: control signs, soft hyphens, marks of direction and joining.
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff]")
_HALVES = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
# The letters that our fonts and those within Typst have in every style: an accessible PDF has no others.
LETTERS = (
    "\n\x20-\x7e\xa0-\xac\xae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20c0"
    "\u2116\u2122\u2126\u2190-\u23ff\u2500-\u2606\u2610-\u2612\u2713"
)
INSTEAD = "□"
_STRANGE = re.compile(f"[^{LETTERS}]")


def clean(text: str) -> str:
    """One form for each letter, `\\n` for every line break, nothing unseen."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _HALVES.sub(INSTEAD, _UNSEEN.sub("", unicodedata.normalize("NFC", whole)))


def printable(text: str) -> str:
    """The clean text in letters that can be set in a PDF: □ for what no font has."""
    return _STRANGE.sub(INSTEAD, clean(text))
