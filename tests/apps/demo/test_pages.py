"""The demonstration as its sign-ins meet it: the registers open, and nobody sees more than allowed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from demo.accounts import AUDITOR, BOARD_MEMBER, COORDINATOR, PARTNER_CONTACT, PROFESSIONAL
from voimala.accounts.models import User
from voimala.networks.models import Network
from voimala.partners.models import Organisation
from voimala.people.models import Competence, Person

ClientOf = Callable[[User | None], Client]
OPEN = {
    COORDINATOR: (200, 200),
    PARTNER_CONTACT: (200, 200),
    BOARD_MEMBER: (404, 200),
    PROFESSIONAL: (200, 200),
    AUDITOR: (200, 200),
}


@pytest.mark.parametrize("email", OPEN)
def test_the_registers_open_for_those_who_read_them(seeded: Network, client_of: ClientOf, email: str) -> None:
    client = client_of(User.objects.get(email=email))
    found = tuple(
        client.get(reverse(name, args=[seeded.code])).status_code
        for name in ("people:people", "partners:partners")
    )
    assert found == OPEN[email]


def test_the_partners_contact_never_meets_a_strength(seeded: Network, client_of: ClientOf) -> None:
    contact = User.objects.get(email=PARTNER_CONTACT)
    client = client_of(contact)
    strengths = Competence.objects.of(seeded).filter(kind=Competence.Kind.STRENGTH)
    words = list(strengths.values_list("name_fi", flat=True))
    staff = Person.objects.visible_to(contact)
    with_strengths = staff.filter(competences__competence__in=strengths).distinct()
    assert with_strengths.exists()
    for person in with_strengths:
        url = reverse("people:person", args=[seeded.code, person.public_id])
        page = client.get(url).content.decode()
        assert [word for word in words if word in page] == []


def test_every_organisation_has_a_page(seeded: Network, client_of: ClientOf) -> None:
    client = client_of(User.objects.get(email=COORDINATOR))
    for organisation in Organisation.objects.of(seeded):
        page = client.get(reverse("partners:organisation", args=[seeded.code, organisation.public_id]))
        assert page.status_code == 200
        assert ("keksitty" in page.content.decode()) == organisation.synthetic
