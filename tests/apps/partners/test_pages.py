"""The register of partners and the page of one organisation."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.apps.factories import make_commitment, make_organisation, make_person, make_unit, make_user
from voimala.accounts.models import User
from voimala.core.dates import PartialDate
from voimala.core.models import Event
from voimala.core.references import Reference, describe
from voimala.core.slots import menu
from voimala.core.viewer import Visitor
from voimala.networks.models import Network, RoleKind, Sector, Source
from voimala.partners.models import Contact, Membership, Organisation, Term
from voimala.partners.templatetags.registers import euros, hours, unbroken

ClientOf = Callable[[User | None], Client]
GROUND = Membership.Ground


def list_url(network: Network, language: str = "fi") -> str:
    with translation.override(language):
        return reverse("partners:partners", args=[network.code])


def page_url(organisation: Organisation) -> str:
    return reverse("partners:organisation", args=[organisation.network.code, organisation.public_id])


def text_of(response: Any) -> str:
    """The page on one line; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", response.content.decode())


def make_member(
    network: Network, ground: str = GROUND.AGREEMENT, until: str = "", **fields: Any
) -> Organisation:
    organisation = make_organisation(network, **fields)
    Membership.objects.create(
        network=network,
        organisation=organisation,
        ground=ground,
        since=PartialDate("2015-01"),
        until=PartialDate(until) if until else None,
        sources=["D1"],
    )
    return organisation


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "2 organisaatiota on tehnyt kumppanuus\u00adsopimuksen"),
        ("sv", "2 organisationer har ett partnerskapsavtal"),
        ("en", "2 organisations have a partnership agreement"),
    ],
)
def test_the_title_counts_agreements_in_force(
    network: Network, member: User, client_of: ClientOf, language: str, title: str
) -> None:
    make_member(network)
    make_member(network)
    make_member(network, GROUND.TAKES_PART)
    make_member(network, GROUND.AGREEMENT, until="2019")
    page = text_of(client_of(member).get(list_url(network, language)))
    assert f"<h1>{title}</h1>" in page
    assert f'<html lang="{language}">' in page


def test_members_stand_before_earlier_ones_and_workplaces(
    network: Network, member: User, client_of: ClientOf
) -> None:
    make_organisation(network, name_fi="Aatteen työpaikka", synthetic=True)
    make_member(network, GROUND.INTENT, until="2017", name_fi="Entinen jäsen")
    make_member(network, GROUND.TAKES_PART, name_fi="Mukana ilman")
    make_member(network, name_fi="Öinen kumppani")
    page = text_of(client_of(member).get(list_url(network)))
    order = [
        page.index(name) for name in ("Öinen kumppani", "Mukana ilman", "Entinen jäsen", "Aatteen työpaikka")
    ]
    assert order == sorted(order)
    assert "1/2015–2017" in page
    assert "1/2015 alkaen" in page
    assert "Keksityt työpaikat" in page


def test_an_empty_register_teaches(network: Network, member: User, client_of: ClientOf) -> None:
    page = text_of(client_of(member).get(list_url(network)))
    assert "<h1>Mukana ei ole vielä organisaatioita</h1>" in page
    assert "Täällä näkyvät verkoston organisaatiot" in page


def test_a_starting_network_without_agreements(network: Network, member: User, client_of: ClientOf) -> None:
    make_member(network, GROUND.TAKES_PART)
    page = text_of(client_of(member).get(list_url(network)))
    assert "<h1>1 organisaatio on mukana</h1>" in page


PROMISES = {
    RoleKind.COORDINATOR: True,
    RoleKind.BOARD_MEMBER: True,
    RoleKind.AUDITOR: True,
    RoleKind.PROFESSIONAL: False,
    RoleKind.PARTNER_CONTACT: False,
}


@pytest.mark.parametrize("role", PROMISES)
def test_who_reads_promises(network: Network, client_of: ClientOf, role: RoleKind) -> None:
    workplace = make_organisation(network)
    make_commitment(workplace, minutes=1240 * 60)
    unagreed = make_organisation(network)
    client = client_of(make_user(network, role))
    seen = "1\u00a0240\u00a0h" in client.get(list_url(network)).content.decode()
    assert seen == PROMISES[role]
    page = client.get(page_url(workplace)).content.decode()
    assert ("1\u00a0240\u00a0h" in page) == PROMISES[role]
    page = client.get(page_url(unagreed)).content.decode()
    assert ("Kaudelle luvattu" in page) == PROMISES[role]


