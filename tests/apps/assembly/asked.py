"""A group whose people can be asked, and whether rows agree with each other."""

import datetime as dt
from typing import Any

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_network, make_organisation, make_unit, make_user
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.models.agreeing import HOLDING, Hours
from voimala.assembly.services import decide_group, propose_group
from voimala.assembly.services.seats import fresh, standing_of
from voimala.core.models import Event, EventSubject
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.partners.models import Contact, Organisation
from voimala.people.models import Availability, Booking, Person

FREELANCER = Person.Kind.FREELANCER


def employ(person: Person, order: str = "person_first", **contact: Any) -> Contact:
    """Give the person a unit whose lead can be written to."""
    organisation = make_organisation(person.network, asking_order=order)
    unit = make_unit(person.network, organisation)
    lead = Contact.objects.create(
        network=person.network,
        organisation=organisation,
        **{"name": "Esihenkilö", "email": f"lead{unit.pk}@example.org", **contact},
    )
    unit.lead = lead
    unit.save()
    person.organisation, person.unit, person.kind = organisation, unit, Person.Kind.EMPLOYEE
    person.save()
    return lead


def with_addresses(people: dict[str, Person]) -> None:
    for name, person in people.items():
        person.email = f"{name}@example.org"
        person.save()


def make_group(network: Network, by: Actor, now: dt.datetime) -> Group:
    """Decided, nobody asked: a musician, a social worker and others of `make_people`, all freelancers."""
    people = make_people(network)
    with_addresses(people)
    Person.objects.filter(pk__in=[row.pk for row in people.values()]).update(kind=FREELANCER)
    proposal = propose_group(by=by, brief=make_brief(network), now=now)
    return decide_group(by=by, proposal=proposal, reason="Kattaa tarpeet", now=now)


def make_group_elsewhere(code: str, now: dt.datetime) -> tuple[Actor, Group]:
    network = make_network(code)
    by = acting(make_user(network))
    return by, make_group(network, by, now)


def seat_of(group: Group, role: str) -> Seat:
    """The seat of the person with this work role."""
    found: Seat = Seat.objects.get(group=group, person__work_role=role)
    return fresh(found)


def asking_of(seat: Seat, part: str = "person") -> Asking:
    found: Asking = Asking.objects.filter(seat=seat, part=part).order_by("-pk")[0]
    return found


def organisation_of(person: Person) -> Organisation:
    found: Organisation = Organisation.objects.get(people=person)
    return found


def faults(network: Network) -> list[str]:
    """Where seats, hours, askings, letters and the trail do not say the same; [] when all agree."""
    told: list[str] = []
    for row in Seat.objects.filter(network=network).order_by("pk"):
        told += [f"seat {row.position} ({row.state}): {fault}" for fault in _faults_of(fresh(row))]
    for availability in Availability.objects.filter(network=network):
        bookings = Booking.objects.filter(availability=availability)
        for counter in (Booking.State.HELD, Booking.State.BOOKED):
            summed = sum(each.minutes for each in bookings if each.state == counter)
            if getattr(availability, counter) != summed:
                told.append(f"{availability}: {counter} is not the sum of its bookings")
    seats = set(Seat.objects.values_list("public_id", flat=True))
    told += [f"hours without a seat: {row}" for row in Booking.objects.all() if row.seat_id not in seats]
    return told


def _faults_of(seat: Seat) -> list[str]:
    standing = standing_of(seat)
    told = []
    booking = Booking.objects.for_seats([seat.reference]).first()
    expected = standing.hours if seat.person_id else Hours.NONE
    if (booking.state if booking else "") != expected:
        told.append(f"hours are {booking.state if booking else 'none'}, not {expected or 'none'}")
    if booking and seat.person_id != booking.availability.person_id:
        told.append("the hours are somebody else's")
    waiting = Asking.objects.filter(seat=seat, state=Asking.State.WAITING)
    wanted = {"asked": "person", "supervisor": "supervisor"}.get(seat.state)
    if wanted and [row.part for row in waiting] != [wanted]:
        told.append(f"askings {[row.part for row in waiting]}, not one of the {wanted}")
    if not wanted and seat.state not in ("naming", "called") and waiting.exists():
        told.append("an asking still waits")
    if seat.state in HOLDING and seat.waits_until is None:
        told.append("waits for ever")
    for asking in Asking.objects.filter(seat=seat):
        told += _faults_of_asking(asking)
    return told


def _faults_of_asking(asking: Asking) -> list[str]:
    told = []
    if Message.objects.filter(key=f"asking:{asking.public_id}").count() != 1:
        told.append(f"asking {asking.pk} has not exactly one letter")
    answered = asking.answered_at is not None
    events = Event.objects.filter(
        deed="seat_answered",
        pk__in=_events_about(asking),
    )
    if events.exists() != answered:
        told.append(f"asking {asking.pk}: the trail and the answer differ")
    return told


def _events_about(asking: Asking) -> list[int]:
    subjects = EventSubject.objects.filter(kind="asking", subject_id=asking.public_id)
    return list(subjects.values_list("event_id", flat=True))
