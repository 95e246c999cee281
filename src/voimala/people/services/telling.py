"""Telling people what is stored of them, before anything else happens with it (decision 31)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.office.models import Message
from voimala.office.services import queue_message
from voimala.people.models import Person
from voimala.people.models.reaching import address_of
from voimala.people.services.linking import LINK_DAYS, profile_link
from voimala.people.services.own import tell

PURPOSE = "stored"
DATA_PAGE = "?view=data"


def key_of(person: Person) -> str:
    """Names the one notice of a person in the outbox."""
    return f"{PURPOSE}-{person.public_id}"


def write_notice(person: Person, *, language: str, now: dt.datetime) -> bool:
    """Put the notice into the outbox, in the caller's transaction; False when there is nothing to write to.

    She counts as told when it has left (`note_sent`). Nothing leaves the demonstration, whose messages are
    read on a page: there it counts as sent when it is written.
    """
    to = address_of(person)
    if not to:
        return False
    url = profile_link(person=person, now=now, language=language) + DATA_PAGE
    queue_message(
        to=to,
        template="people/mail/stored",
        language=language,
        context={"person": person, "url": url, "days": LINK_DAYS},
        purpose=PURPOSE,
        now=now,
        network=person.network,
        key=key_of(person),
    )
    if settings.DEMO:
        _mark_told(Person.objects.filter(pk=person.pk), now)
    return True


def note_sent(message: Message, now: dt.datetime) -> None:
    """Fills the office's slot `sent`: the notice has left, so the person is told."""
    if message.purpose == PURPOSE and message.key:
        _mark_told(Person.objects.filter(public_id=message.key.removeprefix(f"{PURPOSE}-")), now)


def letters_to(public_id: Any, *states: str) -> QuerySet[Message]:
    """The notices of people, for a condition over them: `public_id` refers to the outer row."""
    letters: QuerySet[Message] = Message.objects.filter(key=Concat(Value(f"{PURPOSE}-"), public_id))
    return letters.filter(state__in=states) if states else letters


def not_written_to(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of the people to whom no letter waits to leave."""
    state = Message.State
    return people.exclude(Exists(letters_to(OuterRef("public_id"), state.WAITING, state.SENDING)))


@transaction.atomic
def tell_of_storing(*, by: Actor, person: Person, now: dt.datetime) -> None:
    """Somebody has told her face to face or by phone. Told already, it changes nothing and is not noted."""
    access.require("people.tell_of_storing", by, person)
    if _mark_told(Person.objects.filter(pk=person.pk), now):
        person.told_at = now
        tell(by, "storing_told", person, now)


def _mark_told(people: QuerySet[Person], now: dt.datetime) -> int:
    return people.filter(told_at=None).update(told_at=now)