def test_a_contact_reads_the_own_organisations_promise(network: Network, client_of: ClientOf) -> None:
    own, other = make_organisation(network), make_organisation(network)
    make_commitment(own, minutes=None)
    make_commitment(other, minutes=60 * 77)
    contact = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(network=network, organisation=own, name="Yhteyshenkilö", user=contact)
    client = client_of(contact)
    assert "tunneista ei sovittu" in client.get(page_url(own)).content.decode()
    assert "Kaudelle luvattu" not in client.get(page_url(other)).content.decode()
    assert "77 h" not in client.get(list_url(network)).content.decode()


def test_an_organisations_page_tells_ground_duty_units_and_sources(
    network: Network, member: User, client_of: ClientOf
) -> None:
    Source.objects.create(mark="D1", title="Verkoston oma sivu")
    organisation = make_member(network, name_fi="Konservatorio", kind="culture")
    Term.objects.create(
        network=network,
        organisation=organisation,
        duty=Term.Duty.ADMINISTRATOR,
        until=PartialDate("2021-07-31"),
        sources=["D1"],
    )
    lead = Contact.objects.create(
        network=network, organisation=organisation, name="Yksikön esihenkilö (malli 4)", work_role="Rehtori"
    )
    make_unit(network, organisation, name_fi="Musiikin opetus", sector=Sector.CULTURE, lead=lead)
    page = text_of(client_of(member).get(page_url(organisation)))
    for told in (
        "<h1>Konservatorio</h1>",
        "Kumppanuussopimus",
        "31.7.2021 asti",
        "Musiikin opetus",
        "(malli\u00a04), Rehtori",
        "Verkoston oma sivu",
    ):
        assert told in page
    assert page.count('id="source-D1"') == 1
    assert 'href="#source-D1"' in page


def test_the_people_of_an_organisation_are_a_panel_for_those_who_see_them(
    network: Network, member: User, client_of: ClientOf
) -> None:
    organisation = make_organisation(network)
    make_person(network, organisation=organisation, name="Täällä töissä")
    make_person(network, name="Muualla")
    client = client_of(member)
    page = client.get(page_url(organisation)).content.decode()
    assert "1 rekisterin ihminen" in page
    url = f"{reverse('people:people', args=[network.code])}?organisation={organisation.public_id}"
    assert url in page
    listed = client.get(url).content.decode()
    assert "Täällä töissä" in listed
    assert "Muualla" not in listed
    board = client_of(make_user(network, RoleKind.BOARD_MEMBER)).get(page_url(organisation))
    assert "rekisterin ihminen" not in board.content.decode()


def test_strangers_find_nothing_and_visitors_sign_in(
    network: Network, stranger: User, client_of: ClientOf
) -> None:
    organisation = make_member(network)
    for url in (list_url(network), page_url(organisation)):
        assert client_of(stranger).get(url).status_code == 404
        assert client_of(None).get(url).status_code == 302


def test_another_networks_organisation_is_not_found_here(
    network: Network, other_network: Network, member: User, client_of: ClientOf
) -> None:
    elsewhere = make_member(other_network)
    url = reverse("partners:organisation", args=[network.code, elsewhere.public_id])
    assert client_of(member).get(url).status_code == 404


