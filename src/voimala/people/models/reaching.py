"""Where and in which language a person is written to, and who answers for the person's hours at work."""

from django.conf import settings

from voimala.partners.models import Contact
from voimala.people.models.person import Person

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def address_of(person: Person) -> str:
    """The person's work e-mail, else the one of the person's contact or sign-in; "" when none is known."""
    known = (
        person.email,
        person.contact.email if person.contact else "",
        person.user.email if person.user and person.user.is_active else "",
    )
    return next((address for address in known if address), "")


def language_of(person: Person) -> str:
    """The one chosen at sign-in, else the first of the person's that the pages have, else their first."""
    if person.user:
        return person.user.language
    return next((code for code in person.languages or () if code in LANGUAGES), LANGUAGES[0])


def supervisor_of(person: Person) -> Contact | None:
    """The lead of the person's unit, else another contact of the employer; only one who can be written to.

    Nobody confirms her own hours. None for people without an employer.
    """
    if person.organisation_id is None:
        return None
    lead = person.unit.lead if person.unit else None
    others = Contact.objects.filter(organisation_id=person.organisation_id).order_by("pk")
    known = [lead, *others] if lead else list(others)
    return next((each for each in known if each.email and not is_same(person, each)), None)


def is_same(person: Person, contact: Contact) -> bool:
    """Is the contact the person herself?"""
    by_user = person.user_id is not None and person.user_id == contact.user_id
    by_address = bool(person.email) and person.email.casefold() == contact.email.casefold()
    return by_user or by_address or person.contact_id == contact.pk
