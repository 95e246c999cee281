"""Starting a network on a page: who may, what comes of it, and the steps that are left."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_municipality, make_person, make_user
from voimala.accounts.models import User
from voimala.assembly.services import propose_group
from voimala.core.viewer import acting
from voimala.networks.models import Network, Period, Region, RoleKind
from voimala.networks.openings import steps_of_starting
from voimala.partners.models import Membership, Organisation
from voimala.people.models import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
START = "/start/"
KAINUU = {"name": "Kainuun verkosto", "regions": ["kainuu"]}


@pytest.fixture
def operator(network: Network) -> User:
    return make_user(network, RoleKind.OPERATOR)


def test_only_whoever_keeps_the_installation_starts_a_network(
    member: User, stranger: User, operator: User, client_of: ClientOf
) -> None:
    for user, status in ((member, 403), (stranger, 403), (make_user(), 403), (operator, 200)):
        assert client_of(user).get(START).status_code == status
        if status == 403:
            assert client_of(user).post(START, KAINUU).status_code == 403
    assert Client().get(START).status_code == 302
    assert Network.objects.filter(name_fi="Kainuun verkosto").count() == 0


def test_a_name_and_a_region_are_enough(operator: User, client_of: ClientOf) -> None:
    answer = client_of(operator).post(START, KAINUU)
    network = Network.objects.get(code="kainuun-verkosto")
    assert answer.headers["Location"] == reverse("partners:add", args=[network.code])
    assert (network.published, network.opening) == (False, Network.Opening.BEGINNING)
    assert network.region.municipalities.count() == 8
    assert Period.objects.of(network).count() == 1
    user = User.objects.get(pk=operator.pk)
    assert user.roles_in(network.pk) == {"coordinator"}


def test_several_regions_are_one_territory(operator: User, client_of: ClientOf) -> None:
    client_of(operator).post(START, {"name": "Itä", "regions": ["kainuu", "pohjois-karjala"]})
    region = Network.objects.get(code="ita").region
    assert (region.name_fi, region.name_sv) == ("Pohjois-Karjala ja Kainuu", "Norra Karelen och Kajanaland")
    assert region.municipalities.count() == 21


def test_a_form_sent_twice_begins_one_network(operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    answers = [client.post(START, KAINUU) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    page = client.post(START, {**KAINUU, "regions": ["lappi"]})
    assert "/v/kainuun-verkosto/" in page.context["form"].errors["name"][0]
    assert Network.objects.filter(name_fi="Kainuun verkosto").count() == 1


def test_a_taken_code_is_numbered_and_a_written_one_refused(operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    client.post(START, KAINUU)
    Network.objects.filter(code="kainuun-verkosto").update(published=True)
    client.post(START, KAINUU)
    assert Network.objects.filter(code="kainuun-verkosto-2").exists()
    page = client.post(START, {**KAINUU, "name": "Toinen verkosto", "code": "kainuun-verkosto"})
    assert page.status_code == 200
    assert "Toinen verkosto" in page.content.decode()


def test_municipalities_of_another_region_are_refused_by_name(operator: User, client_of: ClientOf) -> None:
    own = Region.objects.create(code="lansi", name_fi="Länsi-Suomi")
    make_municipality("Vaasa")
    own.municipalities.add(make_municipality("Vaasa"))
    page = client_of(operator).post(START, {"name": "Rannikko", "regions": ["pohjanmaa"]})
    assert "Länsi-Suomi" in page.content.decode()
    assert not Network.objects.filter(name_fi="Rannikko").exists()
    client_of(operator).post(START, {"name": "Rannikko", "regions": ["own-lansi"]})
    assert Network.objects.get(name_fi="Rannikko").region == own


def test_partners_are_ticked_or_written_and_their_kind_is_shown_first(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, url = client_of(member), reverse("partners:add", args=["voimala"])
    town = make_municipality()
    chosen = {"municipalities": [town.code], "others": "Mallilan teatteri\nOy Malli Ab\n"}
    page = client.post(url, chosen)
    assert not Organisation.objects.exists()
    assert [(line.name, line.kind) for line in page.context["lines"]] == [
        ("Mallilan teatteri", "culture"),
        ("Oy Malli Ab", "business"),
    ]
    seen = {"name-0": "Mallilan teatteri", "kind-0": "third", "name-1": "Oy Malli Ab", "kind-1": "business"}
    for _ in range(2):
        client.post(url, {**chosen, **seen})
    assert dict(Organisation.objects.values_list("name_fi", "kind")) == {
        "Kuopio": "municipality",
        "Mallilan teatteri": "third",
        "Oy Malli Ab": "business",
    }
    assert set(Membership.objects.values_list("ground", flat=True)) == {"takes_part"}


def test_the_steps_follow_what_is_done(network: Network, member: User) -> None:
    assert steps_of_starting(member, network) == []
    network.opening = Network.Opening.BEGINNING
    assert [step.done for step in steps_of_starting(member, network)] == [True, False, False, False, False]
    make_person(network, told_at=None)
    assert [step.done for step in steps_of_starting(member, network)] == [True, False, True, False, False]
    assert steps_of_starting(make_user(network, RoleKind.PROFESSIONAL), network) == []


def test_a_place_without_a_centre_gets_a_proposal(network: Network, member: User) -> None:
    make_people(network)
    town = make_municipality("Kuopio")
    town.latitude = town.longitude = None
    town.save()
    away = make_municipality("Iisalmi")
    Person.objects.update(municipality=away)
    proposal = propose_group(by=acting(member), brief=make_brief(network), now=timezone.now())
    assert proposal.seats.filter(person__isnull=False).exists()


def test_the_desk_tells_what_is_left(member: User, network: Network, client_of: ClientOf) -> None:
    Network.objects.filter(pk=network.pk).update(opening=Network.Opening.BEGINNING)
    page = client_of(member).get(reverse("desk:desk", args=["voimala"])).content.decode()
    for name in ("partners:add", "people:add", "phenomena:new"):
        assert reverse(name, args=["voimala"]) in page
