"""Rows of a file on their way into a register: looked at, brought in whole or not at all, left.

What the file said is kept in `Import.sheet` as long as somebody looks at it; afterwards only the rows that
were left out are, until they are forgotten too.
"""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.references import Reference
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import Actor, Viewer
from voimala.networks.models import Network
from voimala.office.models import Import, ImportedRow
from voimala.office.openings import Fate, GivenRow, ImportTarget, LookedRow, Made, import_targets
from voimala.office.tabular import LOST, Heading, Raw, Row, Table, Unreadable, table_of

DEED = "office.import_rows"
KEPT = dt.timedelta(days=14)
"""How long what a file said is kept, for correcting what was left out."""
BATCH = 500


def targets_for(viewer: Viewer, network: Network) -> list[ImportTarget]:
    """The registers that this viewer may fill from a file in this network."""
    if not access.allowed(DEED, viewer, network):
        return []
    targets = sorted((filling() for filling in import_targets), key=lambda target: target.order)
    return [one for one in targets if network.uses(one.part) and access.allowed(one.deed, viewer, network)]


def target_named(code: str) -> ImportTarget:
    """The register of a code.

    Raises:
        LookupError: no app takes such rows (any more).
    """
    for filling in import_targets:
        if filling().target == code:
            return filling()
    raise LookupError(f"no app takes rows of {code!r}")


def reference_to(row: Import) -> Reference:
    return Reference("import", row.public_id)


def table_in(row: Import) -> Table:
    """What is kept of the file."""
    sheet = row.sheet
    rows = tuple(Row(number, tuple(cells)) for number, cells in sheet.get("rows", []))
    return Table(tuple(sheet.get("heading", ())), rows, tuple(sheet.get("columns", ())))


def _sheet_of(table: Table, **more: Any) -> dict[str, Any]:
    rows = [[row.number, list(row.cells)] for row in table.rows]
    return {"heading": list(table.heading), "columns": list(table.columns), "rows": rows, **more}


@transaction.atomic
def look_at_rows(
    *, by: Actor, network: Network, target: ImportTarget, file_name: str, raw: Raw, now: dt.datetime
) -> Import:
    """Keep the rows of a file for looking at. The same file sent twice is looked at once.

    Raises:
        Unreadable: there is only a heading in it.
    """
    access.require(DEED, by, network)
    access.require(target.deed, by, network)
    table = table_of(raw, [Heading(column.code, column.words) for column in target.columns])
    if not table.rows:
        raise Unreadable(_("There is only a heading in this. Write at least one row below it."))
    sheet = _sheet_of(table, notes=[*raw.notes, *notes_on(table)])
    digest = hashlib.sha256(json.dumps(sheet["rows"]).encode()).hexdigest()[:16]
    Network.objects.select_for_update().get(pk=network.pk)
    looked = Import.objects.of(network).filter(state=Import.State.LOOKED, target=target.target, user_id=by.pk)
    known: Import | None = looked.filter(sheet__digest=digest).first()
    if known is not None:
        return known
    row = Import.objects.create(
        network=network,
        target=target.target,
        file_name=file_name[:200],
        sheet={**sheet, "digest": digest},
        user_id=by.pk,
        made_at=now,
    )
    _tell("import_looked_at", by, row, now)
    return row


def notes_on(table: Table) -> list[str]:
    if not table.twice:
        return []
    told = _("Two columns have the same heading: %(headings)s. The first of them is taken.")
    return [told % {"headings": ", ".join(table.twice)}]


@transaction.atomic
def say_columns(
    *, by: Actor, of_import: Import, seen: int, columns: Sequence[str], now: dt.datetime
) -> Import:
    """Keep what somebody says the columns mean.

    Raises:
        ChangedByAnother: they were changed meanwhile, or the rows are brought in already.
    """
    access.require(DEED, by, of_import)
    row = lock_import(of_import)
    require_as_seen(row, seen)
    known = {column.code for column in target_named(row.target).columns}
    table = table_in(row).meaning([code if code in known else "" for code in columns])
    row.sheet = {**row.sheet, "columns": list(table.columns)}
    row.version += 1
    row.save(update_fields=["sheet", "version"])
    _tell("import_columns_said", by, row, now)
    return row


@transaction.atomic
def bring_in(*, by: Actor, of_import: Import, seen: int, anyway: Collection[int], now: dt.datetime) -> Import:
    """Add every row that can come in, all at once. Asked twice, the second time finds it done.

    Args:
        anyway: numbers of the rows that come in though the register has something alike.

    Raises:
        ChangedByAnother: what the columns mean was changed after the page was opened, or the import was left.
    """
    access.require(DEED, by, of_import)
    row = lock_import(of_import)
    if row.state in (Import.State.DONE, Import.State.UNDONE):
        return row
    require_as_seen(row, seen)
    target = target_named(row.target)
    access.require(target.deed, by, row.network)
    looked = look_over_rows(row, anyway)
    wanted = {one.number for one in looked if one.fate == Fate.NEW}
    given = [one for one in rows_given(row, anyway) if one.number in wanted]
    made = target.make(by=by, network=row.network, rows=given, now=now)
    _note_made(row, made)
    row.sheet = _left_out(row, looked)
    row.counts = {**counts_of(looked), "made": dict(Counter(one.kind for one in made))}
    row.state, row.done_at, row.version = Import.State.DONE, now, row.version + 1
    row.save(update_fields=["sheet", "counts", "state", "done_at", "version"])
    _tell("import_done", by, row, now)
    return row


