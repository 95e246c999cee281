"""What the name of a partner tells: its kind, guessed, and the key by which names are compared."""

import re

from voimala.core.text import search_text
from voimala.partners.models import Organisation

Kind = Organisation.Kind

# The first that fits holds: what an organisation is by law comes before what it works with.
_SIGNS: tuple[tuple[Organisation.Kind, str], ...] = (
    (Kind.COUNTY, r"hyvinvointialue|välfärdsområde|wellbeing services county|\bhus\b|hus-yhtymä|hus-samman"),
    (
        Kind.THIRD,
        r"\b(ry|rf|sr)\b\.?$|yhdisty|förening|association|säätiö|stiftelse|foundation|seura\b|\bliitto",
    ),
    (Kind.BUSINESS, r"\b(oy|ab|oyj|abp|ltd|tmi|ky|osk)\b\.?$"),
    (
        Kind.EDUCATION,
        r"yliopisto|opisto\b|koulu\b|korkeakoul|ammattikoul|lukio\b|högskol|universit|skola\b|school",
    ),
    (Kind.CULTURE, r"museo|museum|teatteri|teater|theatre|orkester|kirjasto|bibliotek|galleri|konservatorio"),
    (Kind.CULTURE, r"taide|kulttuuri|kultur|konst|musiikki|musik|tanssi|dans"),
    (Kind.HEALTH, r"sairaala|sjukhus|hospital|terveys|hälso|klinikka|klinik|hoiva|vård"),
    (Kind.MUNICIPALITY, r"(kaupunki|kunta|seurakunta|kuntayhtymä|stad|kommun|city|municipality)\b"),
)


def guess_kind(name: str) -> Organisation.Kind:
    """The kind that the name tells; an association when it tells none, for a person to correct."""
    told = search_text(name)
    return next((kind for kind, signs in _SIGNS if re.search(signs, told)), Kind.THIRD)


def name_key(name: str) -> str:
    """Two names with one key are one organisation: capitals, blanks and a final stop do not matter."""
    return search_text(name).rstrip(". ")


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def is_business_id(text: str) -> bool:
    """Seven digits, a hyphen and the check digit that they give (Finnish Patent and Registration Office)."""
    if not re.fullmatch(r"[0-9]{7}-[0-9]", text):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:7], strict=True)) % 11
    return rest != 1 and int(text[8]) == (11 - rest) % 11
