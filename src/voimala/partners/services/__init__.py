"""Writes of partners: who is one, and in which order their people are asked."""

from voimala.partners.services.adding import (
    NewOrganisation,
    OrganisationRefused,
    add_organisations,
    known_organisations,
)
from voimala.partners.services.asking_order import set_asking_order
from voimala.partners.services.terms import TermRefused, add_term, change_term

__all__ = [
    "NewOrganisation",
    "OrganisationRefused",
    "TermRefused",
    "add_organisations",
    "add_term",
    "change_term",
    "known_organisations",
    "set_asking_order",
]
