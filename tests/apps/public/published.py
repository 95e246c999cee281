"""Makers of what a network publishes, and of pictures, for tests."""

import datetime as dt
import io
import itertools
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from voimala.core.viewer import system
from voimala.networks.models import Network
from voimala.public.models import Campaign, Happening, News, Picture
from voimala.public.services import add_picture

HOUR = dt.timedelta(hours=1)
_colours = itertools.count(1)


def picture_bytes(size: tuple[int, int] = (1200, 800), suffix: str = "JPEG") -> bytes:
    """A picture that differs from all others made here."""
    number = next(_colours)
    file = io.BytesIO()
    Image.new("RGB", size, (number * 7 % 256, number * 31 % 256, 90)).save(file, suffix)
    return file.getvalue()


def upload(data: bytes | None = None, name: str = "kuva.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes() if data is None else data, content_type="image/jpeg")


def make_picture(network: Network, **words: Any) -> Picture:
    told = {"alt": {"fi": "Kuvio väreistä"}, "credit": "Kuvaaja (malli 1)", **words}
    return add_picture(by=system("tests"), network=network, upload=upload(), now=timezone.now(), **told)


def make_news(network: Network, title: str = "Uutinen verkostosta", **fields: Any) -> News:
    """Out since an hour."""
    values = {"publish_at": timezone.now() - HOUR, **fields}
    return News.objects.create(network=network, title_fi=title, **values)


def make_campaign(network: Network, title: str = "Taide ulkona", **fields: Any) -> Campaign:
    values = {"publish_at": timezone.now() - HOUR, **fields}
    return Campaign.objects.create(network=network, title_fi=title, **values)


def make_happening(network: Network, title: str = "Avoin ilta", **fields: Any) -> Happening:
    """Out since an hour, coming in a week, its time of day not known."""
    values = {
        "publish_at": timezone.now() - HOUR,
        "day": timezone.localdate() + dt.timedelta(days=7),
        **fields,
    }
    return Happening.objects.create(network=network, title_fi=title, **values)
