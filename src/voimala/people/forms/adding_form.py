"""A pasted list of people: the text, and what somebody says its columns are."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voimala.networks.models import Sector
from voimala.office.tabular import LONGEST_TEXT, MOST_ROWS, NOTHING, Column, Sheet, read_sheet
from voimala.people.services import Newcomer
from voimala.people.words import guess_sector

LABELS: dict[Column, str | Promise] = {
    Column.NAME: gettext_lazy("name"),
    Column.FIRST_NAME: gettext_lazy("first name"),
    Column.LAST_NAME: gettext_lazy("last name"),
    Column.EMAIL: gettext_lazy("work e-mail"),
    Column.WORK_ROLE: gettext_lazy("work role"),
    Column.ORGANISATION: gettext_lazy("employer"),
    Column.UNIT: gettext_lazy("unit"),
    Column.MUNICIPALITY: gettext_lazy("municipality"),
    Column.EMPTY: gettext_lazy("not taken"),
}
WORKED_IN = tuple(choice for choice in Sector.choices if choice[0] != Sector.CLIENT)
"""Experts by experience are not entered from a list."""
MOST_ROLES = 60
NAMES = {"fi": "suomeksi", "sv": "på svenska", "en": "in English"}


@dataclass(frozen=True)
class ColumnField:
    """One column on the page: its heading, some of its cells and the choice of what it is."""

    name: str
    heading: str
    samples: list[str]
    column: Column

    @property
    def choices(self) -> list[tuple[str, str | Promise, bool]]:
        return [(column.value, label, column == self.column) for column, label in LABELS.items()]


@dataclass(frozen=True)
class RoleField:
    """The sector of one work role: how many have the role, and the choice."""

    name: str
    role: str
    people: int
    sector: str

    @property
    def choices(self) -> list[tuple[str, str | Promise, bool]]:
        offered = [("", gettext_lazy("not known")), *WORKED_IN]
        return [(value, label, value == self.sector) for value, label in offered]


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The list"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Copy the rows of a spreadsheet with their headings, or the receivers of a message: "
            "Name <address>; Name <address>."
        ),
        error_messages={"required": gettext_lazy("Paste the list here.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language are they told?"),
        choices=[(code, NAMES[code]) for code, _name in settings.LANGUAGES],
        widget=forms.RadioSelect,
    )

    sheet: Sheet = NOTHING

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        sheet = read_sheet(text)
        if not sheet.rows:
            raise forms.ValidationError(
                _("There are no rows in this: a name or an address on each is enough.")
            )
        if len(sheet.rows) > MOST_ROWS:
            told = ngettext(
                "There is %(count)s row, and at most %(most)s fit at once. Paste them in parts.",
                "There are %(count)s rows, and at most %(most)s fit at once. Paste them in parts.",
                len(sheet.rows),
            )
            raise forms.ValidationError(told % {"count": len(sheet.rows), "most": MOST_ROWS})
        self.sheet = sheet.with_columns(self._chosen(sheet.width) if self._same_text(text) else ())
        return text

    def _same_text(self, text: str) -> bool:
        """Were the columns chosen for this very text?"""
        return self.data.get("of") == digest_of(text)

    def _chosen(self, width: int) -> list[Column]:
        told = [self.data.get(f"column-{place}", "") for place in range(width)]
        return [Column(code) if code in set(Column) else Column.EMPTY for code in told]

    @property
    def digest(self) -> str:
        return digest_of(self.cleaned_data["text"])

    @property
    def seen(self) -> str:
        """What the page shows, for knowing whether the columns were changed after it."""
        return "|".join(taken(column) for column in self.sheet.columns)

    @property
    def is_as_shown(self) -> bool:
        return self._same_text(self.cleaned_data["text"]) and self.data.get("seen") == self.seen

    def column_fields(self) -> list[ColumnField]:
        return [
            ColumnField(f"column-{place}", heading, self.sheet.samples(place), taken(column))
            for place, (heading, column) in enumerate(
                zip(self.sheet.heading, self.sheet.columns, strict=True)
            )
        ]

    def left_out(self) -> list[str]:
        """Headings of the columns that are not taken; a phone number is told of also without one."""
        pairs = zip(self.sheet.heading, self.sheet.columns, strict=True)
        told = ((heading or _named(column), column) for heading, column in pairs)
        return [heading for heading, column in told if heading and not taken(column)]

    def role_fields(self, roles: Iterable[str]) -> list[RoleField]:
        """One for each role of these, the most common first."""
        common = Counter(role for role in roles if role).most_common(MOST_ROLES)
        return [
            RoleField(f"sector-{place}", role, people, self._sector_of(role))
            for place, (role, people) in enumerate(common)
        ]

    def _sector_of(self, role: str) -> str:
        return self._said.get(role, guess_sector(role))

    @cached_property
    def _said(self) -> dict[str, str]:
        """Role -> the sector chosen for it on the page."""
        places = [place for place in range(MOST_ROLES) if f"role-{place}" in self.data]
        said = {self.data[f"role-{place}"]: self.data.get(f"sector-{place}", "") for place in places}
        return {role: sector for role, sector in said.items() if sector in dict(WORKED_IN) or not sector}

    def newcomers(self) -> list[Newcomer]:
        rows = (newcomer_of(row.number, self.sheet.values(row)) for row in self.sheet.rows)
        return [replace(row, sector=self._sector_of(row.work_role)) for row in rows]


def _named(column: Column) -> str:
    return _("phone number") if column == Column.PHONE else ""


def taken(column: Column) -> Column:
    """A phone number is known as one, so that nobody takes it for anything else; it is not kept."""
    return column if column in LABELS else Column.EMPTY


def newcomer_of(number: int, told: dict[Column, str]) -> Newcomer:
    parts: list[Any] = [told.get(Column.FIRST_NAME), told.get(Column.LAST_NAME)]
    return Newcomer(
        row=number,
        name=told.get(Column.NAME) or " ".join(part for part in parts if part),
        email=told.get(Column.EMAIL, ""),
        work_role=told.get(Column.WORK_ROLE, ""),
        organisation=told.get(Column.ORGANISATION, ""),
        unit=told.get(Column.UNIT, ""),
        municipality=told.get(Column.MUNICIPALITY, ""),
    )


def digest_of(text: str) -> str:
    return hashlib.sha256("\n".join(text.split()).encode()).hexdigest()[:16]
