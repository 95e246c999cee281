"""Undoing a whole import: what nothing has touched since goes, what somebody has touched stays and is named.

A row is touched when its version has moved on, when another row points at it, when a later event is about it,
or when its register says so.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ForeignKey, ForeignObjectRel

from voimala.core import access, events
from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.office.models import Import, ImportedRow
from voimala.office.openings import ImportTarget
from voimala.office.services.imports import BATCH, DEED, lock_import, reference_to, target_named
from voimala.office.services.indexing import READING


@transaction.atomic
def undo_import(*, by: Actor, of_import: Import, now: dt.datetime) -> Import:
    """Remove what the import made, as far as nothing has touched it since. Asked twice, it is done once."""
    access.require(DEED, by, of_import)
    row = lock_import(of_import)
    if row.state != Import.State.DONE:
        return row
    target = target_named(row.target)
    access.require(target.deed, by, row.network)
    removed: list[Reference] = []
    for kind, model in target.models.items():
        removed += _remove_untouched(row, target, kind, model)
    counted = Counter(one.kind for one in removed)
    kept = Counter(row.made.values_list("kind", flat=True))
    row.counts = {**row.counts, "removed": dict(counted), "kept": dict(kept)}
    row.state, row.undone_at, row.version, row.sheet = Import.State.UNDONE, now, row.version + 1, {}
    row.save(update_fields=["counts", "state", "undone_at", "version", "sheet"])
    subjects = [reference_to(row), *removed]
    events.record(by=by, deed="import_undone", subjects=subjects, now=now, network_id=row.network_id)
    return row


def _remove_untouched(row: Import, target: ImportTarget, kind: str, model: Any) -> list[Reference]:
    """Delete the rows of one kind, and their marks in the import; what stays keeps its mark."""
    versions = dict(row.made.filter(kind=kind).values_list("subject_id", "version"))
    since = _event_of(row)
    removed: list[Reference] = []
    for ids in _batches(sorted(versions)):
        rows = list(model._base_manager.select_for_update().filter(public_id__in=ids))
        touched = _touched(rows, versions, kind, target, since)
        gone = [one for one in rows if one.pk not in touched]
        model._base_manager.filter(pk__in=[one.pk for one in gone]).delete()
        ids_gone = {one.public_id for one in gone} | (set(ids) - {one.public_id for one in rows})
        ImportedRow.objects.filter(of_import=row, kind=kind, subject_id__in=ids_gone).delete()
        removed += [Reference(kind, one.public_id) for one in gone]
    return removed


def _touched(
    rows: Sequence[Any], versions: dict[str, int], kind: str, target: ImportTarget, since: int
) -> set[Any]:
    """Keys of the rows that must stay."""
    found = {one.pk for one in rows if one.version != versions[one.public_id]}
    found |= target.touched(kind, rows)
    found |= _pointed_at(rows)
    told = _told_of(kind, [one.public_id for one in rows], since)
    return found | {one.pk for one in rows if one.public_id in told}


def _pointed_at(rows: Sequence[Any]) -> set[Any]:
    """Keys of the rows at which other rows point, whichever table they are in."""
    if not rows:
        return set()
    keys, found = [one.pk for one in rows], set()
    for relation in type(rows[0])._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and isinstance(relation.field, ForeignKey):
            model: Any = relation.related_model
            pointing = model._base_manager.filter(**{f"{relation.field.name}__in": keys})
            found.update(pointing.values_list(relation.field.attname, flat=True))
    return found


def _told_of(kind: str, public_ids: Sequence[str], since: int) -> set[str]:
    """Those about which an event tells that came after the import; reading touches nothing."""
    later = EventSubject.objects.filter(kind=kind, subject_id__in=public_ids, event_id__gt=since)
    deeds = dict(
        Event.objects.filter(pk__in=later.values("event_id")).exclude(deed=READING).values_list("pk", "deed")
    )
    return {one.subject_id for one in later if one.event_id in deeds}


def _event_of(row: Import) -> int:
    """The key of the event that told of the import being done."""
    ids = EventSubject.objects.filter(kind="import", subject_id=row.public_id).values("event_id")
    found = Event.objects.filter(pk__in=ids, deed="import_done").order_by("-pk").first()
    return found.pk if found else 0


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
