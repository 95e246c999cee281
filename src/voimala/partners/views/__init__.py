"""The register of partners, and adding to it."""

from voimala.partners.views.adding import add
from voimala.partners.views.contacts import contacts, edit_contact, new_contact
from voimala.partners.views.contributions import contributions
from voimala.partners.views.duties import duties, duty
from voimala.partners.views.ledger import contribution, entry, ledger
from voimala.partners.views.organisations import (
    edit_membership,
    edit_organisation,
    new_membership,
    organisations,
)
from voimala.partners.views.register import organisation, partners
from voimala.partners.views.roles import invitation, invite_page, new_role, role, roles
from voimala.partners.views.units import edit_unit, new_unit, units

__all__ = [
    "add",
    "contacts",
    "contribution",
    "contributions",
    "duties",
    "duty",
    "edit_contact",
    "edit_membership",
    "edit_organisation",
    "edit_unit",
    "entry",
    "invitation",
    "invite_page",
    "ledger",
    "new_contact",
    "new_membership",
    "new_role",
    "new_unit",
    "organisation",
    "organisations",
    "partners",
    "role",
    "roles",
    "units",
]
