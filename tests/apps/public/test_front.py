"""The front page: what it shows comes from rows, and what it must not show stays away."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.factories import make_commitment, make_person, make_unit
from tests.apps.public.reading import assert_sound, read
from tests.apps.public.rows import (
    add_facts,
    decide,
    make_need,
    make_proposal,
    member_since,
    milestone,
    propose_seats,
)
from voimala.accounts.models import User
from voimala.networks.models import Milestone, Network
from voimala.partners.models import Agreement, Contact, Goal, Project, Vision
from voimala.phenomena.models import Phenomenon
from voimala.public.views.sections import Rows

FRONT = "/v/voimala/"


@pytest.fixture
def facts(network: Network) -> Network:
    add_facts(network)
    return network


def page_at(client: Client, address: str = FRONT) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


@pytest.mark.parametrize(("prefix", "lang"), [("", "fi"), ("/sv", "sv"), ("/en", "en")])
def test_every_language_is_sound(client: Client, facts: Network, prefix: str, lang: str) -> None:
    make_need(facts)
    assert_sound(page_at(client, prefix + FRONT), lang)


def test_the_words_follow_the_language(client: Client, facts: Network) -> None:
    assert "Kaksi raidetta yhtä aikaa" in page_at(client).text
    assert "Två spår på samma gång" in page_at(client, "/sv" + FRONT).text
    assert "Two tracks at the same time" in page_at(client, "/en" + FRONT).text


def test_a_text_in_another_language_says_its_language(client: Client, facts: Network) -> None:
    Goal.objects.update(text_sv="Kulturen in i strategierna")
    html = client.get("/sv" + FRONT).content.decode()
    assert '<span lang="fi">Uusi tapa tehdä työtä</span>' in html
    assert "<p>Kulturen in i strategierna</p>" in html


ROWS: list[tuple[Any, dict[str, Any], str, str]] = [
    (Milestone, {"kind": "phase", "title_fi": "Kasvuvaihe"}, "title_fi", "Kasvuvaihe"),
    (Milestone, {"kind": "practice"}, "title_fi", "Lainattava käytäntö"),
    (Milestone, {"kind": "practice"}, "detail_fi", "Draamaa luokissa."),
    (Milestone, {"kind": "recognition"}, "title_fi", "Vuoden teko"),
    (Milestone, {"kind": "statement"}, "title_fi", "Lausunto valiokunnalle"),
    (Agreement, {}, "name_fi", "Sopimus"),
    (Vision, {}, "text_fi", "Uusi tapa tehdä työtä"),
    (Goal, {}, "text_fi", "Kulttuuri strategioihin"),
    (Project, {"code": "hanke"}, "name_fi", "Kokeiluhanke"),
    (Phenomenon, {}, "title_fi", "Nuorten yksinäisyys"),
    (Network, {}, "headline_fi", "Verkoston otsikko"),
    (Network, {}, "summary_fi", "Verkoston esittely"),
]


@pytest.mark.parametrize(("model", "which", "column", "old"), ROWS)
def test_a_changed_row_changes_the_page(
    client: Client, facts: Network, model: Any, which: dict[str, Any], column: str, old: str
) -> None:
    Network.objects.update(headline_fi="Verkoston otsikko", summary_fi="Verkoston esittely")
    make_need(facts)
    assert old in page_at(client).text
    model.objects.filter(**which).update(**{column: "Muutettu sisältö"})
    changed = page_at(client).text
    assert "Muutettu sisältö" in changed
    assert old not in changed


def test_sections_without_rows_are_left_out(client: Client, facts: Network) -> None:
    Project.objects.all().delete()
    Milestone.objects.filter(kind="practice").delete()
    page = page_at(client)
    assert not {"projects", "practices", "running"} & set(page.ids)
    assert {"tracks", "partners", "goals", "arc", "recognitions"} <= set(page.ids)


def test_a_network_with_nothing_teaches_what_comes(client: Client, network: Network) -> None:
    page = page_at(client)
    assert_sound(page, "fi")
    assert "Tähän tulee verkoston oma tarina" in page.text
    assert page.title == "Verkosto voimala"


def test_partners_are_the_real_ones_bound_now(client: Client, facts: Network) -> None:
    member_since(facts, "intent", "2015-01", name_fi="Vain aiesopimus oy")
    member_since(facts, "agreement", "2015", "2017", name_fi="Jo lähtenyt ry")
    member_since(facts, "agreement", "2999", name_fi="Vasta tulossa ry")
    member_since(facts, "agreement", "2018", name_fi="Konservatorio (malli)", synthetic=True)
    text = page_at(client).text
    assert "Perustajayhdistys ry" in text
    for hidden in ("Vain aiesopimus oy", "Jo lähtenyt ry", "Vasta tulossa ry", "Konservatorio (malli)"):
        assert hidden not in text


def test_without_an_agreement_those_who_take_part_are_named(client: Client, network: Network) -> None:
    member_since(network, "takes_part", "2024", name_fi="Mukana oleva ry")
    assert "Mukana oleva ry" in page_at(client).text


@pytest.mark.parametrize("signed_in", [False, True])
def test_only_published_needs_of_this_network_are_shown(
    client_of: Callable[[User | None], Client],
    network: Network,
    other_network: Network,
    member: User,
    signed_in: bool,
) -> None:
    make_need(network, "Julkaistu tarve")
    make_need(network, "Oma tarve", published=False)
    make_need(other_network, "Toisen verkoston tarve")
    text = page_at(client_of(member if signed_in else None)).text
    assert "Julkaistu tarve" in text
    assert "Oma tarve" not in text
    assert "Toisen verkoston tarve" not in text


def test_many_needs_are_cut_and_counted(client: Client, network: Network) -> None:
    for number in range(8):
        make_need(network, f"Tarve {number}")
    page = page_at(client)
    assert page.classes["card"] == 6
    assert "Vielä 2 julkaistua tarvetta" in page.text


def test_synthetic_needs_carry_the_tag_and_the_page_says_so(client: Client, network: Network) -> None:
    make_need(network)
    page = page_at(client)
    assert page.classes["tag"] == 2
    assert "Käynnissä olevat tarpeet ja paikat on keksitty." in page.text
    Phenomenon.objects.update(synthetic=False)
    assert page_at(client).classes["tag"] == 0


SEATS = (("person", "culture"), ("person", "health"), ("unit", "social"), ("association", "client"))


def test_an_open_proposal_shows_outlines_only(client: Client, network: Network) -> None:
    propose_seats(make_proposal(make_need(network)), *SEATS)
    page = page_at(client)
    card = {name: page.classes[name] for name in ("mark-open", "mark-dashed")}
    assert card == {"mark-open": 2, "mark-dashed": 2}
    assert "Ryhmää on ehdotettu" in page.text


@pytest.mark.parametrize(
    ("states", "filled", "words"),
    [
        (("proposed", "proposed", "proposed", "proposed"), 0, "4 paikkaa avoinna"),
        (("willing", "asked", "proposed", "proposed"), 1, "3 paikkaa avoinna"),
        (("confirmed", "confirmed", "confirmed", "supervisor"), 4, "Ryhmä on koossa"),
        (("confirmed", "open", "confirmed", "confirmed"), 3, "1 paikka avoinna"),
    ],
)
def test_a_seat_is_filled_when_somebody_has_agreed(
    client: Client, network: Network, states: tuple[str, ...], filled: int, words: str
) -> None:
    proposal = make_proposal(make_need(network))
    propose_seats(proposal, *SEATS)
    before = page_at(client).classes["mark-filled"]
    decide(proposal, *states)
    page = page_at(client)
    assert page.classes["mark-filled"] - before == filled
    assert words in page.text


def test_a_seat_whose_sector_is_not_known_is_drawn_and_told(client: Client, network: Network) -> None:
    propose_seats(make_proposal(make_need(network)), ("association", ""), ("person", "culture"))
    page = page_at(client)
    assert (page.classes["mark-open"], page.classes["mark-dashed"]) == (1, 1)
    assert "Sektori ei tiedossa" in page.text


def test_a_left_proposal_is_forgotten(client: Client, network: Network) -> None:
    propose_seats(make_proposal(make_need(network), state="left"), *SEATS)
    page = page_at(client)
    assert page.classes["mark-open"] == 0
    assert "Kuka lähtisi mukaan?" in page.text


PUBLIC = ["/", FRONT, *(f"{FRONT}{part}" for part in ("timeline/", "about/accessibility/", "about/privacy/",
          "about/proposals/", "about/invented/", "about/sources/"))]  # fmt: skip


def test_visitors_never_see_a_persons_name(client: Client, facts: Network, member: User) -> None:
    proposal = make_proposal(make_need(facts))
    propose_seats(proposal, *SEATS)
    decide(proposal, "willing", "asked", "proposed", "proposed")
    make_person(facts, name="Salainen Ihminen")
    unit = make_unit(facts)
    unit.lead = Contact.objects.create(network=facts, organisation=unit.organisation, name="Salainen Johtaja")
    unit.save()
    for address in PUBLIC:
        text = page_at(client, address).text
        assert "Salainen" not in text
        assert member.name not in text


def test_real_organisations_show_no_figures(client: Client, facts: Network) -> None:
    organisation = member_since(facts, "agreement", "2018", name_fi="Oikea organisaatio")
    commitment = make_commitment(organisation, 4242 * 60)
    commitment.cents = 765432100
    commitment.save()
    make_person(facts, organisation=organisation)
    for address in PUBLIC:
        html = client.get(address).content.decode()
        assert "4242" not in html
        assert "7654321" not in html


def test_members_get_a_way_to_the_needs_and_visitors_do_not(
    client_of: Callable[[User | None], Client], network: Network, member: User
) -> None:
    need = make_need(network)
    address = f"/v/voimala/needs/{need.public_id}/"
    assert address not in page_at(client_of(None)).links
    page = page_at(client_of(member))
    assert address in page.links
    assert "/v/voimala/desk/" in page.links


def test_sections_tell_their_sources(client: Client, facts: Network) -> None:
    page = page_at(client)
    assert page.classes["sources"] == 7
    assert "/v/voimala/about/sources/#source-14" in page.links
    assert "Hankkeiden sivu" in page.text


def fill_up(network: Network, count: int) -> None:
    for number in range(count):
        for kind in Milestone.Kind.values:
            milestone(network, kind, f"{kind} {number}", str(1980 + number))
        member_since(network, "agreement", "2018")
        Goal.objects.create(network=network, level="strategic", text_fi=f"Tavoite {number}", sources=["D1"])
        Vision.objects.create(network=network, year=2020 + number, text_fi=f"Visio {number}", sources=["D0"])
        Project.objects.create(network=network, code=f"p{number}", name_fi=f"Hanke {number}", sources=["14"])
        proposal = make_proposal(make_need(network, f"Tarve {number}"))
        propose_seats(proposal, *SEATS)
        if number % 2:
            decide(proposal, "willing", "asked", "proposed", "proposed")


@pytest.mark.parametrize("address", ["/", FRONT, "/v/voimala/timeline/", "/v/voimala/about/sources/"])
def test_the_number_of_queries_does_not_grow(client: Client, facts: Network, address: str) -> None:
    fill_up(facts, 7)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for kind in Milestone.Kind.values:
        for number in range(30):
            milestone(facts, kind, f"lisää {kind} {number}", str(1950 + number))
    for number in range(30):
        member_since(facts, "agreement", "2018")
        make_need(facts, f"Lisätarve {number}")
        Project.objects.create(network=facts, code=f"q{number}", name_fi=f"Lisähanke {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_the_page_is_light(client: Client, facts: Network) -> None:
    fill_up(facts, 12)
    assert len(gzip.compress(client.get(FRONT).content)) < 60_000


@pytest.mark.parametrize(("count", "first"), [(0, 0), (3, 3), (4, 4), (5, 3), (9, 3)])
def test_a_long_section_folds_all_but_its_first_rows(count: int, first: int) -> None:
    rows = Rows.of(range(count), 3)
    assert (len(rows.first), len(rows.first + rows.rest)) == (first, count)


def test_what_is_folded_stands_on_the_page(client: Client, network: Network) -> None:
    for number in range(5):
        milestone(network, "work", f"Työ {number}")
    page = client.get("/").text
    assert "Näytä vielä 2" in page
    assert all(f"Työ {number}" in page for number in range(5))
