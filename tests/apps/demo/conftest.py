"""The demonstration, seeded once for all tests that only look at it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone, translation

from demo.seed import seed
from tests.apps.second_database import meeting, second_database
from voimala.networks.models import Network


@pytest.fixture(scope="session")
def seeded_at() -> dt.datetime:
    return timezone.now()


@pytest.fixture(scope="session")
def demonstration(django_db_setup: None, django_db_blocker: Any, seeded_at: dt.datetime) -> Iterator[Any]:
    """A connection to a second database, with everything in it: no test of another kind meets it."""
    with django_db_blocker.unblock(), second_database() as second:
        with meeting(second), translation.override("fi"):
            assert seed(now=seeded_at)
        yield second


@pytest.fixture(scope="module")
def there(demonstration: Any, django_db_blocker: Any) -> Iterator[None]:
    """The tests of the module meet the demonstration."""
    with django_db_blocker.unblock(), meeting(demonstration):
        yield


@pytest.fixture
def seeded(there: None, db: None) -> Network:
    """The network with everything in it; what a test changes is taken back."""
    return Network.objects.get(code="voimala")
