"""Writes of an organisation's units: added, corrected, removed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.refusal import Refused
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Sector
from voimala.partners.models import Contact, Organisation, Unit
from voimala.partners.models.organisation import finnish_key
from voimala.partners.services.keeping import (
    NAMES,
    lock_organisation,
    problems_of_names,
    record,
    require_unused,
    save_changes,
    tidy_names,
)
from voimala.partners.words import name_key


class UnitNotKept(Refused):
    """A name is missing or taken in the organisation, or sector or lead is none of its."""


@dataclass(frozen=True)
class UnitPlan:
    """What a unit is called, where it works, who leads it. `names`: `name_fi` and the others."""

    names: Mapping[str, str]
    sector: str
    municipality: Municipality | None = None
    lead: Contact | None = None


@transaction.atomic
def add_unit(*, by: Actor, organisation: Organisation, now: dt.datetime, plan: UnitPlan) -> Unit:
    """Add a unit. The same unit sent twice is one.

    Raises:
        UnitNotKept: keys are the fields `name_…`, `sector` and `lead`.
    """
    access.require("partners.keep_register", by, organisation)
    home = lock_organisation(organisation)
    unit = Unit(network_id=home.network_id, organisation=home, synthetic=home.synthetic, **_values(plan))
    same = _of_same_name(unit)
    if same is not None and all(getattr(same, name) == value for name, value in _values(plan).items()):
        return same
    _check(unit)
    unit.save()
    record(by, "unit_added", home, now, _about(unit))
    return unit


@transaction.atomic
def change_unit(*, by: Actor, unit: Unit, seen: int, now: dt.datetime, plan: UnitPlan) -> Unit:
    """Correct a unit; it stays with its organisation.

    Raises:
        UnitNotKept: as `add_unit`.
        ChangedByAnother: somebody saved it after version `seen`.
    """
    access.require("partners.keep_register", by, unit)
    home = lock_organisation(unit.organisation)
    current: Unit = Unit.objects.select_for_update().get(pk=unit.pk)
    values = _values(plan)
    wanted = Unit(pk=current.pk, network_id=current.network_id, organisation=home, **values)
    _check(wanted)
    if save_changes(current, seen=seen, values={**values, "sort_key": finnish_key(wanted)}):
        record(by, "unit_changed", home, now, _about(current))
    return current


@transaction.atomic
def remove_unit(*, by: Actor, unit: Unit, now: dt.datetime) -> None:
    """Take a unit that nothing refers to out of the register.

    Raises:
        StillInUse: with what still refers to it.
    """
    access.require("partners.keep_register", by, unit)
    home = lock_organisation(unit.organisation)
    require_unused(unit)
    unit.delete()
    record(by, "unit_removed", home, now, _about(unit))


def _values(plan: UnitPlan) -> dict[str, Any]:
    rest = {name: getattr(plan, name) for name in ("sector", "municipality", "lead")}
    return {**tidy_names(plan.names), **rest}


def _check(unit: Unit) -> None:
    problems = problems_of_names({name: getattr(unit, name) for name in NAMES})
    if unit.sector not in Sector.values:
        problems["sector"] = _("Choose a sector.")
    if unit.lead is not None and unit.lead.organisation_id != unit.organisation_id:
        problems["lead"] = _("The lead is one of the organisation's own contacts.")
    if _of_same_name(unit) is not None:
        problems.setdefault("name_fi", _("The organisation has a unit of this name already."))
    if problems:
        raise UnitNotKept(problems)


def _of_same_name(unit: Unit) -> Unit | None:
    others = Unit.objects.filter(organisation=unit.organisation).exclude(pk=unit.pk)
    key = name_key(_finnish(unit))
    return next((other for other in others if key and name_key(_finnish(other)) == key), None)


def _finnish(unit: Unit) -> str:
    return Unit.name.all_of(unit)["fi"]


def _about(unit: Unit) -> Reference:
    return Reference("unit", unit.public_id)
