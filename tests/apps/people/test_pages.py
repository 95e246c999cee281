"""The register and the page of one person, as each role meets them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.apps.factories import make_network, make_organisation, make_person, make_unit, make_user
from voimala.accounts.models import User
from voimala.core.events import about
from voimala.core.models import Event
from voimala.core.references import Reference, describe
from voimala.core.slots import menu
from voimala.core.viewer import Visitor
from voimala.networks.models import Network, Period, RoleKind, Sector
from voimala.partners.models import Contact
from voimala.people.models import Availability, KnownCompetence, Level, Limit, Person

ClientOf = Callable[[User | None], Client]


def register_url(network: Network, language: str = "fi") -> str:
    with translation.override(language):
        return reverse("people:people", args=[network.code])


def person_url(person: Person) -> str:
    return reverse("people:person", args=[person.network.code, person.public_id])


def text_of(response: Any) -> str:
    """The page on one line; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", response.content.decode())


@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        ("fi", "2 ihmistä", "Tunnemme osaamisen 1 ihmiseltä."),
        ("sv", "2 personer", "Vi känner till kunnandet hos 1 person."),
        ("en", "2 people", "We know the skills of 1 person."),
    ],
)
def test_the_title_says_how_many_and_how_many_are_known(
    network: Network, member: User, client_of: ClientOf, language: str, title: str, lead: str
) -> None:
    make_person(network, competences={"palveluohjaus": 3})
    make_person(network)
    page = text_of(client_of(member).get(register_url(network, language)))
    assert f"<h1>{title}</h1>" in page
    assert lead in page
    assert f'<html lang="{language}">' in page


def test_one_row_tells_what_is_known_and_what_is_to_be_asked(
    network: Network, member: User, client_of: ClientOf
) -> None:
    make_person(
        network, name="Testihenkilö (malli 7)", own_sector="", minutes=None, municipality=None, synthetic=True
    )
    page = text_of(client_of(member).get(register_url(network)))
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    for told in (
        "(malli\u00a07)",
        "sektori ei tiedossa",
        "kunta ei tiedossa",
        "ei tiedossa",
        "kysyttävä",
        "Malli",
    ):
        assert told in row
    assert re.search(r"(?<!ei )tiedossa", row) is None, "nothing of this person is known"


def test_held_and_booked_hours_are_not_free(network: Network, member: User, client_of: ClientOf) -> None:
    person = make_person(network, minutes=40 * 60)
    Availability.objects.filter(person=person).update(held=8 * 60, booked=90)
    assert re.search(r"> ?30,5 ?</td>", text_of(client_of(member).get(register_url(network))))


def test_the_search_folds_letters_and_a_unit_gives_the_sector(
    network: Network, member: User, client_of: ClientOf
) -> None:
    unit = make_unit(network, sector=Sector.SOCIAL)
    make_person(network, name="ÄITIEN OHJAAJA", own_sector="", unit=unit, organisation=unit.organisation)
    make_person(network, name="Joku muu")
    client = client_of(member)
    for query in ("?q=äitien", "?q=ohjaaja+äiti", "?sector=social", "?q=äitien&sector=social"):
        page = client.get(register_url(network) + query).content.decode()
        assert "ÄITIEN OHJAAJA" in page
        assert "Joku muu" not in page
    page = client.get(register_url(network) + "?q=äitien&sector=health").content.decode()
    assert "Ketään ei löytynyt" in page
    assert 'value="äitien"' in page, "what was typed stays"


def test_pages_of_the_register_keep_the_search(network: Network, member: User, client_of: ClientOf) -> None:
    for number in range(51):
        make_person(network, name=f"Ohjaaja {number}")
    client = client_of(member)
    first = client.get(register_url(network) + "?q=ohjaaja&sector=culture")
    assert "?q=ohjaaja&amp;sector=culture&amp;page=2" in first.content.decode()
    second = client.get(register_url(network) + "?q=ohjaaja&sector=culture&page=2")
    assert [row.name for row in second.context["people"]] == ["Ohjaaja 50"]
    assert client.get(register_url(network) + "?page=99").context["page"].number == 2


def test_an_empty_register_teaches(network: Network, member: User, client_of: ClientOf) -> None:
    page = text_of(client_of(member).get(register_url(network)))
    assert "Täällä näkyvät ihmiset, jotka voivat lähteä mukaan" in page
    assert "Esimerkki:" in page


