"""Search and sorting keys that both databases treat alike.

SQLite folds only ASCII ("äiti" does not find "ÄITI") and sorts by code point; PostgreSQL sorts by the
locale it was made with. The keys made here give one order and one search everywhere.
"""

import re
import unicodedata

# Finnish and Swedish put å, ä, ö after z, in this order; "{", "|", "}" follow "z" in ASCII.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
KEY_LENGTH = 200
_NUMBER = re.compile(r"[0-9]+")
NUMBER_LENGTH = 6
NBSP = "\u00a0"
_SAMPLE_NUMBER = re.compile(r"(?<=\w) (?=\d+\))")
_COUNT = re.compile(r"(?<=\d) (?=[^\W\d])")
_UNIT = re.compile(r"(?<=\d) (?=(?:min|h)\b)")


# Signs without a shape: control signs, directions that turn the rest of the page round, zero-width spaces.
# The joiners of emoji and of some scripts are not among them.
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def tidied(text: str) -> str:
    """A text as it is kept: no shapeless signs, no blanks around it, "" when nothing in it can be seen."""
    kept = _SHAPELESS.sub("", text.replace("\r\n", "\n")).strip()
    return kept if any(unicodedata.category(sign)[0] in "LNPS" for sign in kept) else ""


def unbroken(text: object) -> str:
    """Keeps a number and what it belongs to on one line: "(malli 3)", "5 min", "2 h"."""
    return _UNIT.sub(NBSP, _SAMPLE_NUMBER.sub(NBSP, str(text)))


def counted(text: object) -> str:
    """Keeps a count and its word on one line: "3 asked", "2 people". For titles, which are set large."""
    return _COUNT.sub(NBSP, unbroken(text))


def search_text(*parts: object) -> str:
    """Parts as one case-folded line in composed form: what `search_text` columns store and queries fold."""
    joined = " ".join(str(part) for part in parts if part)
    return " ".join(unicodedata.normalize("NFC", joined).casefold().split())


def sort_key(text: str) -> str:
    """A key that sorts as Finnish dictionaries do: å, ä, ö last, other accents ignored, 2 before 10.

    Hexadecimal, two digits a letter: every collation puts 0–9 before a–f, while punctuation, spaces
    and letters themselves are weighed differently by each.
    """
    counted = _NUMBER.sub(lambda number: number.group().zfill(NUMBER_LENGTH), search_text(text))
    kept = counted.translate(_AFTER_Z)
    decomposed = unicodedata.normalize("NFD", kept)
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return plain.encode("ascii", "replace").hex()[:KEY_LENGTH]
