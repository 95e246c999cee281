"""The explaining pages: sound in three languages, true to the rows they count."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.apps.factories import make_organisation, make_person
from tests.apps.public.reading import assert_sound, read
from tests.apps.public.rows import add_facts, make_need
from voimala.accounts.models import User
from voimala.networks.models import Network, Source
from voimala.people.models import Person

SENTENCES = [
    (
        "about/accessibility/",
        "Jokaisen pitää pystyä käyttämään näitä sivuja",
        "Alla ska kunna använda de här sidorna",
    ),
    ("about/privacy/", "Mitä sinusta tallennetaan, kuka sen näkee ja kuinka kauan", "Vad som sparas om dig"),
    ("about/proposals/", "Kone ehdottaa, ihmiset päättävät", "Maskinen föreslår, människor beslutar"),
    ("about/invented/", "Mitään täällä ei ole merkitty keksityksi", "Inget här är märkt som påhittat"),
    ("about/sources/", "Yhdelläkään tämän verkoston tiedolla ei ole vielä lähdettä", "Ingen uppgift"),
    ("timeline/", "Mitä tähän mennessä on tapahtunut", "Vad som har hänt hittills"),
]


@pytest.mark.parametrize(("part", "finnish", "swedish"), SENTENCES)
def test_each_page_answers_in_a_sentence(
    client: Client, network: Network, part: str, finnish: str, swedish: str
) -> None:
    assert read(client.get(f"/v/voimala/{part}")).title == finnish
    assert read(client.get(f"/sv/v/voimala/{part}")).title.startswith(swedish)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("part", [part for part, _fi, _sv in SENTENCES])
def test_each_page_is_sound_in_every_language(
    client: Client, network: Network, part: str, filled: bool
) -> None:
    if filled:
        add_facts(network)
        make_need(network)
    for prefix, lang in (("", "fi"), ("/sv", "sv"), ("/en", "en")):
        response = client.get(f"{prefix}/v/voimala/{part}")
        assert response.status_code == 200
        assert_sound(read(response), lang)


def test_nothing_but_reading(client: Client, network: Network) -> None:
    for part, _fi, _sv in [*SENTENCES, ("", "", "")]:
        assert client.post(f"/v/voimala/{part}").status_code == 405


def test_the_demonstration_page_counts_synthetic_rows(client: Client, network: Network) -> None:
    organisation = make_organisation(network, name_fi="Sairaala (malli)", synthetic=True)
    for _ in range(3):
        make_person(network, organisation=organisation, synthetic=True)
    make_person(network)
    make_need(network, published=False)
    page = read(client.get("/v/voimala/about/invented/"))
    assert page.title == "Ihmiset ja tarpeet on keksitty, verkoston historia on totta"
    assert "3 ihmistä, joiden nimet" in page.text
    assert "1 organisaatio, jonka nimessä" in page.text
    Person.objects.update(synthetic=True)
    assert "4 ihmistä, joiden nimet" in read(client.get("/v/voimala/about/invented/")).text


def test_an_invented_network_claims_nothing_real(client: Client, network: Network) -> None:
    make_organisation(network, name_fi="Teatteri (malli)", synthetic=True)
    page = read(client.get("/v/voimala/about/invented/"))
    assert page.title == "Osa jäsenistä on keksitty, verkoston historia on totta"
    assert "1 organisaatio, jonka nimessä" in page.text
    assert "0 " not in page.text
    Network.objects.update(synthetic=True)
    page = read(client.get("/v/voimala/about/invented/"))
    assert page.title == "Kaikki tässä verkostossa on keksittyä"
    assert "julkaistuista lähteistä" not in page.text


def test_the_frame_links_the_explaining_pages(client: Client, network: Network, settings: Any) -> None:
    settings.DEMO = True
    links = set(read(client.get("/v/voimala/")).links)
    for part in ("accessibility", "privacy", "proposals", "sources", "invented"):
        assert f"/v/voimala/about/{part}/" in links
    settings.DEMO = False
    assert "/v/voimala/about/invented/" not in read(client.get("/v/voimala/")).links


def test_the_privacy_page_tells_what_a_neighbour_may_see(client: Client, network: Network) -> None:
    address = "about/privacy/"
    assert "Naapuriverkosto näkee nimesi" in read(client.get(f"/v/voimala/{address}")).text
    assert "Ett grannätverk ser ditt namn" in read(client.get(f"/sv/v/voimala/{address}")).text


def test_the_frame_tells_when_the_page_was_updated(client: Client, network: Network) -> None:
    assert "4.3.2027" not in read(client.get("/v/voimala/")).text
    Network.objects.update(updated_on="2027-03-04")
    assert "Päivitetty 4.3.2027" in read(client.get("/v/voimala/")).text


def test_the_answering_organisation_comes_from_its_term(client: Client, network: Network) -> None:
    address = "/v/voimala/about/accessibility/"
    assert "Verkostosta vastaavaa organisaatiota ei ole kirjattu tänne." in read(client.get(address)).text
    add_facts(network)
    assert "Verkostosta vastaa Perustajayhdistys ry." in read(client.get(address)).text


def test_every_mark_leads_to_its_source(client: Client, network: Network) -> None:
    add_facts(network)
    listed = read(client.get("/v/voimala/about/sources/"))
    for address in ("/v/voimala/", "/v/voimala/timeline/"):
        marks = [link.partition("#")[2] for link in read(client.get(address)).links if "/sources/#" in link]
        assert marks
        assert set(marks) <= set(listed.ids)
    assert listed.title == "Tiedot perustuvat 3 lähteeseen"


def test_a_mark_without_a_listed_source_says_so(client: Client, network: Network) -> None:
    add_facts(network)
    Source.objects.filter(mark="14").delete()
    page = read(client.get("/v/voimala/about/sources/"))
    assert "source-14" in page.ids
    assert "Tämän lähteen nimeä ei ole kirjattu." in page.text


def test_documents_come_before_numbered_pages(client: Client, network: Network) -> None:
    add_facts(network)
    ids = list(read(client.get("/v/voimala/about/sources/")).ids)
    assert [name for name in ids if name.startswith("source-")] == ["source-D0", "source-D1", "source-14"]


@pytest.mark.parametrize(("who", "label"), [("visitor", True), ("stranger", True), ("member", False)])
def test_the_menu_leads_visitors_to_the_network(
    request: pytest.FixtureRequest,
    client_of: Callable[[User | None], Client],
    network: Network,
    who: str,
    label: bool,
) -> None:
    user = None if who == "visitor" else request.getfixturevalue(who)
    html = client_of(user).get("/v/voimala/timeline/").content.decode()
    assert ('<li><a href="/v/voimala/timeline/" aria-current="page">Aikajana</a></li>' in html) is label
