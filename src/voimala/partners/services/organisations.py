"""Writes of an organisation of the register: its names and kind, and its removal."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.viewer import Actor
from voimala.networks.services import end_shares_of
from voimala.partners.models import Organisation, Unit
from voimala.partners.models.organisation import finnish_key
from voimala.partners.services.adding import known_organisations
from voimala.partners.services.keeping import (
    NAMES,
    lock_organisation,
    problems_of_names,
    record,
    require_unused,
    save_changes,
    tidy_names,
)
from voimala.partners.words import is_business_id, name_key


class OrganisationNotKept(Refused):
    """A name is missing, too long or another's; the kind or the business ID is none."""


@dataclass(frozen=True)
class OrganisationPlan:
    """What an organisation is called and is. `names` are the columns `name_fi`, `name_sv` and `name_en`."""

    names: Mapping[str, str]
    kind: str
    business_id: str = ""


@transaction.atomic
def change_organisation(
    *, by: Actor, organisation: Organisation, seen: int, now: dt.datetime, plan: OrganisationPlan
) -> Organisation:
    """Correct names, kind and business ID. The code stays: addresses and files may hold it.

    Raises:
        OrganisationNotKept: keys are the fields `name_…`, `kind` and `business_id`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_register", by, organisation)
    current = lock_organisation(organisation)
    names = tidy_names(plan.names)
    values = {**names, "kind": plan.kind, "business_id": plan.business_id.strip()}
    _check(current, values)
    for name, text in names.items():
        setattr(current, name, text)
    key = finnish_key(current)
    current.refresh_from_db(fields=NAMES)
    if save_changes(current, seen=seen, values={**values, "sort_key": key}):
        record(by, "organisation_changed", current, now, *_units_of(current))
    return current


@transaction.atomic
def remove_organisation(*, by: Actor, organisation: Organisation, now: dt.datetime) -> None:
    """Take an organisation that nothing refers to out of the register.

    Raises:
        StillInUse: with what still refers to it.
    """
    access.require("partners.keep_register", by, organisation)
    current = lock_organisation(organisation)
    require_unused(current)
    end_shares_of(subject=Reference("organisation", current.public_id), now=now)
    current.delete()
    record(by, "organisation_removed", current, now)


def _check(organisation: Organisation, values: Mapping[str, str]) -> None:
    problems = problems_of_names({name: values[name] for name in NAMES})
    if values["kind"] not in Organisation.Kind.values:
        problems["kind"] = _("Choose a kind.")
    if values["business_id"] and not is_business_id(values["business_id"]):
        problems["business_id"] = _(
            "This is no business ID: seven digits, a hyphen and the right check digit."
        )
    known = known_organisations(organisation.network)
    for name in NAMES:
        other = known.get(name_key(values[name])) if values[name] else None
        if other is not None and other.pk != organisation.pk:
            problems.setdefault(name, _("Another organisation of the register has this name."))
    if problems:
        raise OrganisationNotKept(problems)


def _units_of(organisation: Organisation) -> list[Reference]:
    """Its units are found by its name too."""
    units = Unit.objects.filter(organisation=organisation).values_list("public_id", flat=True)
    return [Reference("unit", public_id) for public_id in units]
