"""People entered from a list that somebody has: looked over first, then added whole or not at all.

Others may enter only name, work role, work contact and place of work. Everybody is told of it (`telling`)
before anything else happens.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.text import search_text, tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network
from voimala.office.tabular import is_address, name_from, turned
from voimala.partners.models import Organisation, Unit
from voimala.partners.services import NewOrganisation, add_organisations, known_organisations
from voimala.partners.words import guess_kind, name_key
from voimala.people.models import Person
from voimala.people.services.telling import write_notice
from voimala.people.words import is_by_experience

LONGEST = 120


@dataclass(frozen=True)
class Newcomer:
    """One row of the list, as it was written; `row` says where, for whoever corrects it."""

    row: int
    name: str = ""
    email: str = ""
    work_role: str = ""
    organisation: str = ""
    unit: str = ""
    municipality: str = ""
    sector: str = ""


class Verdict(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    KNOWN = "known"
    TWICE = "twice"
    REFUSED = "refused"


@dataclass(frozen=True)
class Checked:
    """A row looked over: what becomes of it and why. `left_out`: places that the network does not have."""

    newcomer: Newcomer
    verdict: Verdict
    why: str = ""
    organisation: Organisation | None = None
    unit: Unit | None = None
    municipality: Municipality | None = None
    left_out: tuple[str, ...] = ()

    @property
    def adds_organisation(self) -> bool:
        return self.verdict == Verdict.ADD and bool(self.newcomer.organisation) and self.organisation is None


@dataclass(frozen=True)
class Added:
    """Who was added, and which organisations came with them."""

    people: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)


@dataclass(frozen=True)
class _Register:
    """What the network has, by the keys that rows are compared with."""

    addresses: frozenset[str]
    names: frozenset[tuple[str, str]]
    organisations: dict[str, Organisation]
    units: dict[tuple[int, str], Unit]
    municipalities: dict[str, Municipality]


def look_over(*, network: Network, newcomers: Sequence[Newcomer]) -> list[Checked]:
    """What adding these would do, row by row; nothing is written. Six queries, however many rows."""
    register = _register_of(network)
    addresses: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    checked = []
    for newcomer in newcomers:
        row = _check(_tidy(newcomer), register, addresses, names)
        checked.append(row)
        if row.verdict == Verdict.ADD:
            names[_name_key(row.newcomer)] = newcomer.row
            if row.newcomer.email:
                addresses[row.newcomer.email.casefold()] = newcomer.row
    return checked


@transaction.atomic
def add_people(
    *, by: Actor, network: Network, newcomers: Sequence[Newcomer], language: str, now: dt.datetime
) -> Added:
    """Add those rows that `look_over` finds new, each with a notice in `language`, and their organisations.

    Sent twice, the second time finds everybody known and adds nobody. Whoever has no address waits until
    somebody has told her (`tell_of_storing`).
    """
    access.require("people.add_people", by, network)
    Network.objects.select_for_update().get(pk=network.pk)
    wanted = [row for row in look_over(network=network, newcomers=newcomers) if row.verdict == Verdict.ADD]
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
    people = [_create(network, row, known) for row in wanted]
    subjects = [Reference("person", person.public_id) for person in people]
    events.record(by=by, deed="people_added", subjects=subjects, now=now, network_id=network.pk)
    for person in people:
        write_notice(person, language=language, now=now)
    return Added(people, organisations)


def newest_addition(network: Network) -> list[str]:
    """Public ids of those whom the newest list brought, whether they are still here or not."""
    event = Event.objects.filter(network_id=network.pk, deed="people_added").order_by("-pk").first()
    if event is None:
        return []
    subjects = EventSubject.objects.filter(event_id=event.pk, kind="person")
    return list(subjects.values_list("subject_id", flat=True))


def _create(network: Network, row: Checked, known: dict[str, Organisation]) -> Person:
    told = row.newcomer
    organisation = known.get(name_key(told.organisation)) if told.organisation else None
    return Person.objects.create(
        network=network,
        kind=Person.Kind.EMPLOYEE if organisation else Person.Kind.FREELANCER,
        name=told.name,
        email=told.email,
        work_role=told.work_role,
        organisation=organisation,
        unit=row.unit,
        own_sector=told.sector,
        municipality=row.municipality,
        synthetic=network.synthetic,
        told_at=None,
    )


def _register_of(network: Network) -> _Register:
    people = Person.objects.filter(network=network, deleted_at=None)
    rows = list(people.values_list("name", "organisation_id", "email", "contact__email"))
    units = Unit.objects.filter(network=network)
    places = Municipality.objects.filter(region=network.region_id)
    return _Register(
        addresses=frozenset(mail.casefold() for row in rows for mail in row[2:] if mail),
        names=frozenset((search_text(name), str(organisation or "")) for name, organisation, *_ in rows),
        organisations=known_organisations(network),
        units={(row.organisation_id, key): row for row in units for key in _keys(row, Unit)},
        municipalities={key: row for row in places for key in _keys(row, Municipality)},
    )


def _keys(row: Unit | Municipality, model: type[Unit] | type[Municipality]) -> Iterable[str]:
    return (name_key(name) for name in model.name.all_of(row).values() if name)


def _tidy(newcomer: Newcomer) -> Newcomer:
    """Blanks and signs without a shape taken away; a name suggested from the address when there is none."""
    texts: dict[str, Any] = {name: " ".join(tidied(getattr(newcomer, name)).split()) for name in _TEXTS}
    texts["name"] = turned(texts["name"]) or name_from(texts["email"])
    return replace(newcomer, **texts)


_TEXTS = ("name", "email", "work_role", "organisation", "unit", "municipality")


def _name_key(told: Newcomer) -> tuple[str, str]:
    return search_text(told.name), name_key(told.organisation)


def _check(
    told: Newcomer, register: _Register, addresses: dict[str, int], names: dict[tuple[str, str], int]
) -> Checked:
    problem = _problem(told)
    if problem:
        return Checked(told, Verdict.REFUSED, problem)
    organisation = register.organisations.get(name_key(told.organisation)) if told.organisation else None
    in_register = (search_text(told.name), str(organisation.pk) if organisation else "")
    if told.email and told.email.casefold() in register.addresses:
        return Checked(told, Verdict.KNOWN, _("The register has this address already."))
    if in_register in register.names and not (told.organisation and organisation is None):
        return Checked(told, Verdict.KNOWN, _("The register has this name in the same organisation already."))
    first = addresses.get(told.email.casefold()) if told.email else None
    first = first or names.get(_name_key(told))
    if first is not None:
        return Checked(told, Verdict.TWICE, _("The same person is on row %(row)s.") % {"row": first})
    return _placed(told, organisation, register)


def _placed(told: Newcomer, organisation: Organisation | None, register: _Register) -> Checked:
    """Unit and municipality only where the network has them: a list of people makes no places."""
    unit = register.units.get((organisation.pk, name_key(told.unit))) if organisation and told.unit else None
    municipality = register.municipalities.get(name_key(told.municipality)) if told.municipality else None
    missing = [
        name
        for name, found in ((told.unit, unit), (told.municipality, municipality))
        if name and found is None
    ]
    return Checked(
        told,
        Verdict.ADD,
        organisation=organisation,
        unit=unit,
        municipality=municipality,
        left_out=tuple(missing),
    )


def _problem(told: Newcomer) -> str:
    """Why a row cannot be added, naming the column; "" when it can."""
    if not told.name:
        return _("The name is missing.")
    if is_by_experience(told.work_role):
        return _("An expert by experience is named by herself only. An association can be asked to find one.")
    if told.email and not is_address(told.email):
        return _("“%(text)s” is not an e-mail address.") % {"text": told.email[:80]}
    for label, text in ((_("The name"), told.name), (_("The work role"), told.work_role)):
        if len(text) > LONGEST:
            return _("%(column)s has more than %(most)s characters.") % {"column": label, "most": LONGEST}
    if len(told.email) > 254 or len(told.organisation) > 200:
        return _("The address or the organisation is too long.")
    return ""
