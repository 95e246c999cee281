"""Five networks, each with a front page of its own kind and somebody who runs it."""

from collections.abc import Callable

import pytest
from django.test import Client

from demo.accounts import SIGN_INS_OF
from demo.reading import invented
from voimala.accounts.models import User
from voimala.core.dates import PartialDate
from voimala.networks.models import Municipality, Network, Part, RoleKind
from voimala.networks.models.neighbours import RegionalNetwork
from voimala.partners.models import Membership, Organisation, Term
from voimala.people.models import Person
from voimala.public.models import Campaign, Happening, News

pytestmark = pytest.mark.what_pages_say

ClientOf = Callable[[User | None], Client]
OPENINGS = {
    "voimala": "partnership",
    "varavoimaa": "advocacy",
    "pirkanmaa": "plan",
    "lansi-suomi": "partnership",
    "alku": "beginning",
}
NO_PEOPLE = ("varavoimaa", "pirkanmaa", "lansi-suomi")


def test_each_opens_on_what_binds_it(seeded: Network) -> None:
    assert dict(Network.objects.values_list("code", "opening")) == OPENINGS
    assert list(SIGN_INS_OF) == list(OPENINGS)
    agreed = [row.code for row in Network.objects.all() if row.uses(Part.AGREEMENT)]
    assert agreed == ["voimala"]
    assert len(set(Network.objects.values_list("accent", flat=True))) == 5


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"], ids=["fi", "sv", "en"])
@pytest.mark.parametrize("code", OPENINGS)
def test_each_front_page_opens_in_each_language(
    seeded: Network, client_of: ClientOf, code: str, prefix: str
) -> None:
    assert client_of(None).get(f"{prefix}/v/{code}/").status_code == 200


@pytest.mark.parametrize("code", OPENINGS)
def test_each_has_texts_in_three_languages(seeded: Network, code: str) -> None:
    network = Network.objects.get(code=code)
    for field in (Network.name, Network.headline, Network.summary):
        assert all(field.all_of(network).values()), field.name


@pytest.mark.parametrize("code", OPENINGS)
def test_each_sign_in_opens_the_desk_of_its_network(seeded: Network, client_of: ClientOf, code: str) -> None:
    users = [User.objects.get(email=email) for email, _password, _name in SIGN_INS_OF[code]]
    assert users[0].roles_in(Network.objects.get(code=code).pk) == {RoleKind.COORDINATOR}
    for user in users:
        assert user.synthetic
        assert client_of(user).get(f"/v/{code}/desk/").status_code == 200, user.email


@pytest.mark.parametrize("code", NO_PEOPLE)
def test_a_network_of_facts_has_no_people(seeded: Network, code: str) -> None:
    network = Network.objects.get(code=code)
    assert not network.synthetic
    assert network.sources
    assert not Person.objects.of(network).exists()
    assert not News.objects.filter(network=network, sources=[]).exists()


def test_all_fourteen_regional_networks_are_told_and_the_invented_one_is_none(seeded: Network) -> None:
    rows = {row.code: row for row in RegionalNetwork.objects.select_related("network")}
    assert len(rows) == 14
    here = {row.network.code for row in rows.values() if row.network}
    assert here == set(OPENINGS) - {"alku"}
    assert all(row.start and row.sources for row in rows.values())
    assert [row.code for row in rows.values() if not row.motor] == ["etela-karjala"]
    assert rows["pohjois-pohjanmaa"].start == PartialDate("2018-06-14")


def test_the_members_of_the_bilingual_network_are_invented_and_say_so(seeded: Network) -> None:
    rows = Organisation.objects.filter(network__code="lansi-suomi")
    made = rows.filter(synthetic=True)
    assert made.count() == len(invented("lansi_suomi")) == 8
    for row in made:
        assert row.name_fi.endswith("(malli)")
        assert row.name_sv.endswith("(exempel)")
    real = rows.filter(synthetic=False)
    assert {row.name_sv for row in real} == {"Södra Österbottens förbund", "Österbottens förbund"}
    assert not Membership.objects.filter(network__code="lansi-suomi", ground="agreement").exists()


def test_motors_and_coordinating_organisations_stand_as_dated_duties(seeded: Network) -> None:
    told = {
        (term.network.code, term.duty): str(term.organisation) for term in Term.objects.filter(until=None)
    }
    assert told["varavoimaa", "motor"] == "Läntinen tanssin aluekeskus"
    assert told["pirkanmaa", "motor"] == "Kulttuurikeskus PiiPoo"


def test_the_campaign_and_the_panel_are_as_precise_as_their_source(seeded: Network) -> None:
    campaign = Campaign.objects.get(network__code="varavoimaa")
    assert (str(campaign.since), str(campaign.until)) == ("3/2017", "5/2017")
    assert campaign.hashtags == ["#varavoimaa", "#kulttuurihyvinvointi"]
    panel = Happening.objects.get(network__code="varavoimaa")
    assert (panel.kind, panel.day.isoformat(), panel.starts_at, panel.place) == (
        *("panel", "2017-03-23", None, ""),
    )


def test_where_a_municipality_lies_is_known_only_where_it_was_told(seeded: Network) -> None:
    known = Municipality.objects.exclude(latitude=None).values_list("region__code", flat=True)
    named = Municipality.objects.filter(latitude=None).values_list("region__code", flat=True)
    assert (set(known), set(named)) == ({"lansi-suomi", "pohjois-savo"}, {"varsinais-suomi", "pirkanmaa"})
