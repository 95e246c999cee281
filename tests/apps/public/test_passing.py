"""What time does by itself: the day of the pages, what was taken away, files that nothing shows."""

import datetime as dt
import os
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.apps.public.published import make_campaign, make_happening, make_news
from tests.apps.public.visitors import make_comment
from voimala.networks.models import Network
from voimala.public.models import Comment, Happening, News
from voimala.public.services.passing import forget_withdrawn, note_days_of_pages, remove_lost_files

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def updated(network: Network) -> dt.date | None:
    return Network.objects.get(pk=network.pk).updated_on


@pytest.mark.parametrize("make", [make_news, make_campaign, make_happening])
@pytest.mark.parametrize("change", ["publish_at", "hide_at"])
def test_the_day_of_the_pages_follows_what_goes_out_and_away_by_itself(
    make: Any, change: str, network: Network, other_network: Network
) -> None:
    now = timezone.now()
    make(network, **{"publish_at": now - 30 * DAY, change: now + HOUR})
    assert note_days_of_pages(now) == 0
    assert note_days_of_pages(now + 2 * HOUR) == 1
    assert updated(network) == network.today(now + HOUR)
    assert note_days_of_pages(now + 2 * HOUR) == 0
    assert updated(other_network) is None


def test_a_day_never_goes_back(network: Network) -> None:
    now = timezone.now()
    later = network.today(now) + DAY
    Network.objects.filter(pk=network.pk).update(updated_on=later)
    make_news(network, publish_at=now - HOUR)
    assert note_days_of_pages(now) == 0
    assert updated(network) == later


def test_what_was_taken_away_goes_for_good_in_thirty_days(network: Network) -> None:
    now = timezone.now()
    old, young, shown = (make_news(network, title, comments_open=True) for title in ("A", "B", "C"))
    for item in (old, young, shown):
        make_comment(item, now)
    News.objects.filter(pk=old.pk).update(deleted_at=now - 30 * DAY)
    News.objects.filter(pk=young.pk).update(deleted_at=now - 29 * DAY)
    happening = make_happening(network)
    Happening.objects.filter(pk=happening.pk).update(deleted_at=now - 31 * DAY)
    assert forget_withdrawn(now) == 3
    assert set(News.objects.all()) == {young, shown}
    assert not Happening.objects.exists()
    assert Comment.objects.count() == 2
    assert forget_withdrawn(now) == 0


def test_files_that_no_row_names_are_removed_when_they_are_old(
    network: Network, settings: Any, tmp_path: Any
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    assert remove_lost_files(timezone.now()) == 0
    names = ["logos/own.webp", "logos/lost.webp", "pictures/voimala/lost-480.webp", "others/kept.pdf"]
    for name in names:
        default_storage.save(name, ContentFile(b"x"))
        os.utime(tmp_path / name, (0, 0))
    young = default_storage.save("pictures/voimala/young.webp", ContentFile(b"x"))
    Network.objects.filter(pk=network.pk).update(logo="logos/own.webp")
    assert remove_lost_files(timezone.now()) == 2
    assert [default_storage.exists(name) for name in (*names, young)] == [True, False, False, True, True]
