"""Entering somebody whom the network does not know yet: name, work role and work contact, nothing else."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.errors import DomainError
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.partners.models import Unit
from voimala.people.models import Person
from voimala.people.services.own import tell


class NameMissing(DomainError):
    """A person is entered with a name."""


@transaction.atomic
def enter_person(
    *, by: Actor, unit: Unit, name: str, work_role: str = "", email: str = "", now: dt.datetime
) -> Person:
    """Enter a worker of the unit. Whoever of its organisation has the same address is the same person.

    She is told by the question that she is named for, so nothing else comes before it.

    Raises:
        NameMissing: there is no name; nothing was written.
    """
    access.require("people.enter_person", by, unit)
    name, work_role, email = (" ".join(tidied(text).split()) for text in (name, work_role, email))
    if not name:
        raise NameMissing(_("Write the name."), where="name")
    if email:
        employed = Person.objects.filter(organisation_id=unit.organisation_id, deleted_at=None)
        known: Person | None = employed.filter(email__iexact=email).order_by("pk").first()
        if known is not None:
            return known
    person = Person.objects.create(
        network_id=unit.network_id,
        kind=Person.Kind.EMPLOYEE,
        name=name[:120],
        work_role=work_role[:120],
        email=email,
        organisation_id=unit.organisation_id,
        unit=unit,
        synthetic=unit.synthetic,
        told_at=now,
    )
    tell(by, "person_entered", person, now)
    return person
