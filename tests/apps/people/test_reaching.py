"""Whom a letter about a person reaches, where, and in which language."""

import pytest

from tests.apps.factories import make_organisation, make_person, make_unit, make_user
from voimala.networks.models import Network
from voimala.partners.models import Contact, Organisation
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, language_of, supervisor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def employer(network: Network) -> Organisation:
    return make_organisation(network)


def contact_of(employer: Organisation, name: str, email: str = "", **fields: object) -> Contact:
    return Contact.objects.create(
        network=employer.network, organisation=employer, name=name, email=email, **fields
    )


@pytest.mark.parametrize(
    ("own", "contact", "user", "found"),
    [
        ("a@example.org", "b@example.org", "c@example.org", "a@example.org"),
        ("", "b@example.org", "c@example.org", "b@example.org"),
        ("", "", "c@example.org", "c@example.org"),
        ("", None, None, ""),
    ],
)
def test_a_person_is_written_to_where_an_address_is_known(
    employer: Organisation, own: str, contact: str | None, user: str | None, found: str
) -> None:
    person = make_person(
        employer.network,
        email=own,
        contact=None if contact is None else contact_of(employer, "Sama ihminen", contact),
        user=None if user is None else make_user(email=user),
    )
    assert address_of(person) == found


def test_nobody_is_written_to_at_a_closed_sign_in(network: Network) -> None:
    assert address_of(make_person(network, user=make_user(is_active=False))) == ""


@pytest.mark.parametrize(
    ("languages", "found"),
    [(["sv", "fi"], "sv"), (["so", "en"], "en"), (["so"], "fi"), (None, "fi")],
)
def test_a_letter_is_in_a_language_that_the_person_speaks(
    network: Network, languages: list[str] | None, found: str
) -> None:
    assert language_of(make_person(network, languages=languages)) == found


def test_who_signs_in_has_chosen_a_language(network: Network) -> None:
    assert language_of(make_person(network, languages=["fi"], user=make_user(language="sv"))) == "sv"


def test_the_unit_lead_answers_for_the_hours(employer: Organisation) -> None:
    contact_of(employer, "Toinen", "toinen@example.org")
    unit = make_unit(employer.network, employer, lead=contact_of(employer, "Lähijohtaja", "l@example.org"))
    assert supervisor_of(make_person(employer.network, organisation=employer, unit=unit)) == unit.lead


def test_without_a_lead_to_write_to_another_contact_answers(employer: Organisation) -> None:
    unit = make_unit(employer.network, employer, lead=contact_of(employer, "Ilman osoitetta"))
    contact = contact_of(employer, "Yhteyshenkilö", "y@example.org")
    assert supervisor_of(make_person(employer.network, organisation=employer, unit=unit)) == contact
    assert supervisor_of(make_person(employer.network, organisation=employer)) == contact


def test_nobody_confirms_her_own_hours(employer: Organisation) -> None:
    own = contact_of(employer, "Sama ihminen", "sama@example.org")
    unit = make_unit(employer.network, employer, lead=own)
    person = make_person(employer.network, organisation=employer, unit=unit, contact=own)
    assert supervisor_of(person) is None
    user = make_user()
    Contact.objects.filter(pk=own.pk).update(user=user)
    Person.objects.filter(pk=person.pk).update(contact=None, user=user)
    assert supervisor_of(Person.objects.get(pk=person.pk)) is None
    other = contact_of(employer, "Toinen", "toinen@example.org")
    assert supervisor_of(Person.objects.get(pk=person.pk)) == other


def test_somebody_without_an_employer_has_no_supervisor(employer: Organisation) -> None:
    contact_of(employer, "Yhteyshenkilö", "y@example.org")
    assert supervisor_of(make_person(employer.network)) is None
