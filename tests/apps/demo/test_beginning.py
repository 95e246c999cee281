"""The network that has just begun: little is known, and the platform is useful all the same."""

import datetime as dt

import pytest
from django.test import Client

from demo.accounts import coordinator_of
from tests.apps.phenomena.conftest import words_of
from voimala.accounts.models import User
from voimala.assembly.models import ProposalNeed
from voimala.assembly.services import propose_group
from voimala.core.references import Reference
from voimala.core.viewer import acting
from voimala.desk.services import waiting
from voimala.networks.models import Network, Setting
from voimala.partners.models import Commitment, Contact, Organisation, Unit
from voimala.people.models import Availability, KnownCompetence, Person
from voimala.phenomena.models import ToldNeed
from voimala.phenomena.services import open_need
from voimala.public.models import Comment, Happening, News, Picture


@pytest.fixture
def beginning(seeded: Network) -> Network:
    return Network.objects.get(code="alku")


def test_thirty_people_eleven_told_profiles_and_nothing_agreed(beginning: Network) -> None:
    people = Person.objects.of(beginning)
    assert people.count() == 30
    assert KnownCompetence.objects.of(beginning).values("person").distinct().count() == 11
    assert not Commitment.objects.of(beginning).exists()
    assert Availability.objects.of(beginning).count() < 5


def test_one_employer_wants_its_supervisors_asked_first(beginning: Network) -> None:
    told = Organisation.objects.of(beginning).exclude(asking_order=Organisation.AskingOrder.PERSON_FIRST)
    assert list(told.values_list("code", "asking_order")) == [("malli-kunta", "supervisor_first")]


def test_everything_in_it_says_that_it_is_invented(beginning: Network) -> None:
    for model in (Person, Organisation, Unit, Contact, KnownCompetence, Availability):
        assert model.objects.filter(network=beginning).exists()
        assert not model.objects.filter(network=beginning, synthetic=False).exists()
    assert not Person.objects.of(beginning).exclude(name__contains="(malli ").exists()
    addresses = set(Person.objects.of(beginning).values_list("email", flat=True))
    assert {address.partition("@")[2] for address in addresses} == {"alku.malli.example"}


def test_a_group_is_proposed_where_most_is_unknown(beginning: Network, seeded_at: dt.datetime) -> None:
    by = acting(User.objects.get(email=coordinator_of("alku")).at(seeded_at))
    words = words_of(beginning, setting=Setting.objects.of(beginning).get(code="palvelukeskus"))
    brief = open_need(by=by, network=beginning, now=seeded_at, **words).briefs.get()
    proposal = propose_group(by=by, brief=brief, now=seeded_at)
    assert (proposal.run.considered, proposal.run.known) == (30, 11)
    assert proposal.people >= 4
    states = set(proposal.needs.values_list("state", flat=True))
    assert ProposalNeed.State.TO_ASK in states


def test_it_says_of_itself_and_of_all_it_publishes_that_it_is_invented(beginning: Network) -> None:
    assert beginning.synthetic
    for model in (News, Happening, Comment):
        assert model.objects.filter(network=beginning).exists()
        assert not model.objects.filter(network=beginning, synthetic=False).exists()
    for row in (beginning, *News.objects.of(beginning), *Happening.objects.of(beginning)):
        assert "(malli)" in str(row)


def test_one_comment_is_shown_and_one_waits(beginning: Network) -> None:
    news = News.objects.of(beginning).get()
    states = Comment.objects.of(beginning).about(Reference("news", news.public_id))
    assert list(states.values_list("state", flat=True)) == ["shown", "held"]


def test_its_happening_is_still_to_come(beginning: Network, seeded_at: dt.datetime) -> None:
    happening = Happening.objects.of(beginning).get()
    assert happening.day > beginning.today(seeded_at)
    assert happening.is_out(seeded_at)


def test_its_picture_has_a_credit_and_says_what_it_shows(beginning: Network) -> None:
    news = News.objects.of(beginning).get()
    assert news.picture is not None
    assert news.picture.synthetic
    assert all(Picture.alt.all_of(news.picture).values())
    page = Client().get(f"/v/alku/news/{news.public_id}/").content.decode()
    assert "Voimala-alusta" in page
    assert news.picture.alt_fi in page


def test_a_resident_has_told_a_need_that_waits_on_the_desk(
    beginning: Network, seeded_at: dt.datetime
) -> None:
    told = ToldNeed.objects.of(beginning).get()
    assert (told.synthetic, told.waits) == (True, True)
    coordinator = User.objects.get(email=coordinator_of("alku")).at(seeded_at)
    urls = [item.url for item in waiting(coordinator, beginning, seeded_at)]
    assert f"/v/alku/told/{told.public_id}/" in urls
