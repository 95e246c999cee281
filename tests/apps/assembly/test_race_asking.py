"""Two coordinators want one person's last hours at the same moment: one holds them, the other is told."""

import datetime as dt
from functools import partial

import pytest

from tests.apps.assembly.asked import faults, make_group, seat_of
from tests.apps.assembly.makers import make_brief, make_need
from tests.apps.factories import make_network, make_user
from tests.apps.together import apart, at_once
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import answer_asking, ask_seat, decide_group, propose_group
from voimala.core.errors import DomainError
from voimala.core.viewer import Actor, acting
from voimala.office.models import Message
from voimala.people.models import Availability, Booking
from voimala.people.services import NotEnoughHours

pytestmark = pytest.mark.usefixtures("installed_database")

MUSICIAN = "Musiikkipedagogi"
RACES, RACES_OF_ANSWERS = 100, 10


def make_scene(now: dt.datetime) -> tuple[list[Actor], list[Group]]:
    """One network, two coordinators, two groups that both want the musician, whose hours suffice for one."""
    network = make_network("kilpa")
    coordinators = [acting(make_user(network)) for _ in range(2)]
    first = make_group(network, coordinators[0], now)
    brief = make_brief(network, make_need(network, title_fi="Toinen tarve"))
    proposal = propose_group(by=coordinators[1], brief=brief, now=now)
    second = decide_group(by=coordinators[1], proposal=proposal, reason="Hyvä", now=now)
    Availability.objects.filter(person__work_role=MUSICIAN).update(minutes=600)
    return coordinators, [first, second]


def ask(by: Actor, seat: Seat, now: dt.datetime) -> str:
    """ "" for the winner; what the loser was told."""
    try:
        ask_seat(by=by, seat=seat, now=now)
    except NotEnoughHours as refusal:
        return refusal.message
    return ""


def as_before() -> None:
    Asking.objects.all().delete()
    Booking.objects.all().delete()
    Message.objects.all().delete()
    Availability.objects.update(held=0, booked=0)
    Seat.objects.update(state=Seat.State.PROPOSED, waits_until=None, order="")


def overbooked() -> bool:
    rows = Availability.objects.filter(person__work_role=MUSICIAN)
    return any((row.held + row.booked) > 600 for row in rows) or Booking.objects.count() > 1


def test_race_for_the_last_hours_overbooks_nobody_and_tells_the_loser(now: dt.datetime) -> None:
    coordinators, groups = apart(lambda: make_scene(now))
    seats = [apart(partial(seat_of, group, MUSICIAN)) for group in groups]
    pairs = list(zip(coordinators, seats, strict=True))
    for number in range(RACES):
        told = at_once([partial(ask, by, seat, now) for by, seat in pairs])
        assert sorted(bool(words) for words in told) == [False, True], f"race {number}: {told}"
        assert "10" in max(told)
        assert not apart(overbooked), f"race {number}"
        apart(as_before)


def test_race_of_answers_by_link_and_by_telephone_keeps_the_seat_whole(now: dt.datetime) -> None:
    """She taps yes, one coordinator notes a no and another a talk: in some order, each whole."""
    coordinators, groups = apart(lambda: make_scene(now))
    seat = apart(partial(seat_of, groups[0], MUSICIAN))
    for _race in range(RACES_OF_ANSWERS):
        asking = apart(lambda: ask_seat(by=coordinators[0], seat=seat, now=now))
        link = Actor(kind="link", name="link", only=asking.reference)
        at_once(
            [
                partial(answered, link, asking, "yes", now),
                partial(answered, coordinators[1], asking, "no", now),
                partial(answered, coordinators[0], asking, "talk", now),
            ]
        )
        assert apart(lambda: faults(groups[0].network)) == []
        apart(lambda: open_again(seat))


def answered(by: Actor, asking: Asking, answer: str, now: dt.datetime) -> None:
    try:
        answer_asking(by=by, asking=asking, answer=answer, now=now)
    except DomainError:
        return


def open_again(seat: Seat) -> None:
    Asking.objects.all().delete()
    Booking.objects.all().delete()
    Availability.objects.update(held=0, booked=0)
    Seat.objects.filter(pk=seat.pk).update(
        state=Seat.State.PROPOSED,
        person=seat.person_id,
        waits_until=None,
        order="",
        confirmed_at=None,
        person_agreed_at=None,
    )