@transaction.atomic
def leave_import(*, by: Actor, of_import: Import, now: dt.datetime) -> Import:
    """Forget what the file said, and bring nothing in."""
    access.require(DEED, by, of_import)
    row = lock_import(of_import)
    if row.state == Import.State.LOOKED:
        row.sheet, row.state, row.version = {}, Import.State.LEFT, row.version + 1
        row.save(update_fields=["sheet", "state", "version"])
        _tell("import_left", by, row, now)
    return row


def look_over_rows(row: Import, anyway: Collection[int] = ()) -> list[LookedRow]:
    """What would become of each row, in the order of the file; nothing is written."""
    target = target_named(row.target)
    given = rows_given(row, anyway)
    faults = {one.number: fault for one in given if (fault := _fault_of_cells(one, target)) is not None}
    sound = target.look(row.network, [one for one in given if one.number not in faults])
    by_number = {**faults, **{one.number: one for one in sound}}
    return [by_number[one.number] for one in given]


def rows_given(row: Import, anyway: Collection[int] = ()) -> list[GivenRow]:
    table, chosen = table_in(row), frozenset(anyway)
    return [GivenRow(one.number, table.values(one), one.number in chosen) for one in table.rows]


def _fault_of_cells(row: GivenRow, target: ImportTarget) -> LookedRow | None:
    """What is wrong whatever the cell is about: lost letters, formulas, too much text, nothing at all."""
    shown = next(iter(row.told.values()), "")[:80]
    for column in target.columns:
        cell = row.told.get(column.code, "")
        if LOST in cell:
            why = _("A letter of “%(text)s” cannot be read.") % {"text": cell[:60]}
            remedy = _("Save the file as “CSV UTF-8” or .xlsx, and bring the row in again.")
        elif cell.startswith("="):
            why = _("“%(text)s” is a formula without a value.") % {"text": cell[:60]}
            remedy = _("Write the value itself into the cell.")
        elif len(cell) > column.longest:
            why = _("There are %(count)s characters, and at most %(most)s fit.") % {
                "count": len(cell),
                "most": column.longest,
            }
            remedy = _("Shorten the text.")
        else:
            continue
        return LookedRow(row.number, Fate.FAULTY, shown, column.code, why, remedy)
    if row.told:
        return None
    why = _("None of the columns that are taken has anything on this row.")
    return LookedRow(
        row.number, Fate.FAULTY, "", "", why, _("Say what the columns are, or leave the row out.")
    )


def counts_of(looked: Sequence[LookedRow]) -> dict[str, Any]:
    """How many rows there are, and of which fate."""
    fates = Counter(str(one.fate) for one in looked)
    return {"rows": len(looked), **{str(fate): fates[fate] for fate in Fate}}


def _left_out(row: Import, looked: Sequence[LookedRow]) -> dict[str, Any]:
    """The rows that did not come in, with what was wrong, for correcting them."""
    told = {one.number: [one.column, one.why, one.remedy] for one in looked if one.fate != Fate.NEW}
    table = table_in(row)
    rows = tuple(one for one in table.rows if one.number in told)
    kept = _sheet_of(Table(table.heading, rows, table.columns))
    return {**kept, "told": [[number, *words] for number, words in told.items()]}


def _note_made(row: Import, made: Sequence[Made]) -> None:
    ImportedRow.objects.bulk_create(
        (
            ImportedRow(of_import=row, kind=one.kind, subject_id=one.row.public_id, version=one.row.version)
            for one in made
        ),
        batch_size=BATCH,
    )


def lock_import(of_import: Import) -> Import:
    """The import as it is now, with its network: both locked, the network first."""
    network = Network.objects.select_for_update().get(pk=of_import.network_id)
    found: Import = Import.objects.select_for_update().get(pk=of_import.pk)
    found.network = network
    return found


def require_as_seen(row: Import, seen: int) -> None:
    if row.state != Import.State.LOOKED or row.version != seen:
        message = _("This was changed in another window. Look at the page once more.")
        raise ChangedByAnother(message, current=row)


def _tell(deed: str, by: Actor, row: Import, now: dt.datetime) -> None:
    events.record(by=by, deed=deed, subjects=[reference_to(row)], now=now, network_id=row.network_id)


def forget_imports(now: dt.datetime) -> int:
    """What files said is emptied after two weeks; an import that nobody brought in counts as left."""
    old = Import.objects.filter(made_at__lt=now - KEPT).exclude(sheet={})
    left = old.filter(state=Import.State.LOOKED).update(state=Import.State.LEFT, sheet={})
    return int(left + old.exclude(state=Import.State.LOOKED).update(sheet={}))


def told_of(row: Import) -> Mapping[int, tuple[str, str, str]]:
    """(column, what was wrong, what to do) of each row that did not come in."""
    return {number: (column, why, remedy) for number, column, why, remedy in row.sheet.get("told", [])}
