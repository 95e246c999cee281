"""A brief that can be met, and its proposal."""

import datetime as dt

import pytest

from tests.apps.assembly.makers import make_brief, make_people
from voimala.accounts.models import User
from voimala.assembly.models import Group, Proposal
from voimala.assembly.services import decide_group, propose_group
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.people.models import Person
from voimala.phenomena.models import Brief


@pytest.fixture
def people(network: Network) -> dict[str, Person]:
    return make_people(network)


@pytest.fixture
def brief(network: Network, people: dict[str, Person]) -> Brief:
    return make_brief(network)


@pytest.fixture
def proposal(brief: Brief, member: User, now: dt.datetime) -> Proposal:
    return propose_group(by=acting(member), brief=brief, now=now)


@pytest.fixture
def group(proposal: Proposal, member: User, now: dt.datetime) -> Group:
    """Decided on, nobody asked."""
    return decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
