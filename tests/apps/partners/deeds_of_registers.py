"""The deeds of the registers and of the roles, as rows of the table of deeds."""

import datetime as dt
from typing import Any

from tests.apps.factories import make_organisation, make_person, make_unit
from voimala.accounts.models import Invitation
from voimala.accounts.services import Newcomer, RoleWish, make_invitation, withdraw_invitation
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.networks.models import RoleKind
from voimala.partners.models import Contact, Membership, Organisation, Unit
from voimala.partners.services.contacts import ContactPlan, add_contact, change_contact, remove_contact
from voimala.partners.services.inviting import accept_invitation, invite, invite_again
from voimala.partners.services.keeping import record
from voimala.partners.services.memberships import (
    MembershipPlan,
    add_membership,
    change_membership,
    remove_membership,
)
from voimala.partners.services.organisations import (
    OrganisationPlan,
    change_organisation,
    remove_organisation,
)
from voimala.partners.services.reading import note_contacts_read, note_users_read
from voimala.partners.services.units import UnitPlan, add_unit, change_unit, remove_unit
from voimala.people.models import Competence, KnownCompetence
from voimala.people.services.competences import (
    CompetencePlan,
    add_competence,
    change_competence,
    remove_competence,
)
from voimala.people.services.keeping import PersonPlan, change_person

LETTER = "kutsukirje00"
BY_THE_LETTER = Actor(kind="link", name="link:1", only=Reference("invitation", LETTER))
READING = "reading is told of, not asked for: the views ask"
NOT_DEEDS = {
    note_contacts_read: READING,
    note_users_read: READING,
    record: "the last line of a deed of the registers, which asks",
}


def with_people(scene: Any) -> Organisation:
    """An organisation whose units and people are found by its name too."""
    unit = make_unit(scene.network)
    make_person(scene.network, unit=unit, organisation=unit.organisation, competences={"kuorolaulu": 3})
    found: Organisation = unit.organisation
    return found


def a_unit(scene: Any) -> Unit:
    found: Unit = with_people(scene).units.get()
    return found


def a_contact(scene: Any) -> Contact:
    home = make_organisation(scene.network)
    found: Contact = Contact.objects.create(network=scene.network, organisation=home, name="Yhteys (malli 1)")
    return found


def a_membership(scene: Any) -> Membership:
    home = make_organisation(scene.network)
    found: Membership = Membership.objects.create(
        network=scene.network, organisation=home, ground=Membership.Ground.INTENT
    )
    return found


def an_invitation(scene: Any, days_ago: int = 0, kind: str = RoleKind.BOARD_MEMBER) -> Invitation:
    then = scene.now - dt.timedelta(days=days_ago)
    wish = RoleWish("uusi@example.org", kind)
    made = make_invitation(network=scene.network, wish=wish, user=None, now=then)
    Invitation.objects.filter(pk=made.pk).update(public_id=LETTER)
    made.refresh_from_db()
    return made


def a_skill(scene: Any) -> Competence:
    make_person(scene.network, competences={"kuorolaulu": 3})
    found: Competence = KnownCompetence.objects.filter(network=scene.network)[0].competence
    return found


def unused_skill(scene: Any) -> Competence:
    found: Competence = Competence.objects.create(
        network=scene.network, code="uusi", kind="professional", name_fi="Uusi"
    )
    return found


def named(text: str) -> dict[str, str]:
    return {"name_fi": text}


ROWS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (
        change_organisation,
        lambda scene: {
            "organisation": with_people(scene),
            "seen": 1,
            "plan": OrganisationPlan(named("Uusi nimi"), "culture"),
        },
        ("organisation_changed",),
    ),
    (
        remove_organisation,
        lambda scene: {"organisation": make_organisation(scene.network)},
        ("organisation_removed",),
    ),
    (
        add_unit,
        lambda scene: {
            "organisation": make_organisation(scene.network),
            "plan": UnitPlan(named("Uusi yksikkö"), "health"),
        },
        ("unit_added",),
    ),
    (
        change_unit,
        lambda scene: {"unit": a_unit(scene), "seen": 1, "plan": UnitPlan(named("Uusi yksikkö"), "social")},
        ("unit_changed",),
    ),
    (remove_unit, lambda scene: {"unit": make_unit(scene.network)}, ("unit_removed",)),
    (
        add_contact,
        lambda scene: {
            "organisation": make_organisation(scene.network),
            "plan": ContactPlan("Uusi (malli 1)"),
        },
        ("contact_added",),
    ),
    (
        change_contact,
        lambda scene: {"contact": a_contact(scene), "seen": 1, "plan": ContactPlan("Uusi (malli 1)")},
        ("contact_changed",),
    ),
    (remove_contact, lambda scene: {"contact": a_contact(scene)}, ("contact_removed",)),
    (
        add_membership,
        lambda scene: {
            "organisation": make_organisation(scene.network),
            "plan": MembershipPlan("intent", None, None),
        },
        ("membership_added",),
    ),
    (
        change_membership,
        lambda scene: {
            "membership": a_membership(scene),
            "seen": 1,
            "plan": MembershipPlan("agreement", None, None),
        },
        ("membership_changed",),
    ),
    (remove_membership, lambda scene: {"membership": a_membership(scene)}, ("membership_removed",)),
    (
        invite,
        lambda scene: {
            "network": scene.network,
            "wish": RoleWish("uusi@example.org", RoleKind.BOARD_MEMBER),
        },
        ("role_offered",),
    ),
    (invite_again, lambda scene: {"invitation": an_invitation(scene, 3)}, ("role_offered_again",)),
    (withdraw_invitation, lambda scene: {"invitation": an_invitation(scene)}, ("invitation_withdrawn",)),
    (
        accept_invitation,
        lambda scene: {
            "invitation": an_invitation(scene),
            "newcomer": Newcomer("Uusi (malli 1)", "pitkä ja helppo lause"),
        },
        ("role_taken",),
    ),
    (
        change_person,
        lambda scene: {
            "person": make_person(scene.network),
            "seen": 1,
            "plan": PersonPlan("Uusi Nimi (malli 1)", "freelancer", languages=("fi",)),
        },
        ("person_changed",),
    ),
    (
        add_competence,
        lambda scene: {
            "network": scene.network,
            "plan": CompetencePlan(named("Uusi taito"), "professional"),
        },
        ("competence_added",),
    ),
    (
        change_competence,
        lambda scene: {
            "competence": a_skill(scene),
            "seen": 1,
            "plan": CompetencePlan(named("Uusi taito"), "professional", retired=True),
        },
        ("competence_changed",),
    ),
    (remove_competence, lambda scene: {"competence": unused_skill(scene)}, ("competence_removed",)),
)
