"""The way to the own profile for somebody without an account: a link, and the message that brings it."""

import datetime as dt

from django.db import transaction

from voimala.core import access
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.office.models import Message
from voimala.office.services import make_link, queue_message
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, language_of
from voimala.people.services.own import tell

LINK_DAYS = 30
LINK_ACTION = "profile"
PURPOSE = "profile"


def profile_link(*, person: Person, now: dt.datetime, language: str = "") -> str:
    """The address of a link that opens the person's own profile for 30 days, in the person's language."""
    return make_link(
        network=person.network,
        action=LINK_ACTION,
        subject=Reference("person", person.public_id),
        language=language or language_of(person),
        expires_at=now + dt.timedelta(days=LINK_DAYS),
        now=now,
    )


@transaction.atomic
def invite_to_profile(*, by: Actor, person: Person, now: dt.datetime) -> bool:
    """Send the person the link to her own profile; False when that was done today already.

    Raises:
        NoAddress: nothing is known to write to.
    """
    access.require("people.invite_to_profile", by, person)
    key = f"{PURPOSE}-{person.public_id}-{person.network.today(now)}"
    if Message.objects.filter(key=key).exists():
        return False
    queue_message(
        to=address_of(person),
        template="people/mail/profile",
        language=language_of(person),
        context={"person": person, "url": profile_link(person=person, now=now), "days": LINK_DAYS},
        purpose=PURPOSE,
        now=now,
        network=person.network,
        key=key,
    )
    tell(by, "profile_asked", person, now)
    return True
