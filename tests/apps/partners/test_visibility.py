"""Who sees which organisations, units and promises: one table."""

from typing import Any

import pytest
from django.utils import timezone

from tests.apps.factories import make_commitment, make_organisation, make_unit, make_user
from voimala.accounts.models import Role, User
from voimala.core.dates import PartialDate
from voimala.core.viewer import Visitor, system
from voimala.networks.models import Network, RoleKind
from voimala.partners.models import Commitment, Contact, Membership, Organisation, Term, Unit


@pytest.fixture
def readers(network: Network, member: User, stranger: User) -> dict[str, Any]:
    """A member organisation and a workplace, each with a unit and a promise, and every kind of reader."""
    partner = make_organisation(network, code="partner")
    workplace = make_organisation(network, code="workplace")
    for organisation in (partner, workplace):
        make_unit(network, organisation)
        make_commitment(organisation, minutes=600)
    Membership.objects.create(
        network=network, organisation=partner, ground=Membership.Ground.AGREEMENT, since=PartialDate("2018")
    )
    Term.objects.create(network=network, organisation=partner, duty=Term.Duty.ADMINISTRATOR)
    contact = make_user(network, RoleKind.PARTNER_CONTACT)
    Contact.objects.create(network=network, organisation=workplace, name="Yhteyshenkilö", user=contact)
    return {
        "coordinator": member,
        "auditor": make_user(network, RoleKind.AUDITOR),
        "board member": make_user(network, RoleKind.BOARD_MEMBER),
        "contact": contact,
        "professional": make_user(network, RoleKind.PROFESSIONAL),
        "stranger": stranger,
        "visitor": Visitor(),
        "system": system("test"),
    }


BOTH = {"partner", "workplace"}
TABLE = {
    # For each reader organisations, promises, how many units, how many memberships and terms.
    "coordinator": (BOTH, BOTH, 2, 2),
    "auditor": (BOTH, BOTH, 2, 2),
    "board member": (BOTH, BOTH, 2, 2),
    "contact": (BOTH, {"workplace"}, 2, 2),
    "professional": (BOTH, set(), 2, 2),
    "stranger": ({"partner"}, set(), 0, 2),
    "visitor": ({"partner"}, set(), 0, 2),
    "system": (BOTH, BOTH, 2, 2),
}


@pytest.mark.parametrize("reader", TABLE)
def test_who_sees_what(network: Network, readers: dict[str, Any], reader: str) -> None:
    viewer = readers[reader]
    organisations, promises, units, places = TABLE[reader]
    seen = Organisation.objects.visible_to(viewer).of(network).values_list("code", flat=True)
    assert sorted(seen) == sorted(organisations)
    promised = Commitment.objects.visible_to(viewer).values_list("organisation__code", flat=True)
    assert sorted(promised) == sorted(promises)
    assert Unit.objects.visible_to(viewer).count() == units
    memberships = Membership.objects.visible_to(viewer).count()
    assert memberships + Term.objects.visible_to(viewer).count() == places


def test_an_unpublished_network_shows_its_members_to_its_own_people_only(
    network: Network, readers: dict[str, Any]
) -> None:
    network.published = False
    network.save()
    for outsider in ("stranger", "visitor"):
        assert not Organisation.objects.visible_to(readers[outsider]).of(network).exists()
        assert not Membership.objects.visible_to(readers[outsider]).of(network).exists()
    assert Organisation.objects.visible_to(readers["professional"]).of(network).count() == 2


def test_a_contact_without_the_role_sees_no_promise(network: Network, readers: dict[str, Any]) -> None:
    contact = readers["contact"]
    Role.objects.filter(user=contact).update(kind=RoleKind.PROFESSIONAL)
    again = User.objects.get(pk=contact.pk).at(timezone.now())
    assert not Commitment.objects.visible_to(again).exists()
