"""The demonstration, seeded once for all tests that only look at it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from demo.seed import build
from voimala.networks.models import Network


@pytest.fixture(scope="package")
def seeded_at() -> dt.datetime:
    return timezone.now()


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, seeded_at: dt.datetime) -> Iterator[Network]:
    """The network with everything in it; taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(seeded_at)
        yield Network.objects.get(code="voimala")
        transaction.set_rollback(True)
