"""What the name of a work role tells: its sector, guessed for somebody to correct."""

import re
import unicodedata

from voimala.core.text import search_text
from voimala.networks.models import Sector

# The first that fits holds: a music teacher works in culture, a school nurse in health.
_SIGNS: tuple[tuple[Sector, str], ...] = (
    (Sector.CULTURE, r"musiik|muusik|tanss|taide|taite|kulttuur|teatter|näyttel|kirjast|museo|laula|säveltä"),
    (Sector.CULTURE, r"musik|dans|konst|kultur|teater|bibliotek|skådesp|music|dance|\bart|theatre|librar"),
    (
        Sector.HEALTH,
        r"sairaanhoi|lähihoi|hoitaja|lääkär|fysiotera|psykolog|terveyden|sjuksköt|läkar|hälsovård",
    ),
    (Sector.HEALTH, r"närvård|nurse|doctor|physician|psycholog"),
    (
        Sector.SOCIAL,
        r"sosiaali|lastensuoj|perhetyö|päihde|palveluohj|vanhus|socialarb|socialhand|social work",
    ),
    (Sector.YOUTH_THIRD, r"nuoriso|järjestö|vapaaehto|toiminnanjoht|ungdom|förening|volont|youth|volunt"),
    (
        Sector.EDUCATION,
        r"opettaj|rehtor|varhaiskasv|lehtor|koulutt|pedagog|lärare|rektor|lektor|teacher|lectur",
    ),
    (Sector.DECISION, r"johtaja|päällikkö|valtuutet|direktör|\bchef|fullmäkt|director|councill"),
)
_BY_EXPERIENCE = re.compile(r"kokemusasiantunt|kokemusosaaj|erfarenhetsexpert|expert by experience")


def guess_sector(work_role: str) -> str:
    """The code of the sector; "" when the role tells none."""
    told = search_text(work_role)
    return next((sector.value for sector, signs in _SIGNS if re.search(signs, told)), "")


def is_by_experience(work_role: str) -> bool:
    """Experts by experience: their names enter by their own act only."""
    return _BY_EXPERIENCE.search(search_text(work_role)) is not None


def likeness(name: str) -> str:
    """Two names with one key may be one person: neither accents, å, ä and ö nor the order of names matter."""
    plain = unicodedata.normalize("NFD", search_text(name).replace(",", " "))
    return " ".join(sorted("".join(sign for sign in plain if not unicodedata.combining(sign)).split()))
