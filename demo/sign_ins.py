"""The users behind the demonstration's sign-ins, with their roles and their places in the registers."""

import datetime as dt

from django.contrib.auth.hashers import make_password

from demo.accounts import (
    AUDITOR,
    BOARD_MEMBER,
    COORDINATOR,
    PARTNER_CONTACT,
    PASSWORD,
    PROFESSIONAL,
    SIGN_INS,
)
from demo.people import PROFESSIONAL_NUMBER, PROFESSIONAL_ROLE, PeopleMade
from demo.workplaces import Workplaces
from voimala.accounts.models import Role, User
from voimala.core.viewer import Actor
from voimala.networks.models import Network, RoleKind
from voimala.partners.models import Contact
from voimala.people.models import Competence, Level, Person
from voimala.people.services import give_hint

ROLES = {
    COORDINATOR: RoleKind.COORDINATOR,
    PARTNER_CONTACT: RoleKind.PARTNER_CONTACT,
    BOARD_MEMBER: RoleKind.BOARD_MEMBER,
    PROFESSIONAL: RoleKind.PROFESSIONAL,
    AUDITOR: RoleKind.AUDITOR,
}
PARTNER_UNIT = "Nuorten aikuisten avohoito"
HINTED = "varhaiskasvatus"
IN_OFFICE = dt.timedelta(days=365)


def build_users(network: Network, now: dt.datetime) -> dict[str, User]:
    """One user for each sign-in, by e-mail address. The one password is hashed once: it is no secret."""
    hashed = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(email=email, name=name, password=hashed, joined_at=now, synthetic=True)
        for email, _password, name in SIGN_INS
    )
    Role.objects.bulk_create(
        Role(network=network, user=user, kind=ROLES[user.email], since=now.date() - IN_OFFICE)
        for user in users
    )
    return {user.email: user for user in users}


def place_users(
    network: Network, users: dict[str, User], workplaces: Workplaces, people: PeopleMade
) -> Person:
    """The partner's contact leads an invented unit, the professional is one of the people: returned."""
    contact = users[PARTNER_CONTACT]
    lead = workplaces.unit(PARTNER_UNIT).lead
    Contact.objects.filter(pk=lead.pk if lead else None).update(user=contact, name=contact.name)
    person = people.called(f"{PROFESSIONAL_ROLE} (malli {PROFESSIONAL_NUMBER})")
    person.user = users[PROFESSIONAL]
    person.save(update_fields=["user"])
    return person


def leave_hint(person: Person, *, by: Actor, now: dt.datetime) -> None:
    """Somebody has seen what the professional can do; it waits on her profile."""
    seen = Competence.objects.get(network=person.network_id, code=HINTED)
    given_at = now - dt.timedelta(days=4)
    give_hint(by=by, person=person, competence=seen, level=Level.CAN, now=given_at)
