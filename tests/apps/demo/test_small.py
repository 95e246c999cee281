"""The small network: little is known, and the platform is useful all the same."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from demo.accounts import COORDINATOR
from demo.seed import NotEmpty, seed
from demo.small import CODE, build_small
from tests.apps.phenomena.conftest import words_of
from voimala.accounts.models import User
from voimala.assembly.models import ProposalNeed
from voimala.assembly.services import propose_group
from voimala.core.viewer import acting
from voimala.networks.models import Network, Setting
from voimala.partners.models import Commitment, Contact, Organisation, Unit
from voimala.people.models import Availability, KnownCompetence, Person
from voimala.phenomena.services import open_need


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: Any, seeded_at: dt.datetime) -> Iterator[Network]:
    with django_db_blocker.unblock(), transaction.atomic():
        build_small(seeded_at)
        yield Network.objects.get(code=CODE)
        transaction.set_rollback(True)


def test_thirty_people_eleven_told_profiles_and_nothing_agreed(small: Network) -> None:
    people = Person.objects.of(small)
    assert people.count() == 30
    assert KnownCompetence.objects.of(small).values("person").distinct().count() == 11
    assert not Commitment.objects.of(small).exists()
    assert Availability.objects.of(small).count() < 5


def test_one_employer_wants_its_supervisors_asked_first(small: Network) -> None:
    told = Organisation.objects.of(small).exclude(asking_order=Organisation.AskingOrder.PERSON_FIRST)
    assert list(told.values_list("code", "asking_order")) == [("malli-kunta", "supervisor_first")]


def test_everything_in_it_says_that_it_is_invented(small: Network) -> None:
    for model in (Person, Organisation, Unit, Contact, KnownCompetence, Availability):
        assert model.objects.filter(network=small).exists()
        assert not model.objects.filter(network=small, synthetic=False).exists()
    assert not Person.objects.of(small).exclude(name__contains="(malli ").exists()
    addresses = set(Person.objects.of(small).values_list("email", flat=True))
    assert {address.partition("@")[2] for address in addresses} == {"malli.example"}


def test_a_group_is_proposed_where_most_is_unknown(small: Network, seeded_at: dt.datetime) -> None:
    by = acting(User.objects.get(email=COORDINATOR).at(seeded_at))
    words = words_of(small, setting=Setting.objects.of(small).get(code="palvelukeskus"))
    brief = open_need(by=by, network=small, now=seeded_at, **words).briefs.get()
    proposal = propose_group(by=by, brief=brief, now=seeded_at)
    assert (proposal.run.considered, proposal.run.known) == (30, 11)
    assert proposal.people >= 4
    states = set(proposal.needs.values_list("state", flat=True))
    assert ProposalNeed.State.TO_ASK in states


@pytest.mark.django_db
def test_the_small_network_is_never_mixed_with_the_other(now: dt.datetime, settings: Any) -> None:
    settings.DEMO = True
    assert seed(now=now, small=True)
    assert not seed(now=now)
    User.objects.filter(email=COORDINATOR).update(synthetic=False)
    with pytest.raises(NotEmpty):
        seed(now=now)
