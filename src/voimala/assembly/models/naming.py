"""Who is asked to name somebody for a seat, and who could be named. Reads only."""

from voimala.assembly.models.asking import Asking
from voimala.assembly.models.group import Seat
from voimala.partners.models import Contact, Organisation, Unit
from voimala.people.models import Person, PersonQuerySet


def unit_of(seat: Seat) -> Unit | None:
    """The unit that names: the suggested person's own, else the one where the need is."""
    if seat.person is not None:
        return seat.person.unit
    return seat.group.brief.phenomenon.host_unit


def contact_of_unit(unit: Unit) -> Contact | None:
    """The unit's lead, else somebody of its organisation who can be written to."""
    if unit.lead is not None and unit.lead.email:
        return unit.lead
    return contact_of(unit.organisation) or unit.lead


def contact_of(organisation: Organisation) -> Contact | None:
    found: Contact | None = organisation.contacts.exclude(email="").order_by("pk").first()
    return found


def could_be_named(seat: Seat, unit: Unit) -> PersonQuerySet:
    """The unit's own people who may be asked, are not in the group and have not said no to this seat."""
    taken = seat.group.seats.exclude(pk=seat.pk).filter(person__isnull=False)
    people: PersonQuerySet = Person.objects.filter(unit=unit).suggestable()
    return people.exclude(pk__in=taken.values("person_id")).exclude(pk__in=who_said_no(seat))


def who_said_no(seat: Seat) -> list[int]:
    """People who have declined this very seat: nobody is asked twice."""
    declined = Asking.objects.filter(seat=seat, state=Asking.State.NO, part__in=Asking.OF_PERSON)
    return [key for key in declined.values_list("person_id", flat=True) if key is not None]


def associations(seat: Seat) -> "list[Organisation]":
    """The network's associations, those that can be written to first."""
    third = Organisation.objects.filter(network_id=seat.network_id, kind=Organisation.Kind.THIRD)
    rows = list(third.prefetch_related("contacts"))
    return sorted(rows, key=lambda row: not any(contact.email for contact in row.contacts.all()))
