"""Two take different volunteers for one seat, minds change, a unit names twice: one is done, whole."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from tests.apps.assembly.asked import faults, make_group
from tests.apps.assembly.askings import contact_for
from tests.apps.assembly.askings import seat_of as one_seat
from tests.apps.factories import make_network, make_person, make_user
from tests.apps.together import apart, at_once
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import (
    Newcomer,
    ask_to_name,
    close_call,
    name_for_seat,
    open_call,
    take_back_asking,
    take_volunteer,
    volunteer,
)
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Sector
from voimala.people.models import Booking, Person

pytestmark = pytest.mark.usefixtures("installed_database")

RACES = 8
WEEK = dt.timedelta(days=7)


def make_scene(now: dt.datetime) -> tuple[list[Actor], Group]:
    """Two coordinators, and two of culture who are in no group and can be called."""
    network = make_network("kutsut")
    coordinators = [acting(make_user(network)) for _ in range(2)]
    group = make_group(network, coordinators[0], now)
    for number in range(2):
        make_person(network, Sector.CULTURE, None, kind="freelancer", email=f"vapaa{number}@example.org")
    contact_for(group.brief.phenomenon.host_unit)
    return coordinators, group


def done(deed: Callable[[], object]) -> bool:
    """Whether it was done, or refused in words."""
    try:
        deed()
    except DomainError:
        return False
    return True


def called(by: Actor, seat: Seat, now: dt.datetime) -> list[Asking]:
    """An open call to which the two have said yes."""
    call = open_call(by=by, seat=seat, text="", ends_at=now + WEEK, now=now)
    askings = list(call.askings.filter(person__email__startswith="vapaa").order_by("pk"))
    for asking in askings:
        volunteer(by=by, asking=asking, answer=Asking.State.YES, now=now)
    return askings


def given_back(by: Actor, seat: Seat, now: dt.datetime) -> None:
    seat.refresh_from_db()
    if seat.state == Seat.State.CONFIRMED:
        take_back_asking(by=by, seat=seat, now=now)
    Seat.objects.filter(pk=seat.pk).update(person=None)
    Asking.objects.filter(seat=seat).delete()


def test_race_for_a_called_seat_takes_one_and_overbooks_nobody(now: dt.datetime) -> None:
    """Two coordinators take, a third hand ends the call, a volunteer changes her mind."""
    coordinators, group = apart(lambda: make_scene(now))
    seat = apart(partial(one_seat, group, wish="art_leader"))
    for number in range(RACES):
        first, second = apart(partial(called, coordinators[0], seat, now))
        link = Actor(kind="link", name="link", only=first.reference)
        deeds = [
            partial(take_volunteer, by=coordinators[0], asking=first, now=now),
            partial(take_volunteer, by=coordinators[1], asking=second, now=now),
            partial(volunteer, by=link, asking=first, answer=Asking.State.NO, now=now),
            partial(close_call, by=coordinators[1], call=second.call, now=now),
        ]
        taken = at_once([partial(done, deed) for deed in deeds])
        assert apart(lambda: faults(group.network)) == [], f"race {number}"
        seated = apart(lambda: Seat.objects.get(pk=seat.pk).person_id)
        assert taken[:2].count(True) == (seated is not None), f"race {number}: {taken}"
        assert apart(Booking.objects.count) == (seated is not None)
        apart(partial(given_back, coordinators[0], seat, now))


def test_race_of_a_unit_that_names_twice_fills_the_seat_once(now: dt.datetime) -> None:
    coordinators, group = apart(lambda: make_scene(now))
    seat = apart(partial(one_seat, group, kind="unit"))
    asking = apart(partial(ask_to_name, by=coordinators[0], seat=seat, now=now))
    link = Actor(kind="link", name="link", only=asking.reference)
    named = [Newcomer(f"Nimetty {number}", "Hoitaja", f"nimetty{number}@example.org") for number in range(3)]
    told = at_once(
        [partial(done, partial(name_for_seat, by=link, asking=asking, named=who, now=now)) for who in named]
    )
    assert told.count(True) == 1
    assert apart(lambda: faults(group.network)) == []
    entered = apart(
        lambda: list(Person.objects.filter(name__startswith="Nimetty").values_list("name", flat=True))
    )
    assert entered == [named[told.index(True)].name], "whoever was refused was not entered either"
