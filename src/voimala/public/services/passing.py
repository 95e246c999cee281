"""What time does by itself to the public pages: their day, what was taken away, files that nothing shows."""

import datetime as dt
from collections.abc import Iterator

from django.core.files.storage import Storage, default_storage
from django.db.models import Q

from voimala.networks.models import Network
from voimala.public.models import Comment, Picture
from voimala.public.models.kinds import MODELS

WITHDRAWN_KEPT = dt.timedelta(days=30)
"""How long what was taken away can be brought back."""
LOOKED_BACK = dt.timedelta(days=7)
"""How far back the hours of publishing are read: longer than the work in the background ever stands still."""
LOST_AFTER = dt.timedelta(days=1)
"""A younger file may still be waiting for its row."""


def note_days_of_pages(now: dt.datetime) -> int:
    """Set the day of each network whose news, campaign or happening went out or away by itself.

    Returns how many networks have a later day. Run again, it finds nothing.
    """
    changed = 0
    for network in Network.objects.order_by("pk"):
        moment = _last_change(network, now)
        if moment is not None:
            day = network.today(moment)
            earlier = Q(updated_on=None) | Q(updated_on__lt=day)
            changed += Network.objects.filter(earlier, pk=network.pk).update(updated_on=day)
    return changed


def _last_change(network: Network, now: dt.datetime) -> dt.datetime | None:
    """When something of the network last went out or away, within the days looked back."""
    moments: list[dt.datetime] = []
    for model in MODELS.values():
        rows = model.objects.filter(network=network, deleted_at=None)
        for name in ("publish_at", "hide_at"):
            told = rows.filter(**{f"{name}__gt": now - LOOKED_BACK, f"{name}__lte": now})
            moments += told.order_by(f"-{name}").values_list(name, flat=True)[:1]
    return max(moments, default=None)


def forget_withdrawn(now: dt.datetime) -> int:
    """Fills the slot `personal_data`: what was taken away 30 days ago goes for good, with its comments."""
    gone = 0
    for kind, model in MODELS.items():
        old = model.objects.filter(deleted_at__lte=now - WITHDRAWN_KEPT)
        ids = list(old.values_list("public_id", flat=True))
        gone += Comment.objects.filter(kind=kind, subject_id__in=ids).delete()[0] + old.delete()[0]
    return gone


def remove_lost_files(now: dt.datetime, storage: Storage = default_storage) -> int:
    """Delete files of pictures and logos that no row names: their deed never ended. Returns how many."""
    named = {name for picture in Picture.objects.all() for name in _files_of(picture)}
    named |= set(Network.objects.exclude(logo="").values_list("logo", flat=True))
    lost = [
        name
        for name in (*_files_under(storage, "pictures"), *_files_under(storage, "logos"))
        if name not in named and storage.get_modified_time(name) < now - LOST_AFTER
    ]
    for name in lost:
        storage.delete(name)
    return len(lost)


def _files_of(picture: Picture) -> Iterator[str]:
    return (name for width in picture.widths if (name := picture.file_name(width)))


def _files_under(storage: Storage, folder: str) -> Iterator[str]:
    if not storage.exists(folder):
        return
    folders, files = storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files_under(storage, f"{folder}/{inner}")
