from voimala.partners.models.agreement import (
    Agreement,
    AgreementKind,
    AgreementText,
    Party,
    Review,
    Signature,
    Template,
)
from voimala.partners.models.commitment import Commitment
from voimala.partners.models.direction import Goal, Project, Vision
from voimala.partners.models.ledger import Balance, Confirmation, Direction, Entry, Measure
from voimala.partners.models.organisation import Contact, Membership, Organisation, Place, Term, Unit

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementText",
    "Balance",
    "Commitment",
    "Confirmation",
    "Contact",
    "Direction",
    "Entry",
    "Goal",
    "Measure",
    "Membership",
    "Organisation",
    "Party",
    "Place",
    "Project",
    "Review",
    "Signature",
    "Template",
    "Term",
    "Unit",
    "Vision",
]
