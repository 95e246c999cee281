from voimala.people.models.availability import Availability
from voimala.people.models.competence import LEVELS, Competence, Knowledge, KnownCompetence, Level
from voimala.people.models.person import Limit, Person, Tie

__all__ = [
    "LEVELS",
    "Availability",
    "Competence",
    "Knowledge",
    "KnownCompetence",
    "Level",
    "Limit",
    "Person",
    "Tie",
]
