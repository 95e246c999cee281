"""The users behind the demonstration's sign-ins, with their roles and their places in the registers."""

import datetime as dt
from functools import cache

from django.contrib.auth.hashers import make_password

from demo.accounts import (
    PARTNER_CONTACT,
    PASSWORD,
    PROFESSIONAL,
    SignIn,
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
    "koordinaattori": RoleKind.COORDINATOR,
    "kumppani": RoleKind.PARTNER_CONTACT,
    "johtoryhma": RoleKind.BOARD_MEMBER,
    "ammattilainen": RoleKind.PROFESSIONAL,
    "tarkastaja": RoleKind.AUDITOR,
    "yllapito": RoleKind.OPERATOR,
}
"""By what stands before the @ of a sign-in."""
PARTNER_UNIT = "Nuorten aikuisten avohoito"
HINTED = "varhaiskasvatus"
IN_OFFICE = dt.timedelta(days=365)


@cache
def hashed() -> str:
    """The one password is hashed once: it is no secret, and hashing is slow on purpose."""
    return make_password(PASSWORD)


def build_users(network: Network, sign_ins: tuple[SignIn, ...], now: dt.datetime) -> list[User]:
    """One user with one role for each sign-in, in their order."""
    users = User.objects.bulk_create(
        User(email=email, name=name, password=hashed(), joined_at=now, synthetic=True)
        for email, _password, name in sign_ins
    )
    Role.objects.bulk_create(
        Role(
            network=network,
            user=user,
            kind=ROLES[user.email.partition("@")[0]],
            since=now.date() - IN_OFFICE,
        )
        for user in users
    )
    return users


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
