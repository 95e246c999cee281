"""Organisations from a file: what its columns are, what is wrong in a row, and adding the rest."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.dates import PartialDate
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.office.openings import Fate, GivenRow, ImportColumn, LookedRow, Made
from voimala.office.tabular import choices_by_name, folded
from voimala.partners.models import Membership, Organisation
from voimala.partners.services.adding import NewOrganisation, add_organisations, known_organisations
from voimala.partners.words import guess_kind, is_business_id, name_key

WORDS_FI = frozenset(
    {"nimi", "organisaatio", "nimi suomeksi", "namn", "name", "organisation", "organization"}
)
WORDS_SV = frozenset({"nimi ruotsiksi", "namn på svenska", "ruotsiksi", "name in swedish", "name_sv"})
WORDS_EN = frozenset({"nimi englanniksi", "namn på engelska", "englanniksi", "name in english", "name_en"})
ORGANISATION_COLUMNS = (
    ImportColumn("name_sv", gettext_lazy("name in Swedish"), WORDS_SV),
    ImportColumn("name_en", gettext_lazy("name in English"), WORDS_EN),
    ImportColumn("name", gettext_lazy("name"), WORDS_FI),
    ImportColumn(
        "kind",
        gettext_lazy("kind"),
        frozenset({"laji", "tyyppi", "muoto", "typ", "slag", "kind", "type"}),
        60,
    ),
    ImportColumn(
        "business_id",
        gettext_lazy("business ID"),
        frozenset({"y-tunnus", "ytunnus", "fo-nummer", "business id", "business_id"}),
        40,
    ),
    ImportColumn(
        "ground",
        gettext_lazy("ground of taking part"),
        frozenset(
            {"peruste", "jäsenyys", "osallistumisen peruste", "grund", "medlemskap", "ground", "membership"}
        ),
        60,
    ),
    ImportColumn(
        "since",
        gettext_lazy("taking part since"),
        frozenset({"alkaen", "mukana alkaen", "liittynyt", "sedan", "från", "since", "from", "joined"}),
        40,
    ),
)


def names_of(told: Mapping[str, str]) -> dict[str, str]:
    """Names by language; the first that is told stands for the Finnish one when that is missing."""
    listed = (("fi", "name"), ("sv", "name_sv"), ("en", "name_en"))
    tidy = {language: " ".join(tidied(told.get(code, "")).split()) for language, code in listed}
    return {language: name for language, name in tidy.items() if name}


# Organisations


def look_over_organisations(network: Network, rows: Sequence[GivenRow]) -> list[LookedRow]:
    known = known_organisations(network)
    numbers = {row.business_id: row for row in known.values() if row.business_id}
    seen: dict[str, int] = {}
    return [_look_at_organisation(row, known, numbers, seen) for row in rows]


def _look_at_organisation(
    row: GivenRow, known: dict[str, Organisation], numbers: dict[str, Organisation], seen: dict[str, int]
) -> LookedRow:
    names = names_of(row.told)
    shown = next(iter(names.values()), "")
    fault = _fault_of_organisation(row.told, names)
    if fault:
        column, why, remedy = fault
        return LookedRow(row.number, Fate.FAULTY, shown, column, why, remedy)
    keys = [name_key(name) for name in names.values()]
    number = row.told.get("business_id", "")
    like = numbers.get(number) or next((known[key] for key in keys if key in known), None)
    marks = [*keys, *([number] if number else [])]
    first = next((seen[mark] for mark in marks if mark in seen), None)
    for mark in marks:
        seen.setdefault(mark, row.number)
    why = ""
    if like is not None:
        why = _("The register has it already: %(name)s.") % {"name": like}
    elif first is not None:
        why = _("The same is on row %(row)s.") % {"row": first}
    fate = Fate.ALIKE if why and not row.anyway else Fate.NEW
    kind = Organisation.Kind(_kind_of(row.told.get("kind", ""), shown))
    return LookedRow(row.number, fate, shown, why=why, details=str(kind.label))


@cache
def kinds() -> dict[str, str]:
    return choices_by_name(Organisation.Kind.choices)


@cache
def grounds() -> dict[str, str]:
    return choices_by_name(Membership.Ground.choices)


def _kind_of(told: str, name: str) -> str:
    """The code of the kind, guessed from the name when none is told; "" for a word that is none."""
    return kinds().get(folded(told), "") if told else guess_kind(name)


def _fault_of_organisation(told: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str, str] | None:
    """(column, what is wrong, what to do) of the first fault; None when there is none."""
    if not names:
        return "name", _("The name is missing."), _("Write the organisation's name.")
    if not _kind_of(told.get("kind", ""), ""):
        return "kind", unknown(told["kind"]), one_of(Organisation.Kind.choices)
    if told.get("business_id") and not is_business_id(told["business_id"]):
        wrong = _("“%(text)s” is not a business ID.") % {"text": told["business_id"][:40]}
        return (
            "business_id",
            wrong,
            _("Check the number: its last digit does not fit, or its form is not 1234567-1."),
        )
    if told.get("ground") and folded(told["ground"]) not in grounds():
        return "ground", unknown(told["ground"]), one_of(Membership.Ground.choices)
    if told.get("since") and date_of(told["since"]) is None:
        wrong = _("“%(text)s” is not a date.") % {"text": told["since"][:40]}
        return "since", wrong, _("Write 2015, 1/2015 or 31.1.2015.")
    return None


def unknown(text: str) -> str:
    return _("“%(text)s” is not known here.") % {"text": text[:40]}


def one_of(choices: Sequence[tuple[Any, Any]]) -> str:
    listed = ", ".join(str(label) for _code, label in choices)
    return _("Write one of these: %(choices)s.") % {"choices": listed}


def date_of(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def import_organisations(
    *, by: Actor, network: Network, rows: Sequence[GivenRow], now: dt.datetime
) -> list[Made]:
    """Add the rows that looking over lets in, with the ground on which each takes part when it is told."""
    fates = {looked.number: looked.fate for looked in look_over_organisations(network, rows)}
    wanted = [_organisation_of(row) for row in rows if fates[row.number] == Fate.NEW]
    added = add_organisations(by=by, network=network, organisations=wanted, take_part=False, now=now)
    memberships = Membership.objects.filter(network=network, organisation__in=added)
    return [
        *(Made("organisation", row) for row in added),
        *(Made("membership", row) for row in memberships),
    ]


def _organisation_of(row: GivenRow) -> NewOrganisation:
    told, names = row.told, names_of(row.told)
    first = next(iter(names.values()))
    return NewOrganisation(
        names={"fi": first, **names},
        kind=Organisation.Kind(_kind_of(told.get("kind", ""), first)),
        business_id=told.get("business_id", ""),
        ground=grounds().get(folded(told.get("ground", "")), ""),
        since=date_of(told["since"]) if told.get("since") else None,
        anyway=row.anyway,
    )
