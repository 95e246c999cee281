"""People from a file: what its columns are, what becomes of a row, and what undoing may not remove."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.office.openings import Fate, GivenRow, ImportColumn, LookedRow, Made
from voimala.office.tabular import HEADINGS, Column
from voimala.people.models import Person
from voimala.people.services.adding import add_people
from voimala.people.services.adding_look import Checked, Newcomer, Verdict, look_over
from voimala.people.services.telling import letters_to
from voimala.people.words import guess_sector

COLUMNS = (
    ImportColumn(Column.FIRST_NAME, gettext_lazy("first name"), HEADINGS[Column.FIRST_NAME], 120),
    ImportColumn(Column.LAST_NAME, gettext_lazy("last name"), HEADINGS[Column.LAST_NAME], 120),
    ImportColumn(Column.NAME, gettext_lazy("name"), HEADINGS[Column.NAME], 120),
    ImportColumn(Column.EMAIL, gettext_lazy("work e-mail"), HEADINGS[Column.EMAIL], 254),
    ImportColumn(Column.WORK_ROLE, gettext_lazy("work role"), HEADINGS[Column.WORK_ROLE], 120),
    ImportColumn(Column.ORGANISATION, gettext_lazy("employer"), HEADINGS[Column.ORGANISATION]),
    ImportColumn(Column.UNIT, gettext_lazy("unit"), HEADINGS[Column.UNIT]),
    ImportColumn(Column.MUNICIPALITY, gettext_lazy("municipality"), HEADINGS[Column.MUNICIPALITY]),
    ImportColumn(
        "languages",
        gettext_lazy("languages"),
        frozenset({"kieli", "kielet", "kielitaito", "språk", "language", "languages"}),
    ),
    ImportColumn(
        "sector", gettext_lazy("sector"), frozenset({"sektori", "toimiala", "sektor", "sector"}), 60
    ),
)
FATES = {Verdict.ADD: Fate.NEW, Verdict.REFUSED: Fate.FAULTY}


def newcomer_of(row: GivenRow) -> Newcomer:
    """The row as the register of people takes it. A sector that is not told is guessed from the work role."""
    told: Mapping[str, str] = row.told
    parts = (told.get(Column.FIRST_NAME), told.get(Column.LAST_NAME))
    return Newcomer(
        row=row.number,
        name=told.get(Column.NAME) or " ".join(part for part in parts if part),
        email=told.get(Column.EMAIL, ""),
        work_role=told.get(Column.WORK_ROLE, ""),
        organisation=told.get(Column.ORGANISATION, ""),
        unit=told.get(Column.UNIT, ""),
        municipality=told.get(Column.MUNICIPALITY, ""),
        sector=told.get("sector") or guess_sector(told.get(Column.WORK_ROLE, "")),
        languages=told.get("languages", ""),
        anyway=row.anyway,
    )


def look_over_people(network: Network, rows: Sequence[GivenRow]) -> list[LookedRow]:
    looked = look_over(network=network, newcomers=[newcomer_of(row) for row in rows], brings_units=True)
    return [_as_looked(row) for row in looked]


def _as_looked(row: Checked) -> LookedRow:
    told = row.newcomer
    why = _("%(why)s It is %(name)s.") % {"why": row.why, "name": row.like} if row.like else row.why
    details = (
        told.work_role,
        told.email,
        told.organisation,
        told.unit if row.unit or row.unit_sector else "",
    )
    return LookedRow(
        number=told.row,
        fate=FATES.get(row.verdict, Fate.ALIKE),
        name=told.name or told.email,
        column=row.column,
        why=why,
        remedy=row.remedy,
        details=" · ".join(each for each in details if each),
        brings=_brings(row),
        left_out=row.left_out,
    )


def _brings(row: Checked) -> tuple[str, ...]:
    """The employer and the unit that the register does not have yet."""
    told = row.newcomer
    unit = f"{told.organisation}: {told.unit}" if row.unit_sector else ""
    return tuple(name for name in (told.organisation if row.adds_organisation else "", unit) if name)


def import_people(*, by: Actor, network: Network, rows: Sequence[GivenRow], now: dt.datetime) -> list[Made]:
    """Add the rows that looking over lets in. Nobody is told yet, so nobody is found, suggested or asked."""
    newcomers = [newcomer_of(row) for row in rows]
    added = add_people(
        by=by,
        network=network,
        newcomers=newcomers,
        language="",
        now=now,
        brings_units=True,
        letters=False,
    )
    return [
        *(Made("organisation", row) for row in added.organisations),
        *(Made("unit", row) for row in added.units),
        *(Made("person", row) for row in added.people),
    ]


def known_to_themselves(kind: str, rows: Sequence[Any]) -> frozenset[Any]:
    """Keys of the people who know that they are here, or to whom a letter is on its way: they stay."""
    if kind != "person":
        return frozenset()
    found: set[Any] = set()
    keys = [row.pk for row in rows]
    knows = Q(told_at__isnull=False) | Q(user__isnull=False) | Exists(letters_to(OuterRef("public_id")))
    for start in range(0, len(keys), 500):
        found.update(
            Person.objects.filter(knows, pk__in=keys[start : start + 500]).values_list("pk", flat=True)
        )
    return frozenset(found)
