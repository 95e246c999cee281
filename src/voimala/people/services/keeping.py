"""Keeping the register's work data of somebody: others may write only this much (decision 31)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.refusal import Refused
from voimala.core.text import tidied
from voimala.core.versions import save_version
from voimala.core.viewer import Actor
from voimala.networks.models import LANGUAGE_NAMES, Municipality, Sector
from voimala.partners.models import Organisation, Unit
from voimala.people.models import Person
from voimala.people.services.own import tell

LONGEST = {"name": 120, "work_role": 120}


class PersonNotKept(Refused):
    """The name is missing, or place of work, kind or languages do not fit together."""


@dataclass(frozen=True)
class PersonPlan:
    """Who somebody is at work. None and "" are "not known"; an empty list of languages too."""

    name: str
    kind: str
    work_role: str = ""
    email: str = ""
    organisation: Organisation | None = None
    unit: Unit | None = None
    own_sector: str = ""
    municipality: Municipality | None = None
    languages: tuple[str, ...] = ()


@transaction.atomic
def change_person(*, by: Actor, person: Person, seen: int, now: dt.datetime, plan: PersonPlan) -> Person:
    """Correct what the register says of somebody's work. Skills, hours and limits stay the person's own.

    Raises:
        PersonNotKept: keys are the fields.
        ChangedByAnother: somebody saved it after version `seen`, perhaps the person herself.
    """
    access.require("people.keep_person", by, person)
    current: Person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    values = _checked(current, plan)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    for name, value in values.items():
        setattr(current, name, value)
    current.index()
    message = _("Somebody else changed this while you were here. Choose what to keep.")
    save_version(current, seen=seen, fields=(*values, "search_text", "sort_key"), message=message)
    tell(by, "person_changed", current, now)
    return current


def _checked(person: Person, plan: PersonPlan) -> dict[str, Any]:
    name, work_role = (" ".join(tidied(text).split()) for text in (plan.name, plan.work_role))
    unit = plan.unit
    organisation = plan.organisation or (unit.organisation if unit else None)
    problems = _of_texts(name, work_role)
    if plan.kind not in Person.Kind.values:
        problems["kind"] = _("Choose a kind.")
    elif plan.kind == Person.Kind.EXPERT and person.kind != Person.Kind.EXPERT:
        problems["kind"] = _("An expert by experience is named by herself only.")
    if plan.own_sector and plan.own_sector not in Sector.values:
        problems["own_sector"] = _("Choose a sector.")
    if unit is not None and organisation is not None and unit.organisation_id != organisation.pk:
        problems["unit"] = _("The unit is another organisation's. Choose one of this employer's.")
    if any(code not in LANGUAGE_NAMES for code in plan.languages):
        problems["languages"] = _("Choose languages from the list.")
    if problems:
        raise PersonNotKept(problems)
    return {
        "name": name,
        "kind": plan.kind,
        "work_role": work_role,
        "email": plan.email.strip(),
        "organisation": organisation,
        "unit": unit,
        "own_sector": plan.own_sector,
        "municipality": plan.municipality,
        "languages": list(plan.languages) or None,
    }


def _of_texts(name: str, work_role: str) -> dict[str, str]:
    problems = {
        where: _("At most %(most)s characters.") % {"most": LONGEST[where]}
        for where, text in (("name", name), ("work_role", work_role))
        if len(text) > LONGEST[where]
    }
    return problems if name else {**problems, "name": _("Write the name.")}
