"""What tests of askings share: contacts with addresses, seats of a kind, links in messages."""

import re
from typing import Any

from voimala.assembly.models import Group, Seat
from voimala.office.models import Message
from voimala.partners.models import Contact, Organisation, Unit

LINK = re.compile(r"https?://[^/\s]+(/(?:sv/|en/)?l/\S+)")


def contact_for(place: Unit | Organisation, email: str = "lahiesihenkilo@example.org") -> Contact:
    """Somebody who can be written to; of a unit its lead."""
    organisation = place.organisation if isinstance(place, Unit) else place
    contact = Contact.objects.create(
        network=place.network, organisation=organisation, name="Yhteys Henkilö", email=email
    )
    if isinstance(place, Unit):
        place.lead = contact
        place.save(update_fields=["lead"])
    return contact


def seat_of(group: Group, **which: Any) -> Seat:
    found: Seat = group.seats.filter(**which).order_by("position")[0]
    return found


def links_in(to: str, purpose: str) -> list[str]:
    """The paths of the one-action links in the newest message of the purpose to somebody."""
    message = Message.objects.filter(to=to, purpose=purpose).order_by("-pk").first()
    return list(dict.fromkeys(LINK.findall(message.text))) if message else []


def address_in(to: str, purpose: str) -> str:
    [address] = links_in(to, purpose)
    return address
