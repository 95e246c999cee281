"""Writes of an organisation's contacts: name, work role and work contact, nothing else."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.partners.models import Contact, Organisation
from voimala.partners.services.keeping import lock_organisation, record, require_unused, save_changes

COLUMNS = ("name", "work_role", "email", "phone")
LONGEST = {"name": 120, "work_role": 120, "email": 254, "phone": 40}


class ContactNotKept(Refused):
    """The name is missing, the address is none, or a text is too long."""


@dataclass(frozen=True)
class ContactPlan:
    """How an organisation is reached: of a human being no more than this."""

    name: str
    work_role: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_contact(*, by: Actor, organisation: Organisation, now: dt.datetime, plan: ContactPlan) -> Contact:
    """Add a contact. The same name and address in the same organisation is the same contact.

    Raises:
        ContactNotKept: keys are the fields.
    """
    access.require("partners.keep_contacts", by, organisation)
    home = lock_organisation(organisation)
    values = _checked(plan)
    known: Contact | None = Contact.objects.filter(
        organisation=home, name__iexact=values["name"], email__iexact=values["email"]
    ).first()
    if known is not None:
        return known
    contact = Contact.objects.create(
        network_id=home.network_id, organisation=home, synthetic=home.synthetic, **values
    )
    record(by, "contact_added", home, now, _about(contact))
    return contact


@transaction.atomic
def change_contact(*, by: Actor, contact: Contact, seen: int, now: dt.datetime, plan: ContactPlan) -> Contact:
    """Correct a contact.

    Raises:
        ContactNotKept: as `add_contact`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_contacts", by, contact.organisation)
    home = lock_organisation(contact.organisation)
    current: Contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if save_changes(current, seen=seen, values=_checked(plan)):
        record(by, "contact_changed", home, now, _about(current))
    return current


@transaction.atomic
def remove_contact(*, by: Actor, contact: Contact, now: dt.datetime) -> None:
    """Take a contact out of the register. The units she led are without a lead; nobody else loses anything.

    Raises:
        StillInUse: she has been asked for somebody's hours, or is a person of the register.
    """
    access.require("partners.keep_contacts", by, contact.organisation)
    home = lock_organisation(contact.organisation)
    require_unused(contact, apart_from=("partners.Unit",))
    contact.delete()
    record(by, "contact_removed", home, now, _about(contact))


def _checked(plan: ContactPlan) -> dict[str, str]:
    values = {name: " ".join(tidied(getattr(plan, name)).split()) for name in COLUMNS}
    problems = {
        name: _("At most %(most)s characters.") % {"most": LONGEST[name]}
        for name, text in values.items()
        if len(text) > LONGEST[name]
    }
    if not values["name"]:
        problems["name"] = _("Write the name.")
    if values["email"] and not _is_address(values["email"]):
        problems.setdefault("email", _("This is not an e-mail address."))
    if problems:
        raise ContactNotKept(problems)
    return values


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _about(contact: Contact) -> Reference:
    return Reference("contact", contact.public_id)
