"""What tests of hours share: a scene of people with few hours, and the check that nothing is overbooked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from tests.apps.factories import make_commitment, make_network, make_organisation, make_person, make_user
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Period
from voimala.partners.models import Commitment, Organisation
from voimala.people.models import Availability, Person
from voimala.people.services import HourWish

HOUR = 60


@dataclass(frozen=True)
class Scene:
    """`employees` work for `organisation`; the freelancer has no employer, the unknown no known hours."""

    network: Network
    by: Actor
    period: Period
    organisation: Organisation
    employees: tuple[Person, ...]
    freelancer: Person
    unknown: Person

    @property
    def people(self) -> tuple[Person, ...]:
        return (*self.employees, self.freelancer, self.unknown)

    def wish(self, person: Person, minutes: int, seat: str) -> HourWish:
        return HourWish(person, self.period, minutes, seat_of(seat))


def make_scene(
    promised: int | None = 30 * HOUR, own: int | None = 24 * HOUR, employees: int = 2, code: str = "tunnit"
) -> Scene:
    network = make_network(code)
    organisation = make_organisation(network)
    make_commitment(organisation, promised)
    people = [make_person(network, minutes=own, organisation=organisation) for _ in range(employees)]
    return Scene(
        network=network,
        by=acting(make_user(network)),
        period=Period.objects.of(network).get(),
        organisation=organisation,
        employees=tuple(people),
        freelancer=make_person(network, minutes=own),
        unknown=make_person(network, minutes=None),
    )


def seat_of(name: str) -> Reference:
    return Reference("seat", name)


def assert_hours_add_up() -> None:
    """Every counter is the sum of its bookings, and no sum is over what there is."""
    for rows in (Availability, Commitment):
        for row in rows.objects.annotate(held_sum=sum_of("held"), booked_sum=sum_of("booked")):
            assert (row.held, row.booked) == (row.held_sum, row.booked_sum), row
            assert row.minutes is None or row.held + row.booked <= row.minutes, row


def sum_of(state: str) -> Coalesce:
    return Coalesce(Sum("bookings__minutes", filter=Q(bookings__state=state)), 0)


def counters(row: Availability | Commitment) -> tuple[int, int]:
    row.refresh_from_db()
    return row.held, row.booked


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)
