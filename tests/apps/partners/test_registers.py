"""Registers of partners: lists, files, corrections of two writers, and what cannot be removed."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.apps.factories import make_organisation, make_person, make_unit, make_user
from voimala.accounts.models import User
from voimala.core.dates import PartialDate
from voimala.core.events import about
from voimala.core.models import Event, EventSubject
from voimala.core.references import Reference
from voimala.core.viewer import acting
from voimala.networks.models import Network, RoleKind
from voimala.partners.models import Agreement, Contact, Membership, Organisation, Party, Place, Unit
from voimala.partners.services.agreements.memberships import follow
from voimala.partners.services.contacts import ContactPlan, add_contact
from voimala.partners.services.keeping import StillInUse
from voimala.partners.services.memberships import (
    MembershipPlan,
    MembershipRefused,
    add_membership,
    change_membership,
    remove_membership,
)
from voimala.partners.services.organisations import remove_organisation
from voimala.partners.services.units import UnitPlan, add_unit
from voimala.partners.words import is_business_id

ClientOf = Callable[[User | None], Client]


def url(network: Network, name: str, *ids: str) -> str:
    return reverse(f"partners:{name}", args=[network.code, *ids])


def name_of(organisation: Organisation, language: str = "fi") -> str:
    return Organisation.name.all_of(organisation)[language]


def typed(organisation: Organisation, **changes: str) -> dict[str, str]:
    return {"name_fi": name_of(organisation), "kind": organisation.kind, "seen": "1", **changes}


def rows_of(answer: Any) -> list[str]:
    return [str(row) for row in answer.context["page"]]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("0737546-2", True),
        ("0737546-3", False),
        ("0737546", False),
        ("FI07375462", False),
        ("1572860-0", True),
        ("0000001-0", False),
    ],
)
def test_a_business_id_has_its_check_digit(text: str, right: bool) -> None:
    assert is_business_id(text) is right


PLACES = [
    ((), Place.OTHER),
    ((("agreement", "2018", ""),), Place.AGREED),
    ((("takes_part", "", "2020"),), Place.EARLIER),
    ((("agreement", "2018", "2020"), ("takes_part", "2021", "")), Place.MEMBER),
    ((("intent", "", "2026-11"),), Place.MEMBER),
    ((("intent", "2027", ""),), Place.EARLIER),
]


@pytest.mark.parametrize(("memberships", "place"), PLACES)
def test_the_condition_says_what_each_membership_says(
    network: Network, memberships: tuple[tuple[str, str, str], ...], place: str
) -> None:
    day, home = dt.date(2026, 11, 22), make_organisation(network)
    for ground, since, until in memberships:
        dates = {
            "since": PartialDate(since) if since else None,
            "until": PartialDate(until) if until else None,
        }
        Membership.objects.create(network=network, organisation=home, ground=ground, **dates)
    held = any(row.in_force(day) for row in home.memberships.all())
    found = {each for each in Place if Organisation.objects.placed(each, day).filter(pk=home.pk).exists()}
    assert place in found
    assert (Place.MEMBER in found) is held


def test_lists_are_narrowed_and_sorted(network: Network, member: User, client_of: ClientOf) -> None:
    first = make_organisation(network, name_fi="Äänekosken kaupunki", kind="municipality")
    make_organisation(network, name_fi="Aapisen museo", kind="culture")
    Membership.objects.create(network=network, organisation=first, ground="agreement")
    client, place = client_of(member), url(network, "organisations")
    assert rows_of(client.get(place)) == ["Aapisen museo", "Äänekosken kaupunki"]
    assert rows_of(client.get(place + "?sort=-name")) == ["Äänekosken kaupunki", "Aapisen museo"]
    for query in ("?q=äänekos", "?kind=municipality", "?place=agreed", "?q=KAUPUNKI&place=member"):
        assert rows_of(client.get(place + query)) == ["Äänekosken kaupunki"], query
    assert rows_of(client.get(place + "?kind=nothing&sort=-no&page=x")) == [
        "Aapisen museo",
        "Äänekosken kaupunki",
    ]


def test_a_file_has_the_rows_that_the_list_shows(network: Network, member: User, client_of: ClientOf) -> None:
    make_organisation(network, name_fi="=HYPERLINK(1)", name_sv="På svenska", synthetic=True)
    make_organisation(network, name_fi="Toinen", kind="culture")
    place = url(network, "organisations") + "?kind=municipality&as="
    answer = client_of(member).get(place + "xlsx")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells] == ["Nimi suomeksi", "'=HYPERLINK(1)"]
    assert (cells[1][1], cells[1][-1]) == ("På svenska", "Malli")
    text = client_of(member).get(place + "csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=HYPERLINK(1);På svenska;")


def test_contacts_are_read_by_those_who_need_them_and_that_is_noted(
    network: Network, member: User, colleague: User, stranger: User, client_of: ClientOf
) -> None:
    own = make_user(network, RoleKind.PARTNER_CONTACT)
    homes = [make_organisation(network), make_organisation(network)]
    Contact.objects.create(network=network, organisation=homes[0], name="Oma", user=own)
    other = Contact.objects.create(
        network=network, organisation=homes[1], name="Toisen", email="t@example.org"
    )
    place = url(network, "contacts")
    assert rows_of(client_of(member).get(place)) == ["Oma", "Toisen"]
    assert rows_of(client_of(own).get(place)) == ["Oma"]
    assert client_of(colleague).get(place).status_code == 404
    assert client_of(stranger).get(place).status_code == 404
    before = Event.objects.count()
    assert "Toisen" in client_of(member).get(place + "?as=csv&q=toisen").content.decode()
    event = Event.objects.order_by("pk")[before]
    assert (event.deed, event.purpose) == ("people_read", "export")
    subjects = EventSubject.objects.filter(event_id=event.pk).values_list("subject_id", flat=True)
    assert list(subjects) == [other.public_id]


def test_the_second_writer_sees_the_difference_and_chooses(
    network: Network, member: User, client_of: ClientOf
) -> None:
    home = make_organisation(network, name_fi="Vanha nimi")
    client, place = client_of(member), url(network, "edit_organisation", home.public_id)
    assert client.post(place, typed(home, name_fi="Ensimmäinen nimi")).status_code == 302
    answer = client.post(place, typed(home, name_fi="Toinen nimi", name_sv="Andra namnet"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ensimmäinen nimi" in page
    assert "Toinen nimi" in page
    kept = typed(home, name_fi="Toinen nimi", name_sv="Andra namnet", seen="2", keep_name_fi="saved")
    assert client.post(place, kept).status_code == 302
    home.refresh_from_db()
    assert (name_of(home), name_of(home, "sv"), home.version) == ("Ensimmäinen nimi", "Andra namnet", 3)
    told = about(Reference("organisation", home.public_id)).values_list("deed", flat=True)
    assert list(told)[:2] == ["organisation_changed"] * 2


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name_fi": ""}, "name_fi"),
        ({"name_fi": "TOINEN  ry."}, "name_fi"),
        ({"business_id": "0737546-3"}, "business_id"),
        ({"kind": "other"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    network: Network, member: User, client_of: ClientOf, wrong: dict[str, str], where: str
) -> None:
    make_organisation(network, name_fi="Toinen ry")
    home = make_organisation(network, name_fi="Ensimmäinen")
    sent = typed(home, name_en="Typed", **wrong) if "name_fi" not in wrong else {**typed(home), **wrong}
    answer = client_of(member).post(url(network, "edit_organisation", home.public_id), sent)
    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    home.refresh_from_db()
    assert (name_of(home), home.version) == ("Ensimmäinen", 1)


def test_nothing_is_removed_that_something_refers_to(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    unit = make_unit(network)
    make_person(network, unit=unit, organisation=unit.organisation)
    with pytest.raises(StillInUse, match="yksiköt"):
        remove_organisation(by=acting(member), organisation=unit.organisation, now=now)
    place = url(network, "edit_unit", unit.public_id)
    answer = client_of(member).post(place, {"do": "remove"})
    assert answer.status_code == 422
    assert "ihmiset" in answer.content.decode()
    unit.people.all().delete()
    assert client_of(member).post(place, {"do": "remove"}).status_code == 302
    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_what_is_added_twice_is_one(network: Network, member: User, now: dt.datetime) -> None:
    home = make_organisation(network)
    given: dict[str, Any] = {"by": acting(member), "organisation": home, "now": now}
    for _again in range(2):
        add_unit(plan=UnitPlan({"name_fi": "Uusi yksikkö"}, "health"), **given)
        add_contact(plan=ContactPlan("Uusi (malli 1)", email="a@example.org"), **given)
        add_membership(plan=MembershipPlan("intent", PartialDate("2015"), None), **given)
    assert (home.units.count(), home.contacts.count(), home.memberships.count()) == (1, 1, 1)
    with pytest.raises(MembershipRefused) as refused:
        add_membership(plan=MembershipPlan("intent", PartialDate("2019"), PartialDate("2018")), **given)
    assert set(refused.value.problems) == {"ground", "until"}


def test_a_membership_that_follows_an_agreement_is_not_corrected_by_itself(
    network: Network, member: User, now: dt.datetime
) -> None:
    agreement = Agreement.objects.create(
        network=network, code="sopimus", kind="partnership", name_fi="Sopimus", phase="signed",
        signed_on=PartialDate("2017-06"), since=PartialDate("2018"),
    )  # fmt: skip
    home = make_organisation(network)
    Party.objects.create(network=network, agreement=agreement, organisation=home, since=PartialDate("2018"))
    follow(agreement, [home])
    membership = home.memberships.get()
    by = acting(member)
    with pytest.raises(MembershipRefused):
        remove_membership(by=by, membership=membership, now=now)
    plan = MembershipPlan("agreement", PartialDate("2001"), None)
    with pytest.raises(MembershipRefused):
        change_membership(by=by, membership=membership, seen=membership.version, now=now, plan=plan)
    assert home.memberships.get().since == PartialDate("2018")


def test_a_contact_corrects_its_own_organisation_only(network: Network, client_of: ClientOf) -> None:
    own = make_user(network, RoleKind.PARTNER_CONTACT)
    homes = [make_organisation(network), make_organisation(network)]
    rows = [Contact.objects.create(network=network, organisation=home, name="Vanha") for home in homes]
    Contact.objects.filter(pk=rows[0].pk).update(user=own)
    sent = {"name": "Uusi", "seen": "1"}
    answers = [client_of(own).post(url(network, "edit_contact", row.public_id), sent) for row in rows]
    assert [answer.status_code for answer in answers] == [302, 403]
    assert [row.name for row in Contact.objects.order_by("pk")] == ["Uusi", "Vanha"]


@pytest.mark.parametrize("name", ["organisations", "units", "contacts", "roles"])
def test_a_list_costs_the_same_at_any_length(
    network: Network, member: User, client_of: ClientOf, name: str
) -> None:
    def grow(number: int) -> None:
        for each in range(number):
            unit = make_unit(network)
            lead = Contact.objects.create(network=network, organisation=unit.organisation, name=f"Y {each}")
            Unit.objects.filter(pk=unit.pk).update(lead=lead)
            make_user(network, RoleKind.BOARD_MEMBER, password=None)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url(network, name)).status_code == 200
        return len(seen)

    client = client_of(member)
    grow(2)
    queries()
    few = queries()
    grow(10)
    assert queries() == few
