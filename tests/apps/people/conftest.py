"""Somebody who has pages of her own."""

import pytest

from tests.apps.factories import know, make_person
from voimala.accounts.models import User
from voimala.networks.models import Network
from voimala.people.models import (
    Level,
    Person,
)


@pytest.fixture
def own(network: Network, colleague: User) -> Person:
    """A professional who signs in, of whom one skill, one absence and one strength are known."""
    person = make_person(network, user=colleague, name="Oma Ihminen", minutes=None)
    know(person, "palveluohjaus", Level.CAN)
    know(person, "lastensuojelu", 0)
    know(person, "kuorolaulu", Level.BEGINNING)
    return person