def test_a_register_costs_the_same_at_any_length(network: Network, member: User, client_of: ClientOf) -> None:
    unit = make_unit(network)

    def people(count: int) -> None:
        for _ in range(count):
            make_person(network, competences={"palveluohjaus": 3}, unit=unit, organisation=unit.organisation)

    client = client_of(member)
    counts = []
    for more in (3, 27):
        people(more)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(register_url(network)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_reading_leaves_one_event_with_the_people_read(
    network: Network, member: User, client_of: ClientOf
) -> None:
    people = [make_person(network) for _ in range(3)]
    client_of(member).get(register_url(network))
    events = Event.objects.filter(deed="people_read")
    assert events.count() == 1
    assert {about(Reference("person", person.public_id)).get() for person in people} == set(events)
    assert events.get().role == "coordinator"


def test_looking_at_oneself_leaves_no_event(network: Network, colleague: User, client_of: ClientOf) -> None:
    own = make_person(network, user=colleague)
    assert client_of(colleague).get(person_url(own)).status_code == 200
    assert not Event.objects.filter(deed="people_read").exists()


REGISTER = {"coordinator": 200, "auditor": 200, "partner_contact": 200, "professional": 200}


@pytest.mark.parametrize("role", RoleKind)
def test_who_has_a_register(network: Network, client_of: ClientOf, role: RoleKind) -> None:
    assert client_of(make_user(network, role)).get(register_url(network)).status_code == REGISTER.get(
        role, 404
    )


def test_strangers_find_nothing_and_visitors_sign_in(
    network: Network, stranger: User, client_of: ClientOf
) -> None:
    person = make_person(network)
    for url in (register_url(network), person_url(person)):
        assert client_of(stranger).get(url).status_code == 404
        assert client_of(None).get(url).status_code == 302
    assert not Event.objects.filter(deed="people_read").exists()


def test_a_person_of_another_network_is_not_found_here(
    network: Network, other_network: Network, member: User, client_of: ClientOf
) -> None:
    elsewhere = make_person(other_network)
    url = reverse("people:person", args=[network.code, elsewhere.public_id])
    assert client_of(member).get(url).status_code == 404


@pytest.fixture
def employee(network: Network) -> Person:
    """Has told a professional competence to the network, one to the coordinator, and a strength."""
    person = make_person(
        network,
        competences={"palveluohjaus": Level.CAN_TEACH, "lastensuojelu": 0, "paihdetyo": 3, "kuorolaulu": 3},
        organisation=make_organisation(network),
    )
    person.competences.filter(competence__code="palveluohjaus").update(circle=KnownCompetence.Circle.NETWORK)
    return person


@pytest.fixture
def employer(network: Network, employee: Person) -> User:
    contact = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(
        network=network, organisation=employee.organisation, name="Yhteyshenkilö", user=contact
    )
    return contact


def test_the_coordinator_sees_the_three_states_in_words(
    employee: Person, member: User, client_of: ClientOf
) -> None:
    employee.profile_complete = False
    employee.save()
    page = text_of(client_of(member).get(person_url(employee)))
    assert "voin opettaa" in page
    assert "Tiedetään, ettei ole" in page
    assert "Lastensuojelu" in page
    assert "”Ei tiedossa” ei tarkoita ”ei”" in page
    assert "Vahvuudet ja kiinnostukset" in page
    assert "Kuorolaulu" in page


def test_a_complete_profile_says_that_the_rest_is_absent(
    employee: Person, member: User, client_of: ClientOf
) -> None:
    page = text_of(client_of(member).get(person_url(employee)))
    assert "Luettelo on täydellinen: tätä osaamista ei ole" in page
    assert "Ei tiedossa ei tarkoita ei" not in page


def test_an_employer_never_sees_strengths_nor_what_is_for_the_coordinator(
    employee: Person, employer: User, client_of: ClientOf
) -> None:
    page = text_of(client_of(employer).get(person_url(employee)))
    assert "Palveluohjaus" in page
    assert "Kuorolaulu" not in page
    assert "Vahvuudet" not in page
    known = page[: page.index("<details")]
    assert "Päihdetyö" not in known
    assert "Luettelo on täydellinen" not in page, "what is hidden must not read as absent"


def test_limits_are_the_persons_own_and_the_coordinators(
    employee: Person, employer: User, member: User, client_of: ClientOf
) -> None:
    other = make_person(employee.network, name="Eräs toinen")
    Limit.objects.create(
        network=employee.network,
        person=employee,
        other=other,
        period=Period.objects.of(employee.network).get(),
    )
    assert "ei yhdessä: Eräs toinen" in text_of(client_of(member).get(person_url(employee)))
    auditor = make_user(employee.network, RoleKind.AUDITOR)
    for reader in (employer, auditor):
        assert "Eräs toinen" not in text_of(client_of(reader).get(person_url(employee)))


def labels(viewer: Any, network: Network) -> dict[str, str]:
    items = [item for given in menu.gather(viewer, network) for item in given]
    return {item.label: item.url for item in items if "/people/" in item.url or "/profile/" in item.url}


def test_the_menu_leads_only_where_something_is(network: Network, member: User, colleague: User) -> None:
    assert labels(member, network) == {"Ihmiset": register_url(network)}
    assert labels(colleague, network) == {}
    make_person(network, user=colleague)
    assert labels(colleague, network) == {"Oma profiili": reverse("people:profile", args=[network.code])}
    assert labels(make_user(network, RoleKind.BOARD_MEMBER), network) == {}
    assert labels(Visitor(), network) == {}


def test_a_reference_to_a_person_opens_for_those_who_see_it(
    network: Network, member: User, stranger: User
) -> None:
    person = make_person(network, name="Viitattu")
    reference = Reference("person", person.public_id)
    assert describe(reference, member) == ("Viitattu", person_url(person))
    assert describe(reference, stranger) is None


def test_hours_of_another_period_are_not_this_ones(
    network: Network, member: User, client_of: ClientOf
) -> None:
    person = make_person(network, minutes=None)
    Availability.objects.filter(person=person).delete()
    today = timezone.localdate()
    later = Period.objects.create(
        network=network,
        name_fi="Myöhemmin",
        starts=today.replace(year=today.year + 2, day=1),
        ends=today.replace(year=today.year + 3, day=1),
    )
    Availability.objects.create(network=network, person=person, period=later, minutes=999 * 60)
    assert "999" not in text_of(client_of(member).get(person_url(person)))


def test_another_network_costs_and_shows_nothing(network: Network, member: User, client_of: ClientOf) -> None:
    make_person(make_network("kolmas"), name="Kaukana")
    assert "Kaukana" not in text_of(client_of(member).get(register_url(network)))
