"""Search and sorting keys that both databases treat alike.

SQLite folds only ASCII ("äiti" does not find "ÄITI") and sorts å, ä, ö by code point; the keys made
here are plain ASCII-comparable text, so one query works everywhere.
"""

import unicodedata

# Finnish and Swedish put å, ä, ö after z, in this order; "{", "|", "}" follow "z" in ASCII.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def search_text(*parts: object) -> str:
    """Parts as one case-folded line in composed form: what `search_text` columns store and queries fold."""
    joined = " ".join(str(part) for part in parts if part)
    return " ".join(unicodedata.normalize("NFC", joined).casefold().split())


def sort_key(text: str) -> str:
    """A key that sorts as Finnish dictionaries do: å, ä, ö last, other accents ignored."""
    kept = search_text(text).translate(_AFTER_Z)
    decomposed = unicodedata.normalize("NFD", kept)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))[:200]
