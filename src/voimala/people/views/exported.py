"""The register of people as a table for a file: what a list shows, and no more."""

from typing import Any

from django.utils.translation import gettext as _

from voimala.networks.models import Sector, language_name
from voimala.office.spreadsheets import Field, Table
from voimala.partners.views.organisations import sample_word

HOUR = 60


def table_of(*, addresses: bool) -> Table:
    """`addresses`: with the work e-mail, for those who keep the register."""
    fields = [
        Field(_("Name"), lambda row: row.name),
        Field(_("Kind"), lambda row: str(row.get_kind_display())),
        Field(_("Work role"), lambda row: row.work_role),
        *([Field(_("Work e-mail"), lambda row: row.email)] if addresses else []),
        Field(_("Employer"), lambda row: str(row.organisation or "")),
        Field(_("Unit"), lambda row: str(row.unit or "")),
        Field(_("Sector"), lambda row: str(Sector(row.sector).label) if row.sector else ""),
        Field(_("Municipality"), lambda row: str(row.municipality or "")),
        Field(_("Languages"), lambda row: ", ".join(language_name(each) for each in row.languages or ())),
        Field(_("Free, h"), free_hours),
        Field(_("Skills"), lambda row: _("known") if row.known else _("to be asked")),
        Field(_("Sample"), sample_word),
    ]
    return Table(_("People"), fields)


def free_hours(row: Any) -> float | None:
    """Empty when the hours are not known."""
    return None if row.minutes_free is None else row.minutes_free / HOUR
