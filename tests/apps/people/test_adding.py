"""People from a pasted list: looked over, added whole, told first, gone when they say so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_organisation, make_person, make_unit
from tests.apps.office.messages import assert_says_the_same_twice, links_in
from voimala.accounts.models import User
from voimala.assembly.bridge import make_problem
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.office.services.outbox import send_waiting
from voimala.partners.models import Membership, Organisation
from voimala.people.models import Booking, Competence, Level, Person
from voimala.people.services import (
    HoursStillPromised,
    Newcomer,
    Verdict,
    add_people,
    give_hint,
    invite_to_profile,
    look_over,
    remove_own_data,
    tell_of_storing,
)

pytestmark = pytest.mark.django_db
MAIJA = Newcomer(row=2, name="Maija Malli", email="maija@example.org", work_role="muusikko")
LIST = (
    "Nimi;Sähköposti;Työnantaja;Puhelin\nMaija Malli;maija@example.org;Mallilan kaupunki;040 1234567\n;x;;\n"
)
ClientOf = Callable[[User], Client]


def add(
    network: Network, user: User, now: dt.datetime, *newcomers: Newcomer, language: str = "fi"
) -> list[Person]:
    added = add_people(by=acting(user), network=network, newcomers=newcomers, language=language, now=now)
    return added.people


def verdicts(network: Network, *newcomers: Newcomer) -> list[Verdict]:
    return [row.verdict for row in look_over(network=network, newcomers=newcomers)]


# Looking over


def test_what_the_register_and_the_list_know_already(network: Network) -> None:
    city = make_organisation(network, name_fi="Mallilan kaupunki")
    make_person(network, name="Pekka Malli", organisation=city, email="Pekka@Example.org")
    assert verdicts(
        network,
        Newcomer(1, "Pekka Virta", "pekka@example.org"),
        Newcomer(2, "pekka  malli", organisation="MALLILAN KAUPUNKI"),
        Newcomer(3, "Pekka Malli", organisation="Toinen kaupunki"),
        Newcomer(4, "Pekka Malli"),
        Newcomer(5, "Aino Uusi", "aino@example.org"),
        Newcomer(6, "Aino Toinen", "AINO@example.org"),
        Newcomer(7, "aino uusi"),
        Newcomer(8, "Malli, Maija"),
        Newcomer(9, "Maija Malli"),
    ) == ["known", "known", "add", "add", "add", "twice", "twice", "add", "twice"]


def test_what_cannot_be_added_says_why(network: Network) -> None:
    rows = look_over(
        network=network,
        newcomers=[
            Newcomer(1),
            Newcomer(2, "Aino", "ei osoite"),
            Newcomer(3, "A" * 121),
            Newcomer(4, "Eeva Malli", work_role="Kokemusasiantuntija"),
            Newcomer(5, email="liisa.malli@example.org"),
        ],
    )
    assert [row.verdict for row in rows] == ["refused"] * 4 + ["add"]
    assert all(row.why for row in rows[:4])
    assert rows[4].newcomer.name == "Liisa Malli"


def test_units_and_municipalities_are_taken_only_where_they_are_known(network: Network) -> None:
    city = make_organisation(network, name_fi="Kuopion kaupunki")
    school = make_unit(network, city, name_fi="Mallikoulu")
    (known, unknown) = look_over(
        network=network,
        newcomers=[
            Newcomer(
                1, "Aino Malli", organisation="Kuopion kaupunki", unit="mallikoulu", municipality="Kuopio"
            ),
            Newcomer(2, "Elli Malli", organisation="Kuopion kaupunki", unit="Vieras", municipality="Pariisi"),
        ],
    )
    assert (known.unit, str(known.municipality), known.left_out) == (school, "Kuopio", ())
    assert (unknown.unit, unknown.municipality, unknown.left_out) == (None, None, ("Vieras", "Pariisi"))


def test_looking_costs_the_same_for_two_hundred(network: Network, django_assert_num_queries: Any) -> None:
    many = [Newcomer(n, f"Ihminen {n}", f"posti{n}@example.org") for n in range(200)]
    with django_assert_num_queries(4):
        assert len(look_over(network=network, newcomers=many)) == 200
    assert not Message.objects.exists()


def test_a_phone_number_is_said_not_to_be_taken_also_without_a_heading(
    network: Network, member: User, client_of: ClientOf
) -> None:
    text = "Maija Malli\tmaija@example.org\t040 123 4567\nPekka Malli\tpekka@example.org\t050 765 4321"
    page = client_of(member).post(
        reverse("people:add", args=[network.code]), {"text": text, "language": "fi", "do": "look"}
    )
    assert "Ei oteta: puhelinnumero." in page.content.decode()


# Adding and telling


def test_only_what_may_be_entered_about_others_is_kept(
    network: Network, member: User, now: dt.datetime
) -> None:
    told = Newcomer(2, "Maija Malli", "maija@example.org", "muusikko", "Mallilan musiikkiyhdistys ry")
    (person,) = add(network, member, now, told)
    assert (person.name, person.email, person.work_role) == ("Maija Malli", "maija@example.org", "muusikko")
    organisation = Organisation.objects.get()
    assert (person.organisation, organisation.kind) == (organisation, Organisation.Kind.THIRD)
    assert not Membership.objects.exists()
    assert (person.languages, person.profile_complete, person.told_at) == (None, False, None)
    assert [event.deed for event in Event.objects.order_by("pk")] == ["organisations_added", "people_added"]


def test_the_same_list_twice_adds_nobody(network: Network, member: User, now: dt.datetime) -> None:
    assert len(add(network, member, now, MAIJA)) == 1
    assert add(network, member, now, MAIJA) == []
    assert Person.objects.count() == Message.objects.count() == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_notice_tells_what_is_stored_and_leads_to_removing_it(
    network: Network, member: User, now: dt.datetime, client: Client, language: str
) -> None:
    add(network, member, now, MAIJA, language=language)
    letter = Message.objects.get()
    assert (letter.to, letter.language) == ("maija@example.org", language)
    for told in ("Maija Malli", "muusikko", "maija@example.org", str(network.name)):
        assert told in letter.text
    assert_says_the_same_twice(letter)
    (own,) = [link for link in links_in(letter.text) if "/l/" in link]
    path = own.removeprefix("http://localhost:8080").replace("http://127.0.0.1:8080", "")
    path = path[path.index("/l/") :] if language == "fi" else path[path.index(f"/{language}/l/") :]
    page = client.get(path)
    assert page.status_code == 200
    assert 'value="remove"' in page.content.decode()
    assert client.post(path, {"do": "remove"}).status_code == 200
    assert not Person.objects.exists()
    assert client.get(path).status_code == 410


def nothing_happens_with(person: Person, member: User, now: dt.datetime) -> None:
    """Not found, not suggested, not asked, not hinted at."""
    network = person.network
    assert person not in Person.objects.visible_to(member).of(network).told()
    assert person not in Person.objects.suggestable()
    assert person not in make_problem(make_brief(network), acting(member)).people
    with pytest.raises(NotAllowed):
        invite_to_profile(by=acting(member), person=person, now=now)
    competence = Competence.objects.of(network).filter(kind=Competence.Kind.PROFESSIONAL).first()
    with pytest.raises(NotAllowed):
        give_hint(by=acting(member), person=person, competence=competence, level=Level.CAN, now=now)


def test_nothing_happens_before_the_notice_has_left(
    network: Network, member: User, now: dt.datetime, settings: Any
) -> None:
    settings.DEMO = False
    make_people(network)
    (person,) = add(network, member, now, MAIJA)
    nothing_happens_with(person, member, now)
    assert send_waiting(now=now, limit=10).sent == 1
    person.refresh_from_db()
    assert person.told_at == now
    assert person in make_problem(make_brief(network), acting(member)).people


def test_a_notice_that_did_not_leave_tells_nobody(
    network: Network, member: User, now: dt.datetime, settings: Any
) -> None:
    settings.DEMO = False
    settings.EMAIL_BACKEND = "tests.apps.people.test_adding.Refusing"
    (person,) = add(network, member, now, MAIJA)
    assert send_waiting(now=now, limit=10).failed == 1
    person.refresh_from_db()
    nothing_happens_with(person, member, now)


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, **_: Any) -> None: ...

    def close(self) -> None: ...

    def send_messages(self, messages: Any) -> int:
        raise ValueError("no such address")


def test_whoever_has_no_address_is_told_by_somebody(
    network: Network, member: User, now: dt.datetime, client_of: ClientOf
) -> None:
    (person,) = add(network, member, now, Newcomer(1, "Aino Osoitteeton"))
    assert not Message.objects.exists()
    nothing_happens_with(person, member, now)
    page = client_of(member).get(reverse("people:added", args=["voimala"])).content.decode()
    assert "Aino Osoitteeton" in page
    tell_of_storing(by=acting(member), person=person, now=now)
    tell_of_storing(by=acting(member), person=person, now=now + dt.timedelta(days=1))
    person.refresh_from_db()
    assert person.told_at == now
    assert Event.objects.filter(deed="storing_told").count() == 1
    assert person in Person.objects.suggestable()


def test_in_the_demonstration_a_written_notice_counts_as_sent(
    network: Network, member: User, now: dt.datetime, settings: Any
) -> None:
    settings.DEMO = True
    (person,) = add(network, member, now, MAIJA)
    person.refresh_from_db()
    assert person.told_at == now


def test_told_and_to_be_told(network: Network) -> None:
    assert Person.objects.to_be_told().count() == 0
    make_person(network, told_at=None)
    assert Person.objects.to_be_told().count() == 1
    assert Person.objects.told().count() == 0


# Removing


def test_removing_takes_everything_but_the_trail(network: Network, member: User, now: dt.datetime) -> None:
    person = make_person(network, competences={"kuorolaulu": 3}, user=member)
    remove_own_data(by=acting(member), person=person, now=now)
    assert not Person.objects.exists()
    assert Event.objects.get().deed == "own_data_removed"


def test_promised_hours_hold_the_data_until_the_group_lets_go(
    network: Network, member: User, now: dt.datetime
) -> None:
    person = make_person(network, user=member)
    Booking.objects.create(
        network=network,
        availability=person.availabilities.get(),
        seat_kind="seat",
        seat_id="abc",
        minutes=60,
        state=Booking.State.BOOKED,
    )
    with pytest.raises(HoursStillPromised):
        remove_own_data(by=acting(member), person=person, now=now)
    person.refresh_from_db()
    assert person.may_be_suggested


# Pages


def test_nothing_is_stored_before_the_last_button(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, url = client_of(member), reverse("people:add", args=["voimala"])
    looked = client.post(url, {"text": LIST, "language": "fi", "do": "look"})
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Maija Malli" in page
    assert "040 1234567" in page
    assert not Person.objects.exists()
    form = looked.context["form"]
    chosen = {field.name: field.column.value for field in form.column_fields()}
    again = {"text": LIST, "language": "fi", "do": "add", "of": form.digest, "seen": form.seen, **chosen}
    changed = client.post(url, {**again, "column-0": ""})
    assert changed.status_code == 200
    assert not Person.objects.exists()
    assert client.post(url, again).headers["Location"] == reverse("people:added", args=["voimala"])
    person = Person.objects.get()
    assert (person.name, str(person.organisation)) == ("Maija Malli", "Mallilan kaupunki")
    assert "1234567" not in "".join(str(value) for value in vars(person).values())


def test_what_was_typed_survives_a_refusal(member: User, client_of: ClientOf) -> None:
    url = reverse("people:add", args=["voimala"])
    page = client_of(member).post(url, {"text": " ", "do": "look"}).content.decode()
    assert 'role="alert"' in page
    many = "\n".join(f"Ihminen Malli;p{n}@example.org" for n in range(501))
    page = client_of(member).post(url, {"text": many, "language": "fi", "do": "look"}).content.decode()
    assert "Ihminen Malli;p500@example.org" in page
    assert "501" in page


def test_a_sector_is_guessed_from_the_role_and_may_be_corrected(
    network: Network, member: User, client_of: ClientOf
) -> None:
    client, url = client_of(member), reverse("people:add", args=["voimala"])
    text = "Maija Malli\tmuusikko\tm@example.org\nPekka Malli\tarkistaja\tp@example.org\n"
    form = client.post(url, {"text": text, "language": "fi", "do": "look"}).context["form"]
    chosen = {field.name: field.column.value for field in form.column_fields()}
    roles = {"role-0": "muusikko", "sector-0": "culture", "role-1": "arkistaja", "sector-1": "decision"}
    client.post(
        url,
        {
            "text": text,
            "language": "fi",
            "do": "add",
            "of": form.digest,
            "seen": form.seen,
            **chosen,
            **roles,
        },
    )
    assert dict(Person.objects.values_list("work_role", "own_sector")) == {
        "muusikko": "culture",
        "arkistaja": "decision",
    }


def test_the_register_does_not_show_the_untold(network: Network, member: User, client_of: ClientOf) -> None:
    make_person(network, name="Kerrottu Malli")
    make_person(network, name="Kertomatta Malli", told_at=None)
    page = client_of(member).get(reverse("people:people", args=["voimala"])).content.decode()
    assert "Kerrottu Malli" in page
    assert "Kertomatta Malli" not in page
