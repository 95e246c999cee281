"""The network's logo: kept as a clean picture, one at a time."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from voimala.core import access, events
from voimala.core.ids import new_public_id
from voimala.core.pictures import CleanPicture
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.networks.services.settings import about

LONGEST_SIDE = 480
"""Pixels: three times what the header shows, for sharp screens."""


@transaction.atomic
def put_logo(*, by: Actor, network: Network, now: dt.datetime, picture: CleanPicture) -> Network:
    """Show this picture in the header instead of the drawn mark. The last one put holds."""
    access.require("networks.change_settings", by, network)
    return _exchange(by, network, now, picture, "logo_put")


@transaction.atomic
def remove_logo(*, by: Actor, network: Network, now: dt.datetime) -> Network:
    """Show the drawn mark again. Without a logo this is no deed."""
    access.require("networks.change_settings", by, network)
    return _exchange(by, network, now, None, "logo_removed")


def _exchange(
    by: Actor, network: Network, now: dt.datetime, picture: CleanPicture | None, deed: str
) -> Network:
    """The old file goes only when the new row stands, a new file goes with a deed that fails."""
    current = Network.objects.select_for_update().get(pk=network.pk)
    old = current.logo
    if picture is None and not old:
        return current
    storage, name = old.storage, ""
    if picture is not None:
        wanted = f"logos/{current.public_id}-{new_public_id()}{picture.suffix}"
        name = storage.save(wanted, ContentFile(picture.data))
    try:
        Network.objects.filter(pk=current.pk).update(logo=name)
        events.record(by=by, deed=deed, now=now, **about(current))
    except BaseException:
        if name:
            storage.delete(name)
        raise
    if old:
        _delete_later(old)
    current.logo = name
    return current


def _delete_later(old: FieldFile) -> None:
    storage, name = old.storage, str(old.name)
    transaction.on_commit(lambda: storage.delete(name))
