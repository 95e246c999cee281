"""An import as its pages show it: in words, with no more rows than anybody reads."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from voimala.core import references
from voimala.core.viewer import Viewer
from voimala.networks.middleware import PageRequest
from voimala.office.models import Import
from voimala.office.openings import Fate, ImportTarget, LookedRow
from voimala.office.services.imports import counts_of, look_over_rows, table_in, target_named, told_of
from voimala.office.services.imports_waiting import job_of
from voimala.office.spreadsheets import CONTENT_TYPES, Field, Format, Table, write
from voimala.office.tabular import Row
from voimala.office.views.downloads import download

MOST_SHOWN = 100
MOST_CHOSEN = 200
SAMPLE = 10
LOOKS = {
    Import.State.LOOKED: {"tone": "wait", "fill": "asked", "glyph": ""},
    Import.State.DONE: {"tone": "ok", "fill": "confirmed", "glyph": ""},
    Import.State.UNDONE: {"tone": "plain", "fill": "", "glyph": "–"},
    Import.State.LEFT: {"tone": "plain", "fill": "", "glyph": "–"},
}
KINDS: Mapping[str, Any] = {
    "person": ngettext_lazy("%(shown)s person", "%(shown)s people", "count"),
    "organisation": ngettext_lazy("%(shown)s organisation", "%(shown)s organisations", "count"),
    "unit": ngettext_lazy("%(shown)s unit", "%(shown)s units", "count"),
    "membership": ngettext_lazy("%(shown)s membership", "%(shown)s memberships", "count"),
}


@dataclass(frozen=True)
class Line:
    """An import in a list."""

    row: Import
    register: str
    told: str

    @property
    def look(self) -> dict[str, str]:
        return LOOKS[Import.State(self.row.state)]


def line_of(row: Import) -> Line:
    return Line(row, _register(row), "" if row.state == Import.State.LOOKED else sentence_of(row))


def _register(row: Import) -> str:
    """The name of the register; its code when no app knows it any more."""
    try:
        return str(target_named(row.target).label)
    except LookupError:
        return row.target


def sentence_of(row: Import) -> str:
    """What became of an import, in a sentence."""
    made, counts = listed(row.counts.get("made", {})), row.counts
    if row.state == Import.State.LEFT:
        return _("Nothing was brought in")
    if row.state == Import.State.UNDONE:
        gone = listed(counts.get("removed", {})) or _("nothing")
        return _("Undone: %(what)s removed") % {"what": gone}
    return _("Brought in: %(what)s") % {"what": made} if made else _("Brought in: nothing")


def listed(counts: Mapping[str, int]) -> str:
    """“4 963 people, 12 organisations”."""
    told = {kind: {"count": number, "shown": spaced(number)} for kind, number in counts.items() if number}
    return ", ".join(str(words % told[kind]) for kind, words in KINDS.items() if kind in told)


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def page_of(request: PageRequest, row: Import) -> dict[str, Any]:
    """What the page of one import shows, whichever state it is in."""
    target = target_named(row.target)
    context = {
        "row": row,
        "register": target.label,
        "register_url": target.url(request.network),
        "columns_by_code": {column.code: column.label for column in target.columns},
    }
    if row.state != Import.State.LOOKED:
        return {**context, **_over(request, row, target)}
    job = job_of(row)
    if job is not None:
        return {**context, "job": job, "title": _("The rows are being brought in")}
    return {**context, **_looked(row, target)}


def _looked(row: Import, target: ImportTarget) -> dict[str, Any]:
    looked = look_over_rows(row)
    fates = {fate: [one for one in looked if one.fate == fate] for fate in Fate}
    counts = counts_of(looked)
    new, alike = fates[Fate.NEW], fates[Fate.ALIKE]
    return {
        "title": title_of(counts),
        "counts": counts,
        "faulty": [_fault(one, target) for one in fates[Fate.FAULTY][:MOST_SHOWN]],
        "more_faulty": max(counts[Fate.FAULTY] - MOST_SHOWN, 0),
        "alike": alike[:MOST_CHOSEN],
        "more_alike": max(len(alike) - MOST_CHOSEN, 0),
        "sample": new[:SAMPLE],
        "more_new": max(len(new) - SAMPLE, 0),
        "brings": _once(name for one in new for name in one.brings),
        "not_taken": _once(name for one in new for name in one.left_out),
        "column_fields": column_fields(row, target),
        "notes": row.sheet.get("notes", []),
        "spaced": {name: spaced(number) for name, number in counts.items()},
    }


def _once(names: Any) -> dict[str, Any]:
    """Each once: how many, and the first of them."""
    found = list(dict.fromkeys(names))
    return {"count": len(found), "first": found[:SAMPLE], "more": max(len(found) - SAMPLE, 0)}


def title_of(counts: Mapping[str, int]) -> str:
    """What bringing in would do, in a sentence."""
    new, faulty, alike = (counts[fate] for fate in (Fate.NEW, Fate.FAULTY, Fate.ALIKE))
    told = [
        ngettext("%(count)s row can come in", "%(count)s rows can come in", new) % {"count": spaced(new)}
        if new
        else _("No row can come in")
    ]
    if faulty:
        words = ngettext("%(count)s row is to be corrected", "%(count)s rows are to be corrected", faulty)
        told.append(words % {"count": spaced(faulty)})
    if alike:
        words = ngettext("%(count)s may be known already", "%(count)s may be known already", alike)
        told.append(words % {"count": spaced(alike)})
    return ", ".join(told)


@dataclass(frozen=True)
class Fault:
    """A row that cannot come in, in words."""

    number: int
    name: str
    column: str
    why: str
    remedy: str


def _fault(one: LookedRow, target: ImportTarget) -> Fault:
    return Fault(one.number, one.name, label_of_column(target, one.column), one.why, one.remedy)


def label_of_column(target: ImportTarget, code: str) -> str:
    return next((str(column.label) for column in target.columns if column.code == code), "")


@dataclass(frozen=True)
class ColumnField:
    """One column of the file: its heading, some of its cells and the choice of what it is."""

    name: str
    heading: str
    samples: list[str]
    choices: list[tuple[str, str | Promise, bool]]


def column_fields(row: Import, target: ImportTarget) -> list[ColumnField]:
    table = table_in(row)
    offered = [("", gettext_lazy("not taken")), *((one.code, one.label) for one in target.columns)]
    return [
        ColumnField(
            name=f"column-{place}",
            heading=heading,
            samples=table.samples(place),
            choices=[(code, label, code == table.columns[place]) for code, label in offered],
        )
        for place, heading in enumerate(table.heading)
    ]


def _over(request: PageRequest, row: Import, target: ImportTarget) -> dict[str, Any]:
    told = told_of(row)
    kept = [one.subject for one in row.made.all()[:MOST_SHOWN]] if row.state == Import.State.UNDONE else []
    done = row.state == Import.State.DONE
    return {
        "title": sentence_of(row),
        "told": [
            Fault(number, "", label_of_column(target, column), why, remedy)
            for number, (column, why, remedy) in list(told.items())[:MOST_SHOWN]
        ],
        "more_told": max(len(told) - MOST_SHOWN, 0),
        "left_out": len(told),
        "kept": names_of(kept, request.viewer),
        "kept_count": sum(row.counts.get("kept", {}).values()),
        "after": target.after(request.viewer, request.network) if done and target.after else None,
    }


def names_of(subjects: Sequence[references.Reference], viewer: Viewer) -> list[tuple[str, str]]:
    """(name, address) of what stayed, as far as it has a page."""
    known = [subject for subject in subjects if subject.kind in references.kinds()]
    found = [references.describe(subject, viewer) for subject in known]
    return [one for one in found if one is not None]


def written_left_out(row: Import) -> HttpResponse:
    """The rows that cannot come in, as they were, with what is wrong in each."""
    target, told = target_named(row.target), told_of(row)
    if row.state == Import.State.LOOKED:
        out = (one for one in look_over_rows(row) if one.fate != Fate.NEW)
        told = {one.number: (one.column, one.why, one.remedy) for one in out}
    table = table_in(row)
    fields = [
        Field(heading or _("Column %(number)s") % {"number": place + 1}, _cell(place))
        for place, heading in enumerate(table.heading)
    ]
    fields += [
        Field(_("Row"), lambda one: one.number),
        Field(_("Column"), lambda one: label_of_column(target, told[one.number][0])),
        Field(_("What is wrong"), lambda one: told[one.number][1]),
        Field(_("What to do"), lambda one: told[one.number][2]),
    ]
    kept = io.BytesIO()
    rows = [one for one in table.rows if one.number in told]
    write(Table(_("Left out"), fields), rows, kept, Format.CSV)
    return download(kept.getvalue(), f"{_('left-out')}.csv", CONTENT_TYPES[Format.CSV])


def _cell(place: int) -> Any:
    def cell(row: Row) -> str:
        return row.cells[place]

    return cell
