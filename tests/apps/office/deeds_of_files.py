"""The deeds of files and calendars, as rows of the table of deeds."""

from typing import Any

from tests.apps.factories import make_organisation
from tests.apps.office.files import make_attachment, upload
from voimala.accounts.models import User
from voimala.core.references import Reference
from voimala.networks.models import RoleKind
from voimala.office.models import Attachment
from voimala.office.services.attachments import (
    attach,
    note_opening,
    remove_attachment,
    restore_attachment,
)
from voimala.office.services.calendars import close_calendar, open_calendar

NOT_DEEDS = {note_opening: "opening is told of, not asked for: the view asks"}


def a_file(scene: Any, *, removed: bool = False) -> Attachment:
    row = make_attachment(make_organisation(scene.network))
    if removed:
        Attachment.objects.filter(pk=row.pk).update(deleted_at=scene.now)
    return row


def own_calendar(scene: Any, *, opened: bool) -> dict[str, Any]:
    user = User.objects.get(roles__network=scene.network, roles__kind=RoleKind.COORDINATOR)
    if opened:
        user.calendar_tokens.create(network=scene.network, digest="a", made_at=scene.now)
    return {"user": user, "network": scene.network}


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (
        attach,
        lambda scene: {
            "subject": Reference("organisation", make_organisation(scene.network).public_id),
            "upload": upload(),
        },
        ("attachment_added",),
    ),
    (remove_attachment, lambda scene: {"attachment": a_file(scene)}, ("attachment_removed",)),
    (restore_attachment, lambda scene: {"attachment": a_file(scene, removed=True)}, ("attachment_restored",)),
    (open_calendar, lambda scene: own_calendar(scene, opened=False), ("calendar_opened",)),
    (close_calendar, lambda scene: own_calendar(scene, opened=True), ("calendar_closed",)),
)
