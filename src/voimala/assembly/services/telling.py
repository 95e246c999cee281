"""The letters that askings cause: each in its receiver's language, with the link that answers it.

A letter is written in the transaction of its deed, once for each thing that is told. It must not grow who is
asked when; and no letter says whether somebody was asked before.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from voimala.assembly.models import Asking, Seat
from voimala.assembly.models.invitation import facts_of
from voimala.office.services import make_link, queue_message
from voimala.partners.models import Contact
from voimala.people.models import Person
from voimala.people.models.reaching import address_of, language_of

Part = Asking.Part
LINK_OUTLIVES = dt.timedelta(days=60)
"""How long a link outlives its answer time: it then says kindly that it is late, and works if prolonged."""


@dataclass(frozen=True)
class Letter:
    """What a kind of asking sends: the link's action, the template and the purpose's code."""

    action: str
    template: str
    purpose: str


LETTERS = {
    Part.PERSON: Letter("seat_answer", "assembly/mail/invitation", "seat_invitation"),
    Part.SUPERVISOR: Letter("supervisor", "assembly/mail/supervisor", "seat_supervisor"),
    Part.UNIT: Letter("unit_names", "assembly/mail/unit_names", "seat_unit_names"),
    Part.ASSOCIATION: Letter("association", "assembly/mail/association", "seat_association"),
    Part.CALL: Letter("call", "assembly/mail/call", "seat_call"),
    Part.QUESTION: Letter("question", "assembly/mail/question", "seat_question"),
}


def address_asked(asking: Asking) -> str:
    """Where the one who is asked is reached; "" when nowhere."""
    if asking.contact is not None:
        return str(asking.contact.email)
    return address_of(asking.person) if asking.person is not None else ""


def language_asked(asking: Asking) -> str:
    if asking.contact is not None:
        return contact_language(asking.contact)
    return language_of(asking.person) if asking.person is not None else settings.LANGUAGE_CODE


def contact_language(contact: Contact) -> str:
    """Of an account when there is one; contacts have no language of their own."""
    user = contact.user
    return str(user.language) if user is not None else settings.LANGUAGE_CODE


def send_asking(
    asking: Asking, *, now: dt.datetime, more: Mapping[str, Any] | None = None, again: str = ""
) -> bool:
    """Write the asking's letter with a new link; False when there is no address. `again` tells a second one
    from the first."""
    to = address_asked(asking)
    if not to:
        return False
    letter, language = LETTERS[Part(asking.part)], language_asked(asking)
    url = make_link(
        network=asking.network,
        action=letter.action,
        subject=asking.reference,
        language=language,
        expires_at=asking.answer_by + LINK_OUTLIVES,
        now=now,
    )
    with translation.override(language):
        facts = facts_of(asking.seat) if asking.seat is not None else None
        context = {"url": url, "asking": asking, "facts": facts, **(more or {})}
        _queue(asking, to, letter, language, context, now, f"asking:{asking.public_id}{again}")
    return True


def _queue(
    asking: Asking,
    to: str,
    letter: Letter,
    language: str,
    context: Mapping[str, Any],
    now: dt.datetime,
    key: str,
) -> None:
    queue_message(
        to=to,
        template=letter.template,
        language=language,
        context=context,
        purpose=letter.purpose,
        now=now,
        network=asking.network,
        key=key,
    )


def send_confirmed(seat: Seat, person: Person, *, now: dt.datetime) -> None:
    """Thanks and dates, when everybody has said yes."""
    key = f"confirmed:{seat.public_id}:{person.public_id}:{now:%Y%m%d%H%M%S%f}"
    _tell_person(seat, person, "assembly/mail/confirmed", "seat_confirmed", key, now)


def send_cancelled(seat: Seat, person: Person, *, now: dt.datetime) -> None:
    """The seat is not hers after all; no reason and no other name."""
    key = f"cancelled:{seat.public_id}:{person.public_id}:{now:%Y%m%d%H%M%S%f}"
    _tell_person(seat, person, "assembly/mail/cancelled", "seat_cancelled", key, now)


def send_request_off(asking: Asking, *, now: dt.datetime) -> None:
    """To a supervisor whose answer is not needed any more."""
    if asking.contact is None or not asking.contact.email or asking.seat is None:
        return
    language = contact_language(asking.contact)
    letter = Letter("", "assembly/mail/request_off", "seat_request_off")
    with translation.override(language):
        context = {"facts": facts_of(asking.seat), "asking": asking}
        _queue(asking, asking.contact.email, letter, language, context, now, f"off:{asking.public_id}")


def _tell_person(seat: Seat, person: Person, template: str, purpose: str, key: str, now: dt.datetime) -> None:
    to, language = address_of(person), language_of(person)
    if not to:
        return
    with translation.override(language):
        queue_message(
            to=to,
            template=template,
            language=language,
            context={"facts": facts_of(seat), "seat": seat, "person": person},
            purpose=purpose,
            now=now,
            network=seat.network,
            key=key,
        )
