"""Who sees which people, and what of them: one table. Employers never see strengths."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from tests.apps.factories import know, make_network, make_organisation, make_person, make_user
from voimala.accounts.models import Role, User
from voimala.core.references import Reference
from voimala.core.viewer import Actor, Visitor, acting, system
from voimala.networks.models import Network, Period, RoleKind
from voimala.partners.models import Contact
from voimala.people.models import (
    Availability,
    Competence,
    Consent,
    Hint,
    KnownCompetence,
    Limit,
    Person,
    Tie,
)


@dataclass
class Register:
    """An employee, somebody of no employer, and every kind of reader."""

    network: Network
    employee: Person
    freelancer: Person
    readers: dict[str, Any]


@pytest.fixture
def register(network: Network, member: User, stranger: User) -> Register:
    employer = make_organisation(network)
    employee = make_person(
        network, competences={"palveluohjaus": 3, "kuorolaulu": 3}, organisation=employer, name="Työntekijä"
    )
    shown = employee.competences.get(competence__code="palveluohjaus")
    shown.circle = KnownCompetence.Circle.NETWORK
    shown.save()
    know(employee, "lastensuojelu")
    freelancer = make_person(network, competences={"musiikki_ohjaus": 5, "pelit": 1}, name="Freelancer")
    Tie.objects.create(network=network, first=employee, second=freelancer)
    Limit.objects.create(
        network=network, person=employee, other=freelancer, period=Period.objects.of(network).get()
    )
    contact = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(network=network, organisation=employer, name="Yhteyshenkilö", user=contact)
    professional = make_user(network, RoleKind.PROFESSIONAL)
    freelancer.user = professional
    freelancer.save()
    readers = {
        "coordinator": member,
        "auditor": make_user(network, RoleKind.AUDITOR),
        "contact": contact,
        "professional": professional,
        "board member": make_user(network, RoleKind.BOARD_MEMBER),
        "operator": make_user(network, RoleKind.OPERATOR),
        "stranger": stranger,
        "visitor": Visitor(),
        "system": system("test"),
    }
    return Register(network, employee, freelancer, readers)


ALL_WORDS = {"palveluohjaus", "kuorolaulu", "lastensuojelu", "musiikki_ohjaus", "pelit"}
TABLE = {
    # For each reader the people, the competences, how many limits and how many ties.
    "coordinator": ({"Työntekijä", "Freelancer"}, ALL_WORDS, 1, 1),
    "auditor": ({"Työntekijä", "Freelancer"}, ALL_WORDS, 0, 1),
    "contact": ({"Työntekijä"}, {"palveluohjaus"}, 0, 1),
    "professional": ({"Freelancer"}, {"musiikki_ohjaus", "pelit", "palveluohjaus"}, 0, 1),
    "board member": (set(), {"palveluohjaus"}, 0, 0),
    "operator": (set(), set(), 0, 0),
    "stranger": (set(), set(), 0, 0),
    "visitor": (set(), set(), 0, 0),
    "system": ({"Työntekijä", "Freelancer"}, ALL_WORDS, 1, 1),
}


@pytest.mark.parametrize("reader", TABLE)
def test_who_sees_whom_and_what(register: Register, reader: str) -> None:
    viewer = register.readers[reader]
    people, words, limits, ties = TABLE[reader]
    assert set(Person.objects.visible_to(viewer).values_list("name", flat=True)) == people
    known = KnownCompetence.objects.visible_to(viewer).values_list("competence__code", flat=True)
    assert set(known) == words
    assert len(known) == len(words), "no row may come twice"
    assert Limit.objects.visible_to(viewer).count() == limits
    assert Tie.objects.visible_to(viewer).count() == ties
    hours = Availability.objects.visible_to(viewer).values_list("person__name", flat=True)
    assert set(hours) == people


def test_an_actor_sees_what_its_user_sees(register: Register) -> None:
    contact = register.readers["contact"]
    assert list(Person.objects.visible_to(acting(contact))) == [register.employee]


def test_a_contact_whose_role_has_ended_sees_nobody(register: Register) -> None:
    contact = register.readers["contact"]
    Role.objects.filter(user=contact).update(kind=RoleKind.BOARD_MEMBER)
    again = User.objects.get(pk=contact.pk).at(timezone.now())
    assert not Person.objects.visible_to(again).exists()
    shown = KnownCompetence.objects.visible_to(again).values_list("competence__code", flat=True)
    assert list(shown) == ["palveluohjaus"], "as a board member sees what is shown to the network, no more"


CIRCLES = {
    # Who sees a strength of the employee and of the freelancer, by the circle it is shown to.
    "coordinator": {"coordinator", "auditor", "system"},
    "network": {"coordinator", "auditor", "system", "professional", "board member"},
    "public": {"coordinator", "auditor", "system", "professional", "board member"},
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_an_employer_never_sees_strengths_in_any_circle(register: Register, circle: str) -> None:
    KnownCompetence.objects.filter(competence__kind="strength").update(circle=circle)
    seen = {
        who: set(KnownCompetence.objects.visible_to(viewer).values_list("competence__code", flat=True))
        for who, viewer in register.readers.items()
    }
    assert {who for who, codes in seen.items() if "kuorolaulu" in codes} == CIRCLES[circle]
    others = {"contact"} if circle != "coordinator" else set()
    readers = CIRCLES[circle] | {"professional"} | others
    assert {who for who, codes in seen.items() if "pelit" in codes} == readers


def test_an_employer_sees_no_strengths_in_another_role_either(register: Register) -> None:
    KnownCompetence.objects.update(circle=KnownCompetence.Circle.PUBLIC)
    contact = register.readers["contact"]
    Role.objects.filter(user=contact).update(kind=RoleKind.BOARD_MEMBER)
    again = User.objects.get(pk=contact.pk).at(timezone.now())
    codes = set(KnownCompetence.objects.visible_to(again).values_list("competence__code", flat=True))
    assert "kuorolaulu" not in codes
    assert "pelit" in codes, "the freelancer has no employer to hide them from"


def test_a_link_reaches_its_own_person_and_nobody_else(register: Register) -> None:
    link = Actor(kind="link", name="link:1", only=Reference("person", register.employee.public_id))
    assert list(Person.objects.visible_to(link)) == [register.employee]
    for model in (KnownCompetence, Limit, Availability):
        found = set(model.objects.visible_to(link).values_list("person_id", flat=True))
        assert found == {register.employee.pk}
    Person.objects.filter(pk=register.employee.pk).update(deleted_at=timezone.now())
    for model in (Person, KnownCompetence, Limit, Availability):
        assert not model.objects.visible_to(link).exists()


def test_a_hint_is_seen_by_the_person_alone(register: Register) -> None:
    Hint.objects.create(
        network=register.network,
        person=register.freelancer,
        competence=Competence.objects.of(register.network)[0],
        level=3,
        given_by=register.readers["coordinator"],
        given_at=timezone.now(),
    )
    seeing = {who for who, viewer in register.readers.items() if Hint.objects.visible_to(viewer).exists()}
    assert seeing == {"professional", "system"}


def test_consents_are_seen_by_the_person_and_those_who_must_show_them(register: Register) -> None:
    Consent.objects.create(
        network=register.network, person=register.freelancer, kind="strengths", given_at=timezone.now()
    )
    seeing = {who for who, viewer in register.readers.items() if Consent.objects.visible_to(viewer).exists()}
    assert seeing == {"professional", "coordinator", "auditor", "system"}


def test_being_a_contact_elsewhere_opens_nothing_here(register: Register) -> None:
    elsewhere = make_network("muualla")
    Role.objects.create(
        network=elsewhere,
        user=register.readers["board member"],
        kind=RoleKind.PARTNER_CONTACT,
        since=timezone.localdate(),
    )
    user = register.readers["board member"]
    Contact.objects.create(
        network=elsewhere, organisation=make_organisation(elsewhere), name="Sama ihminen", user=user
    )
    again = User.objects.get(pk=user.pk).at(timezone.now())
    assert not Person.objects.visible_to(again).exists()


def test_the_deleted_are_seen_by_nobody(register: Register) -> None:
    register.employee.deleted_at = timezone.now()
    register.employee.save()
    for reader in ("coordinator", "contact"):
        assert register.employee not in Person.objects.visible_to(register.readers[reader])
