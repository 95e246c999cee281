"""People entered from a list that somebody has: looked over first, then added whole or not at all.

Others may enter only name, work role, work contact and place of work. Everybody is told of it (`telling`)
before anything else happens.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from voimala.core import access, events
from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Organisation, Unit
from voimala.partners.services import NewOrganisation, add_organisations, known_organisations
from voimala.partners.services.importing_units import NewUnit, add_units
from voimala.partners.words import guess_kind, name_key
from voimala.people.models import Person
from voimala.people.services.adding_look import (
    Checked,
    Newcomer,
    Verdict,
    languages_of,
    look_over,
    sector_of,
)
from voimala.people.services.telling import write_notice


@dataclass(frozen=True)
class Added:
    """Who was added, and which employers and units came with them."""

    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


@transaction.atomic
def add_people(
    *,
    by: Actor,
    network: Network,
    newcomers: Sequence[Newcomer],
    language: str,
    now: dt.datetime,
    brings_units: bool = False,
    letters: bool = True,
) -> Added:
    """Add those rows that `look_over` finds new, and the employers and units that come along.

    Sent twice, the second time finds everybody known and adds nobody.

    Args:
        letters: a notice in `language` goes to each at once. Without it everybody waits until she is told
            (`tell_by_letter`, `tell_of_storing`), and so does whoever has no address.
    """
    access.require("people.add_people", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    looked = look_over(network=network, newcomers=newcomers, brings_units=brings_units)
    wanted = [row for row in looked if row.verdict == Verdict.ADD]
    if not wanted:
        return Added()
    named = [row.newcomer.organisation for row in wanted if row.adds_organisation]
    new = {name_key(name): name for name in reversed(named)}
    organisations = add_organisations(
        by=by,
        network=network,
        organisations=[NewOrganisation({"fi": name}, guess_kind(name)) for name in new.values()],
        take_part=False,
        now=now,
    )
    known = known_organisations(network)
    units = _add_units(by, network, wanted, known, now)
    people = _create(
        network,
        wanted,
        known,
        {(row.organisation_id, name_key(Unit.name.all_of(row)["fi"])): row for row in units},
    )
    subjects = [Reference("person", person.public_id) for person in people]
    events.record(by=by, deed="people_added", subjects=subjects, now=now, network_id=network.pk)
    for person in people if letters else ():
        write_notice(person, language=language, now=now)
    return Added(people, organisations, units)


def _add_units(
    by: Actor, network: Network, wanted: Sequence[Checked], known: dict[str, Organisation], now: dt.datetime
) -> list[Unit]:
    """The units that come along, each once, as its first worker tells of it."""
    new: dict[tuple[str, str], NewUnit] = {}
    for row in wanted:
        if row.unit_sector and row.place_of_work not in new:
            employer = known[row.place_of_work[0]]
            new[row.place_of_work] = NewUnit(employer, {"fi": row.newcomer.unit}, row.unit_sector)
    return add_units(by=by, network=network, units=list(new.values()), now=now) if new else []


def _create(
    network: Network,
    wanted: Sequence[Checked],
    known: dict[str, Organisation],
    brought: dict[tuple[int, str], Unit],
) -> list[Person]:
    people = [_person(network, row, known, brought) for row in wanted]
    for person in people:
        person.index()
    return Person.objects.bulk_create(people, batch_size=500)


def _person(
    network: Network,
    row: Checked,
    known: dict[str, Organisation],
    brought: dict[tuple[int, str], Unit],
) -> Person:
    told = row.newcomer
    organisation = known.get(name_key(told.organisation)) if told.organisation else None
    unit = row.unit
    if unit is None and organisation is not None and row.unit_sector:
        unit = brought[organisation.pk, name_key(told.unit)]
    return Person(
        network=network,
        kind=Person.Kind.EMPLOYEE if organisation else Person.Kind.FREELANCER,
        name=told.name,
        email=told.email,
        work_role=told.work_role,
        organisation=organisation,
        unit=unit,
        own_sector=told.sector and sector_of(told),
        municipality=row.municipality,
        languages=languages_of(told),
        synthetic=network.synthetic,
        told_at=None,
    )


def newest_addition(network: Network) -> QuerySet[Any, Any]:
    """Public ids of those whom the newest list brought, whether they are still here or not."""
    events_of = Event.objects.filter(network_id=network.pk, deed="people_added").order_by("-pk")
    subjects = EventSubject.objects.filter(event_id__in=events_of.values("pk")[:1], kind="person")
    return subjects.values("subject_id")
