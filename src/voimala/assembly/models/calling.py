"""Whom an open call reaches, and where it stands. Reads only."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from voimala.assembly.models.asking import Asking, Call
from voimala.assembly.models.group import Seat
from voimala.assembly.models.naming import who_said_no
from voimala.people.models import Limit, Person, PersonQuerySet
from voimala.people.models.reaching import address_of


def people_to_call(seat: Seat) -> list[Person]:
    """Who could sit in the seat and can be written to: not in the group, no earlier no, no limit in the way.

    Somebody whose sector is not known is called too.
    """
    brief = seat.group.brief
    seated = list(
        seat.group.seats.exclude(pk=seat.pk).filter(person__isnull=False).values_list("person_id", flat=True)
    )
    people: PersonQuerySet = Person.objects.filter(network_id=seat.network_id).suggestable()
    people = people.exclude(pk__in=[*seated, *who_said_no(seat)])
    in_the_way = Q(other__in=seated) | Q(unit__isnull=False, unit=brief.phenomenon.host_unit_id)
    limits = Limit.objects.filter(period_id=brief.period_id, network_id=seat.network_id)
    people = people.exclude(pk__in=limits.filter(in_the_way).values("person_id"))
    people = people.exclude(pk__in=limits.filter(person__in=seated, other__isnull=False).values("other_id"))
    if seat.sector:
        not_known = Q(own_sector="") & (Q(unit=None) | Q(unit__sector=""))
        people = people.filter(
            Q(own_sector=seat.sector) | Q(own_sector="", unit__sector=seat.sector) | not_known
        )
    found = people.select_related("organisation", "unit__lead", "contact", "user")
    return [person for person in found if address_of(person)]


def _could_be_taken() -> Q:
    """Said yes, may still be suggested, and has no seat in the group yet."""
    seated = Seat.objects.filter(group=OuterRef("seat__group"), person=OuterRef("person"))
    return Q(state=Asking.State.YES, person__in=Person.objects.suggestable()) & ~Q(Exists(seated))


def volunteers(call: Call) -> list[Asking]:
    """Who said yes, the first first; those who cannot be taken any more are left out."""
    said_yes = call.askings.filter(_could_be_taken())
    return list(said_yes.select_related("person__organisation", "person__unit").order_by("answered_at", "pk"))


def with_volunteers() -> "QuerySet[Asking, int | None]":
    """Keys of the seats for which the coordinator may still choose among those who said yes."""
    said_yes = Asking.objects.filter(_could_be_taken(), part=Asking.Part.CALL, call__closed_at=None)
    return said_yes.values_list("seat_id", flat=True)


def is_open(call: Call, now: dt.datetime) -> bool:
    """Does the call still take answers?"""
    return call.closed_at is None and now < call.ends_at
