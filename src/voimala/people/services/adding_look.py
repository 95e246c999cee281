"""What adding a list of people would do, row by row: who is new, who may be known, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from voimala.core.text import tidied
from voimala.networks.models import LANGUAGE_NAMES, Municipality, Network, Sector
from voimala.office.tabular import choices_by_name, folded, is_address, name_from, turned
from voimala.partners.models import Organisation, Unit
from voimala.partners.services import known_organisations
from voimala.partners.services.importing_units import WORKED_IN, known_places, known_units, sectors
from voimala.partners.words import guess_kind, name_key
from voimala.people.models import Person
from voimala.people.words import guess_sector, is_by_experience, likeness

LONGEST = 120


@dataclass(frozen=True)
class Newcomer:
    """One row of the list, as it was written; `row` says where, for whoever corrects it.

    `anyway`: she is somebody else, though the register or the list has one like her.
    """

    row: int
    name: str = ""
    email: str = ""
    work_role: str = ""
    organisation: str = ""
    unit: str = ""
    municipality: str = ""
    sector: str = ""
    languages: str = ""
    anyway: bool = False


class Verdict(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    KNOWN = "known"
    TWICE = "twice"
    REFUSED = "refused"


@dataclass(frozen=True)
class Checked:
    """A row looked over: what becomes of it and why.

    Args:
        column: the code of the column that is wrong, and `remedy` what to do.
        like: the name of who in the register she may be.
        left_out: places that the network does not have.
        unit_sector: of the unit that comes along with her; "" when none does.
    """

    newcomer: Newcomer
    verdict: Verdict
    why: str = ""
    column: str = ""
    remedy: str = ""
    like: str = ""
    organisation: Organisation | None = None
    unit: Unit | None = None
    municipality: Municipality | None = None
    left_out: tuple[str, ...] = ()
    unit_sector: str = ""

    @property
    def adds_organisation(self) -> bool:
        return self.verdict == Verdict.ADD and bool(self.newcomer.organisation) and self.organisation is None

    @property
    def place_of_work(self) -> tuple[str, str]:
        """The keys of the employer and the unit as they were written."""
        return name_key(self.newcomer.organisation), name_key(self.newcomer.unit)


@dataclass
class _Register:
    """What the network has, by the keys that rows are compared with; and what the list had before a row."""

    addresses: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    organisations: Mapping[str, Organisation]
    units: Mapping[tuple[int, str], Unit]
    municipalities: Mapping[str, Municipality]
    brings_units: bool
    listed: dict[tuple[str, str], int] = field(default_factory=dict)


def look_over(
    *, network: Network, newcomers: Sequence[Newcomer], brings_units: bool = False
) -> list[Checked]:
    """What adding these would do; nothing is written. Four queries, however many rows.

    Args:
        brings_units: units that the register does not have come along, as employers do.
    """
    register = _register_of(network, brings_units)
    checked = []
    for newcomer in newcomers:
        row = _check(_tidy(newcomer), register)
        checked.append(row)
        if row.verdict == Verdict.ADD:
            register.listed |= dict.fromkeys(_marks(row.newcomer), newcomer.row)
    return checked


def _register_of(network: Network, brings_units: bool) -> _Register:
    people = Person.objects.filter(network=network, deleted_at=None)
    rows = list(people.values_list("name", "organisation_id", "email", "contact__email"))
    return _Register(
        addresses={mail.casefold(): row[0] for row in rows for mail in row[2:] if mail},
        names={(likeness(name), str(organisation or "")): name for name, organisation, *_ in rows},
        organisations=known_organisations(network),
        units=known_units(network),
        municipalities=known_places(network),
        brings_units=brings_units,
    )


def _tidy(newcomer: Newcomer) -> Newcomer:
    """Blanks and signs without a shape taken away; a name suggested from the address when there is none."""
    texts: dict[str, Any] = {name: " ".join(tidied(getattr(newcomer, name)).split()) for name in _TEXTS}
    texts["name"] = turned(texts["name"]) or name_from(texts["email"])
    return replace(newcomer, **texts)


_TEXTS = ("name", "email", "work_role", "organisation", "unit", "municipality", "sector", "languages")


def _marks(told: Newcomer) -> Iterable[tuple[str, str]]:
    """What two rows of one person have in common: the address, or the name and the employer."""
    yield likeness(told.name), name_key(told.organisation)
    if told.email:
        yield "@", told.email.casefold()


def _check(told: Newcomer, register: _Register) -> Checked:
    fault = fault_of(told)
    if fault:
        column, why, remedy = fault
        return Checked(told, Verdict.REFUSED, why, column, remedy)
    organisation = register.organisations.get(name_key(told.organisation)) if told.organisation else None
    if told.anyway:
        return _placed(told, organisation, register)
    alike = _alike(told, organisation, register)
    if alike is not None:
        return alike
    first = next((register.listed[mark] for mark in _marks(told) if mark in register.listed), None)
    if first is not None:
        return Checked(told, Verdict.TWICE, _("The same person is on row %(row)s.") % {"row": first})
    return _placed(told, organisation, register)


def _alike(told: Newcomer, organisation: Organisation | None, register: _Register) -> Checked | None:
    """Who in the register she may be: the same address, or a like name with the same employer."""
    like = register.addresses.get(told.email.casefold()) if told.email else None
    if like is not None:
        return Checked(told, Verdict.KNOWN, _("The register has this address already."), like=like)
    if told.organisation and organisation is None:
        return None
    like = register.names.get((likeness(told.name), str(organisation.pk) if organisation else ""))
    if like is None:
        return None
    return Checked(
        told, Verdict.KNOWN, _("The register has this name in the same organisation already."), like=like
    )


def _placed(told: Newcomer, organisation: Organisation | None, register: _Register) -> Checked:
    """Municipality only where the network has it; the unit too, unless units come along with the list."""
    unit = register.units.get((organisation.pk, name_key(told.unit))) if organisation and told.unit else None
    municipality = register.municipalities.get(name_key(told.municipality)) if told.municipality else None
    brought = ""
    if told.unit and unit is None and told.organisation and register.brings_units:
        brought = _sector_of_unit(told, organisation)
    missing = [
        name
        for name, found in ((told.unit, unit or brought), (told.municipality, municipality))
        if name and not found
    ]
    return Checked(
        told,
        Verdict.ADD,
        organisation=organisation,
        unit=unit,
        municipality=municipality,
        left_out=tuple(missing),
        unit_sector=brought,
    )


_OF_KIND: Mapping[str, str] = {
    Organisation.Kind.CULTURE: Sector.CULTURE,
    Organisation.Kind.HEALTH: Sector.HEALTH,
    Organisation.Kind.COUNTY: Sector.HEALTH,
    Organisation.Kind.EDUCATION: Sector.EDUCATION,
    Organisation.Kind.THIRD: Sector.YOUTH_THIRD,
}


def _sector_of_unit(told: Newcomer, organisation: Organisation | None) -> str:
    """Of a unit that comes along: its worker's, else its employer's; "" leaves the unit out."""
    kind = organisation.kind if organisation else guess_kind(told.organisation)
    return sector_of(told) or _OF_KIND.get(kind, "")


def sector_of(told: Newcomer) -> str:
    """The code of the sector that is told, else what the work role tells; "" when neither does."""
    return sectors().get(folded(told.sector), "") if told.sector else guess_sector(told.work_role)


@cache
def languages() -> dict[str, str]:
    return choices_by_name(LANGUAGE_NAMES.items())


def languages_of(told: Newcomer) -> list[str] | None:
    """The codes of the languages that are told; None when none is."""
    words = folded(told.languages).replace("/", ",").replace(";", ",").split(",")
    codes = [languages()[word.strip()] for word in words if word.strip()]
    return list(dict.fromkeys(codes)) or None


def fault_of(told: Newcomer) -> tuple[str, str, str] | None:
    """(column, what is wrong, what to do) of the first fault; None when there is none."""
    if not told.name:
        return "name", _("The name is missing."), _("Write a name on the row, or the address first.last@…")
    if is_by_experience(told.work_role) or folded(told.sector) in _by_experience():
        own_act = _(
            "An expert by experience is named by herself only. An association can be asked to find one."
        )
        return "work_role", own_act, _("Leave the row out.")
    return _fault_of_text(told) or _too_long(told)


@cache
def _by_experience() -> frozenset[str]:
    return frozenset(choices_by_name([(Sector.CLIENT.value, Sector.CLIENT.label)]))


def _fault_of_text(told: Newcomer) -> tuple[str, str, str] | None:
    if told.email and not is_address(told.email):
        wrong = _("“%(text)s” is not an e-mail address.") % {"text": told.email[:80]}
        return "email", wrong, _("Write one address of the form name@example.org, or leave the cell empty.")
    if told.sector and folded(told.sector) not in sectors():
        listed = ", ".join(str(label) for _code, label in WORKED_IN)
        return "sector", _unknown(told.sector), _("Write one of these: %(choices)s.") % {"choices": listed}
    try:
        languages_of(told)
    except KeyError as word:
        listed = ", ".join(str(label) for label in LANGUAGE_NAMES.values())
        return (
            "languages",
            _unknown(word.args[0]),
            _("Write one of these: %(choices)s.") % {"choices": listed},
        )
    return None


def _unknown(text: str) -> str:
    return _("“%(text)s” is not known here.") % {"text": text[:40]}


def _too_long(told: Newcomer) -> tuple[str, str, str] | None:
    shorten = _("Shorten the text.")
    for code, label, text in (
        ("name", _("The name"), told.name),
        ("work_role", _("The work role"), told.work_role),
    ):
        if len(text) > LONGEST:
            words = {"column": label, "most": LONGEST}
            return code, _("%(column)s has more than %(most)s characters.") % words, shorten
    if len(told.email) > 254 or max(len(told.organisation), len(told.unit)) > 200:
        column = "email" if len(told.email) > 254 else "organisation"
        return column, _("The address or the organisation is too long."), shorten
    return None
