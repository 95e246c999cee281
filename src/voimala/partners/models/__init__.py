from voimala.partners.models.commitment import Commitment
from voimala.partners.models.direction import Goal, Project, Vision
from voimala.partners.models.organisation import Contact, Membership, Organisation, Term, Unit

__all__ = [
    "Commitment",
    "Contact",
    "Goal",
    "Membership",
    "Organisation",
    "Project",
    "Term",
    "Unit",
    "Vision",
]
