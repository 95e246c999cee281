from voimala.people.models.availability import Availability
from voimala.people.models.booking import Booking, BookingQuerySet
from voimala.people.models.competence import (
    LEVELS,
    Competence,
    Knowledge,
    KnownCompetence,
    Level,
    with_knowledge,
)
from voimala.people.models.consent import Consent
from voimala.people.models.hint import Hint
from voimala.people.models.person import Limit, Person, PersonQuerySet, Tie

__all__ = [
    "LEVELS",
    "Availability",
    "Booking",
    "BookingQuerySet",
    "Competence",
    "Consent",
    "Hint",
    "Knowledge",
    "KnownCompetence",
    "Level",
    "Limit",
    "Person",
    "PersonQuerySet",
    "Tie",
    "with_knowledge",
]
