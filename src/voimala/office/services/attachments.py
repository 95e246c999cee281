"""Files of objects: added, removed, taken back for 30 days, and gone after that.

Who may, the object's own app says (`openings.Attachable`). A file stands on the disk before its row does and
is gone after it: what a crash leaves between the two, the nightly work sweeps away.
"""

import datetime as dt
import hashlib
import logging
from typing import Any, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.errors import NotAllowed
from voimala.core.references import Reference, resolve
from voimala.core.refusal import Refused
from voimala.core.viewer import Actor, Viewer
from voimala.office.models import Attachment
from voimala.office.models.attachment import FOLDER, UNDO
from voimala.office.openings import Attachable, attachable_named
from voimala.office.services.file_kinds import checked

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
ABANDONED = dt.timedelta(days=1)
"""A file without a row that is older than this belongs to nobody: no upload takes so long."""
log = logging.getLogger(__name__)


class Upload(Protocol):
    """A file that came with a form: its `size` in bytes is known before it is read."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


def may_open(viewer: Viewer, thing: Any, known: Attachable) -> bool:
    """May the viewer open the files of an object that she sees? Only people of its network may."""
    own = thing.network_id in viewer.network_ids
    return own and (known.read is None or access.allowed(known.read, viewer, thing))


@transaction.atomic
def attach(
    *, by: Actor, subject: Reference, upload: Upload, now: dt.datetime, synthetic: bool = False
) -> Attachment:
    """Keep a file of the object. The same file sent twice is kept once.

    Raises:
        NotAllowed: the object takes no files of hers, or is not there for her.
        Refused: the file is too large, or not what it may be.
    """
    thing = _require(by, subject)
    content = _read(upload)
    name, kind = checked(upload.name or "", content)
    digest = hashlib.sha256(content).hexdigest()
    same = Attachment.objects.about(subject).filter(sha256=digest)
    if (known := same.first()) is not None:
        return _attachment(known)
    row = Attachment(network=thing.network, subject_kind=subject.kind, subject_id=subject.public_id)
    row.name, row.content_type, row.size, row.sha256 = name, kind.content_type, len(content), digest
    row.added_at, row.synthetic = now, synthetic
    stored = default_storage.save(row.file.field.generate_filename(row, name.lower()), ContentFile(content))
    row.file.name = stored
    try:
        with transaction.atomic():
            row.save()
            _record(by, "attachment_added", row, now)
    except IntegrityError:  # the same file, sent twice at once
        default_storage.delete(stored)
        return _attachment(same.get())
    except BaseException:
        default_storage.delete(stored)
        raise
    return row


@transaction.atomic
def remove_attachment(*, by: Actor, attachment: Attachment, now: dt.datetime) -> None:
    """Take the file out of sight. It can be taken back for 30 days; removing twice is removing once."""
    _require(by, attachment.subject)
    there = Attachment.objects.filter(pk=attachment.pk, deleted_at=None)
    if there.update(deleted_at=now):
        _record(by, "attachment_removed", attachment, now)


@transaction.atomic
def restore_attachment(*, by: Actor, attachment: Attachment, now: dt.datetime) -> None:
    """Take a removed file back.

    Raises:
        Refused: its 30 days are over, or the same file has been added again.
    """
    _require(by, attachment.subject)
    removed = Attachment.objects.removed_from(attachment.subject, now).filter(pk=attachment.pk)
    try:
        with transaction.atomic():
            found = removed.update(deleted_at=None)
    except IntegrityError as error:
        raise Refused({"file": _("The same file has been added again: it is in the list.")}) from error
    if found:
        _record(by, "attachment_restored", attachment, now)
    elif not Attachment.objects.filter(pk=attachment.pk, deleted_at=None).exists():
        raise Refused({"file": _("This file was removed more than 30 days ago. Add it again.")})


@transaction.atomic
def note_opening(*, by: Actor, attachment: Attachment, now: dt.datetime) -> None:
    """Tell the trail that somebody has opened the file: papers of an organisation name people."""
    _record(by, "attachment_opened", attachment, now)


def forget_attachments(now: dt.datetime) -> int:
    """Delete what was removed more than 30 days ago with its files, and files that belong to nobody."""
    past = Attachment.objects.filter(deleted_at__lte=now - UNDO)
    names = list(past.values_list("file", flat=True))
    past.delete()
    transaction.on_commit(lambda: _delete_files([*names, *_abandoned(now)]))
    return len(names)


def _abandoned(now: dt.datetime) -> list[str]:
    """Files without a row, left by a process that ended in the middle."""
    if not default_storage.exists(FOLDER):
        return []
    kept = set(Attachment.objects.values_list("file", flat=True))
    found = (
        f"{FOLDER}/{folder}/{name}"
        for folder in default_storage.listdir(FOLDER)[0]
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]
    )
    strange = [name for name in found if name not in kept]
    return [name for name in strange if default_storage.get_modified_time(name) < now - ABANDONED]


def _delete_files(names: list[str]) -> None:
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            log.exception("attachments: the file %s could not be deleted; the next night tries again", name)


def _require(by: Actor, subject: Reference) -> Any:
    """The object, when it is there for whoever asks and takes files of hers."""
    known = attachable_named(subject.kind)
    thing = resolve(subject, by) if known else None
    if known is None or thing is None:
        raise NotAllowed(_("Files cannot be added to this: it is not there for you."))
    access.require(known.add, by, thing)
    return thing


def _read(upload: Upload) -> bytes:
    content = b"" if (upload.size or 0) > LARGEST else upload.read()
    if (upload.size or 0) > LARGEST or len(content) > LARGEST:
        most = LARGEST // 1024 // 1024
        message = _("The file is larger than %(most)s megabytes. Make it smaller, or leave a link to it.")
        raise Refused({"file": message % {"most": most}})
    return content


def _attachment(found: Any) -> Attachment:
    row: Attachment = found
    return row


def _record(by: Actor, deed: str, attachment: Attachment, now: dt.datetime) -> None:
    subjects = [attachment.subject, Reference("attachment", attachment.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=attachment.network_id)
