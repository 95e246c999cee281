"""Keeping a picture for a network's pages: cleaned, in at most three widths, never without its credit."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from voimala.core import access, events
from voimala.core.localized import LANGUAGES
from voimala.core.pictures import CleanPicture, Upload, clean_picture, scaled
from voimala.core.references import Reference
from voimala.core.refusal import refuse_if
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.public.models import Picture
from voimala.public.models.picture import LONGEST, NARROWER, narrower_name


@transaction.atomic
def add_picture(
    *,
    by: Actor,
    network: Network,
    upload: Upload,
    alt: Mapping[str, str],
    credit: str,
    now: dt.datetime,
    synthetic: bool = False,
) -> Picture:
    """Keep a picture. The same picture sent twice is kept once, with the newer words about it.

    Args:
        alt: what the picture shows, by language; one language is enough.

    Raises:
        Refused: nothing tells what it shows or who made it.
        PictureRefused: the file cannot be shown.
    """
    access.require("public.add_picture", by, network)
    words = {f"alt_{code}": tidied(alt.get(code, "")) for code in LANGUAGES}
    made_by = tidied(credit)
    refuse_if(_problems(words, made_by))
    clean = clean_picture(upload, longest=LONGEST)
    digest = hashlib.sha256(clean.data).hexdigest()
    told = {**words, "credit": made_by}
    same = Picture.objects.filter(network=network, digest=digest)
    if (known := same.first()) is not None:
        return _described(by, known, told, now)
    size = {"width": clean.width, "height": clean.height}
    picture = Picture(network=network, added_at=now, digest=digest, synthetic=synthetic, **size)
    for name, value in told.items():
        setattr(picture, name, value)
    try:
        _keep(picture, clean)
    except IntegrityError:  # the same picture, sent twice at once
        return _described(by, same.get(), told, now)
    _record(by, "picture_added", picture, now)
    return picture


def _described(by: Actor, picture: Picture, words: dict[str, str], now: dt.datetime) -> Picture:
    if any(getattr(picture, name) != value for name, value in words.items()):
        for name, value in words.items():
            setattr(picture, name, value)
        picture.save(update_fields=list(words))
        _record(by, "picture_described", picture, now)
    return picture


def _keep(picture: Picture, clean: CleanPicture) -> None:
    """The row with its file, and the narrower copies beside it; no file is left when the row is refused."""
    picture.file.save(f"picture{clean.suffix}", ContentFile(clean.data), save=False)
    storage, name = picture.file.storage, str(picture.file.name)
    kept = [name]
    try:
        for width in (one for one in NARROWER if one < clean.width):
            copy = ContentFile(scaled(clean.data, width=width).data)
            kept.append(storage.save(narrower_name(name, width), copy))
        with transaction.atomic():
            picture.save()
    except BaseException:
        for one in kept:
            storage.delete(one)
        raise


def _problems(words: Mapping[str, str], credit: str) -> dict[str, str]:
    found: dict[str, str] = {}
    longest_alt = Picture._meta.get_field("alt_fi").max_length or 0
    if not any(words.values()):
        found["alt"] = _("Tell in a few words what the picture shows, for those who cannot see it.")
    elif any(len(text) > longest_alt for text in words.values()):
        found["alt"] = _("Shorten the text to %(most)s characters.") % {"most": longest_alt}
    if not credit:
        found["credit"] = _("Write who made the picture.")
    elif len(credit) > (Picture._meta.get_field("credit").max_length or 0):
        found["credit"] = _("Shorten the name of who made it.")
    return found


def _record(by: Actor, deed: str, picture: Picture, now: dt.datetime) -> None:
    subjects = [Reference("picture", picture.public_id)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=picture.network_id)