def test_the_register_costs_the_same_at_any_length(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client = client_of(member)
    counts = []
    for more in (3, 27):
        for _ in range(more):
            make_unit(network, make_member(network))
            make_commitment(make_organisation(network), minutes=60)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(list_url(network)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_menu_and_references(network: Network, member: User, stranger: User) -> None:
    def leads_here(viewer: Any) -> bool:
        return any(item.url == list_url(network) for given in menu.gather(viewer, network) for item in given)

    assert leads_here(member)
    assert leads_here(make_user(network, RoleKind.OPERATOR))
    assert not leads_here(Visitor())
    unit = make_unit(network, name_fi="Osasto")
    organisation = unit.organisation
    reference = Reference("organisation", organisation.public_id)
    assert describe(reference, member) == (organisation.name_fi, page_url(organisation))
    place = Reference("unit", unit.public_id)
    assert describe(place, member) == ("Osasto", f"{page_url(organisation)}#unit-{unit.public_id}")
    assert describe(reference, stranger) is None
    assert describe(place, stranger) is None


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("2018-01-01", "", dt.date(2018, 1, 1), True),
        ("2018-01-01", "", dt.date(2017, 12, 31), False),
        ("2015", "2017", dt.date(2017, 12, 31), True),
        ("2015", "2017", dt.date(2018, 1, 1), False),
        ("", "2021-07-31", dt.date(2000, 1, 1), True),
        ("", "2021-07-31", dt.date(2021, 8, 1), False),
        ("", "", dt.date(2021, 8, 1), True),
    ],
)
def test_a_membership_is_in_force_as_its_partial_dates_say(
    since: str, until: str, day: dt.date, expected: bool
) -> None:
    dates = {"since": since, "until": until}
    membership = Membership(**{name: PartialDate(text) if text else None for name, text in dates.items()})
    assert membership.in_force(day) is expected


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2015-01", "2017", "1/2015–2017"),
        ("2018-01-01", "", "1.1.2018 alkaen"),
        ("", "2021-07-31", "31.7.2021 asti"),
        ("", "", "aika ei tiedossa"),
    ],
)
def test_dates_in_words(since: str, until: str, words: str) -> None:
    dates = {"since": since, "until": until}
    term = Term(**{name: PartialDate(text) if text else None for name, text in dates.items()})
    assert term.in_words == words


def test_hours_and_euros_are_told_without_made_up_precision() -> None:
    assert hours(74_400) == "1\u00a0240"
    assert hours(90) == "1,5"
    assert euros(400_000) == "4\u00a0000"
    assert euros(12_345) == "123,45"
    assert unbroken("Alakoulu (malli 12)") == "Alakoulu (malli\u00a012)"
    assert unbroken("Konservatorio (malli)") == "Konservatorio (malli)"


ORDER = Organisation.AskingOrder


def contact_of(organisation: Organisation) -> User:
    user = make_user(organisation.network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(network=organisation.network, organisation=organisation, name="Y", user=user)
    return user


def test_a_partner_chooses_how_its_people_are_asked(network: Network, client_of: ClientOf) -> None:
    organisation = make_organisation(network)
    contact = client_of(contact_of(organisation))
    assert 'value="person_first"' in text_of(contact.get(page_url(organisation)))
    answer = contact.post(page_url(organisation), {"order": "supervisor_first"}, follow=True)
    assert answer.redirect_chain == [(page_url(organisation), 302)]
    assert "Kysymisjärjestys on tallennettu." in text_of(answer)
    organisation.refresh_from_db()
    assert organisation.asking_order == ORDER.SUPERVISOR_FIRST
    assert Event.objects.filter(deed="asking_order_set").count() == 1
    contact.post(page_url(organisation), {"order": "supervisor_first"})
    assert Event.objects.filter(deed="asking_order_set").count() == 1, "nothing was changed"


def test_an_unknown_order_is_told_on_the_page(network: Network, member: User, client_of: ClientOf) -> None:
    organisation = make_organisation(network)
    for given in ({}, {"order": "nobody"}):
        answer = client_of(member).post(page_url(organisation), given)
        assert answer.status_code == 422
        assert "error-summary" in text_of(answer)
    organisation.refresh_from_db()
    assert organisation.asking_order == ORDER.PERSON_FIRST


def test_others_read_the_order_and_have_no_form(
    network: Network, colleague: User, client_of: ClientOf
) -> None:
    organisation = make_organisation(network, asking_order=ORDER.UNIT_NAMES)
    other_contact = contact_of(make_organisation(network))
    for reader in (colleague, other_contact):
        page = text_of(client_of(reader).get(page_url(organisation)))
        assert "Yksikkö nimeää tulijan, sitten häneltä kysytään." in page
        assert 'name="order"' not in page
        assert client_of(reader).post(page_url(organisation), {"order": "person_first"}).status_code == 403
    organisation.refresh_from_db()
    assert organisation.asking_order == ORDER.UNIT_NAMES
