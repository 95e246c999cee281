"""Hours are held, booked and given back; what is not known has no cap but is counted all the same."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.apps.factories import make_organisation
from tests.apps.people.hours import HOUR, Scene, assert_hours_add_up, counters, days, make_scene, seat_of
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.viewer import Actor, Visitor, acting, system
from voimala.networks.models import Period
from voimala.partners.models import Commitment
from voimala.people.models import Availability, Booking, Person
from voimala.people.services import (
    HourWish,
    NotEnoughHours,
    NothingHeld,
    book_minutes,
    hold_minutes,
    release_ended_holds,
    release_minutes,
    uneven_hours,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def hours_of(person: Person) -> tuple[int, int]:
    return counters(Availability.objects.get(person=person))


def promised(scene: Scene) -> tuple[int, int]:
    return counters(Commitment.objects.get(organisation=scene.organisation))


def hold(scene: Scene, now: dt.datetime, *wants: HourWish, by: Actor | None = None) -> list[Booking]:
    return hold_minutes(by=by or scene.by, wants=wants, until=now + days(14), now=now)


def test_a_hold_counts_on_the_person_and_on_the_promise(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    held = hold(scene, now, scene.wish(second, 600, "b"), scene.wish(first, 300, "a"))
    assert [(row.seat, row.minutes, row.state) for row in held] == [
        (seat_of("b"), 600, "held"),
        (seat_of("a"), 300, "held"),
    ]
    assert {row.held_until for row in held} == {now + days(14)}
    assert (hours_of(first), hours_of(second), promised(scene)) == ((300, 0), (600, 0), (900, 0))
    assert_hours_add_up()


def test_the_same_seat_held_again_is_prolonged(scene: Scene, now: dt.datetime) -> None:
    wish = scene.wish(scene.employees[0], 24 * HOUR, "a")
    [first] = hold(scene, now, wish)
    [again] = hold(scene, now + days(3), wish)
    assert (again.pk, again.held_until) == (first.pk, now + days(17))
    assert hours_of(scene.employees[0]) == (24 * HOUR, 0)
    assert_hours_add_up()


def test_a_seat_held_for_somebody_else_lets_the_first_go(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    hold(scene, now, scene.wish(first, 600, "a"))
    hold(scene, now, scene.wish(second, 500, "a"))
    assert (hours_of(first), hours_of(second), promised(scene)) == ((0, 0), (500, 0), (500, 0))
    assert_hours_add_up()


def test_two_seats_change_people_in_one_call(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    hold(scene, now, scene.wish(first, 900, "a"), scene.wish(second, 900, "b"))
    hold(scene, now, scene.wish(second, 900, "a"), scene.wish(first, 900, "b"))
    assert (hours_of(first), hours_of(second)) == ((900, 0), (900, 0))
    assert_hours_add_up()


def test_booking_turns_the_hold_into_hours_agreed(scene: Scene, now: dt.datetime) -> None:
    person = scene.employees[0]
    hold(scene, now, scene.wish(person, 600, "a"))
    booked = book_minutes(by=scene.by, seat=seat_of("a"), minutes=900, now=now)
    assert (booked.state, booked.held_until, booked.minutes) == ("booked", None, 900)
    assert (hours_of(person), promised(scene)) == ((0, 900), (0, 900))
    book_minutes(by=scene.by, seat=seat_of("a"), minutes=300, now=now)
    assert (hours_of(person), promised(scene)) == ((0, 300), (0, 300))
    assert_hours_add_up()


def test_what_is_booked_is_not_held_again(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    hold(scene, now, scene.wish(first, 600, "a"))
    book_minutes(by=scene.by, seat=seat_of("a"), minutes=600, now=now)
    assert hold(scene, now, scene.wish(first, 900, "a"))[0].state == "booked"
    assert hours_of(first) == (0, 600)
    with pytest.raises(ValueError, match="another person"):
        hold(scene, now, scene.wish(second, 600, "a"))


def test_booking_without_a_hold_needs_a_person(scene: Scene, now: dt.datetime) -> None:
    with pytest.raises(NothingHeld):
        book_minutes(by=scene.by, seat=seat_of("a"), minutes=60, now=now)
    book_minutes(
        by=scene.by, seat=seat_of("a"), minutes=60, now=now, person=scene.freelancer, period=scene.period
    )
    assert hours_of(scene.freelancer) == (0, 60)


def test_one_seat_twice_in_one_call_is_a_mistake(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    with pytest.raises(ValueError, match="twice"):
        hold(scene, now, scene.wish(first, 60, "a"), scene.wish(second, 60, "a"))
    with pytest.raises(ValueError, match="ends after"):
        hold_minutes(by=scene.by, wants=[], until=now, now=now)


@pytest.mark.parametrize("state", ["held", "booked"])
def test_released_hours_are_free_again(scene: Scene, now: dt.datetime, state: str) -> None:
    person = scene.employees[0]
    hold(scene, now, scene.wish(person, 600, "a"))
    if state == "booked":
        book_minutes(by=scene.by, seat=seat_of("a"), minutes=600, now=now)
    for _again in range(2):
        release_minutes(by=scene.by, seats=[seat_of("a"), seat_of("none")], now=now)
        assert (hours_of(person), promised(scene)) == ((0, 0), (0, 0))
    assert not Booking.objects.exists()


def test_somebody_without_an_employer_takes_from_no_promise(scene: Scene, now: dt.datetime) -> None:
    [held] = hold(scene, now, scene.wish(scene.freelancer, 600, "a"))
    assert held.commitment is None
    assert promised(scene) == (0, 0)


def test_an_employer_that_promised_nothing_yet_is_no_obstacle(scene: Scene, now: dt.datetime) -> None:
    Person.objects.filter(pk=scene.freelancer.pk).update(organisation=make_organisation(scene.network))
    [held] = hold(scene, now, scene.wish(scene.freelancer, 600, "a"))
    assert held.commitment is None


def test_unknown_hours_are_no_cap_but_are_counted(scene: Scene, now: dt.datetime) -> None:
    hold(scene, now, scene.wish(scene.unknown, 900 * HOUR, "a"))
    assert hours_of(scene.unknown) == (900 * HOUR, 0)
    Commitment.objects.update(minutes=None)
    Availability.objects.filter(person=scene.employees[0]).update(minutes=None)
    hold(scene, now, scene.wish(scene.employees[0], 900 * HOUR, "b"))
    assert promised(scene) == (900 * HOUR, 0)
    assert_hours_add_up()


def test_a_period_that_is_unknown_to_the_person_gets_its_row(scene: Scene, now: dt.datetime) -> None:
    later = Period.objects.create(
        network=scene.network,
        name_fi="Ensi kausi",
        starts=scene.period.ends,
        ends=scene.period.ends + days(90),
    )
    want = HourWish(scene.employees[0], later, 600, seat_of("a"))
    [held] = hold(scene, now, want)
    row = held.availability
    assert (row.person, row.period, row.minutes) == (scene.employees[0], later, None)
    assert counters(row) == (600, 0)
    assert held.commitment is None, "the promise is another period's"
    assert_hours_add_up()


def test_an_ended_hold_is_released_and_its_seat_told_once(scene: Scene, now: dt.datetime) -> None:
    first, second = scene.employees
    hold(scene, now, scene.wish(first, 600, "a"), scene.wish(second, 600, "b"))
    book_minutes(by=scene.by, seat=seat_of("b"), minutes=600, now=now)
    end = now + days(14)
    assert release_ended_holds(now=end - dt.timedelta(seconds=1)) == []
    assert release_ended_holds(now=end) == [seat_of("a")]
    assert release_ended_holds(now=end) == []
    assert (hours_of(first), hours_of(second), promised(scene)) == ((0, 0), (0, 600), (0, 600))


def test_many_ended_holds_are_released_a_few_at_a_time(
    scene: Scene, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voimala.people.services.hours.AT_ONCE", 2)
    names = [f"s{number}" for number in range(5)]
    hold(scene, now, *(scene.wish(scene.unknown, 60, name) for name in names))
    assert release_ended_holds(now=now + days(15)) == [seat_of(name) for name in names]
    assert_hours_add_up()


@pytest.mark.parametrize("same_person", [True, False])
def test_the_next_write_needs_not_wait_for_the_job(scene: Scene, now: dt.datetime, same_person: bool) -> None:
    """The hours of an ended hold are there for whoever asks; the job still tells whose seat it was."""
    first, second = scene.employees
    hold(scene, now, scene.wish(first, 24 * HOUR, "old"))
    late = now + days(15)
    hold(scene, late, scene.wish(first if same_person else second, 24 * HOUR, "new"))
    assert_hours_add_up()
    assert promised(scene) == (24 * HOUR, 0)
    assert release_ended_holds(now=late) == [seat_of("old")]
    assert_hours_add_up()
    assert promised(scene) == (24 * HOUR, 0)


def test_who_answers_late_still_has_the_hours_when_nobody_took_them(scene: Scene, now: dt.datetime) -> None:
    person = scene.employees[0]
    hold(scene, now, scene.wish(person, 24 * HOUR, "a"))
    book_minutes(by=scene.by, seat=seat_of("a"), minutes=24 * HOUR, now=now + days(20))
    assert hours_of(person) == (0, 24 * HOUR)
    assert release_ended_holds(now=now + days(20)) == []


def test_who_answers_late_and_finds_the_hours_taken_is_told(scene: Scene, now: dt.datetime) -> None:
    person = scene.employees[0]
    hold(scene, now, scene.wish(person, 24 * HOUR, "a"))
    late = now + days(20)
    hold(scene, late, scene.wish(person, 24 * HOUR, "b"))
    with pytest.raises(NotEnoughHours):
        book_minutes(by=scene.by, seat=seat_of("a"), minutes=24 * HOUR, now=late)
    assert_hours_add_up()


def test_overbooking_a_person_is_refused_in_plain_words(scene: Scene, now: dt.datetime) -> None:
    person = scene.employees[0]
    hold(scene, now, scene.wish(person, 14 * HOUR, "a"))
    with pytest.raises(NotEnoughHours) as refused:
        hold(scene, now, scene.wish(scene.freelancer, 60, "c"), scene.wish(person, 24 * HOUR, "b"))
    assert str(refused.value) == (
        f"{person}: Tunnit eivät riitä: vapaana 10 h, tarvitaan 24 h. "
        "Pyydä vähemmän tai kysy joltakulta muulta."
    )
    assert (refused.value.person, refused.value.organisation) == (person, None)
    assert not Booking.objects.filter(seat_id="c").exists(), "all or none"
    assert_hours_add_up()


def test_overbooking_an_organisation_is_refused_without_naming_its_people(
    scene: Scene, now: dt.datetime
) -> None:
    first, second = scene.employees
    with pytest.raises(NotEnoughHours) as refused:
        hold(scene, now, scene.wish(first, 20 * HOUR, "a"), scene.wish(second, 20 * HOUR, "b"))
    assert str(refused.value) == (
        f"{scene.organisation}: Organisaation tunnit eivät riitä: vapaana 30 h, tarvitaan 40 h. "
        "Sovi sen kanssa lisätunneista tai kysy joltakulta, joka on muualta."
    )
    assert (refused.value.person, refused.value.organisation) == (None, scene.organisation)
    assert first.name not in str(refused.value)
    assert not Booking.objects.exists()
    assert_hours_add_up()


def test_overbooking_is_refused_by_the_database_itself(scene: Scene) -> None:
    """Also when somebody lowers what there is after it was booked."""
    Availability.objects.filter(person=scene.freelancer).update(booked=24 * HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Availability.objects.filter(person=scene.freelancer).update(minutes=23 * HOUR)


def test_hours_are_moved_by_the_networks_own_only(scene: Scene, now: dt.datetime, stranger: User) -> None:
    wish = scene.wish(scene.freelancer, 60, "a")
    link = Actor(kind="link", name="link:1", only=seat_of("a"))
    for by in (link, system("test")):
        hold(scene, now, wish, by=by)
    for outsider in (acting(stranger), acting(Visitor())):
        with pytest.raises(NotAllowed):
            hold(scene, now, wish, by=outsider)
        with pytest.raises(NotAllowed):
            book_minutes(by=outsider, seat=seat_of("a"), minutes=60, now=now)
        with pytest.raises(NotAllowed):
            release_minutes(by=outsider, seats=[seat_of("a")], now=now)
    assert hours_of(scene.freelancer) == (60, 0)


def test_hours_leave_no_trace_that_would_tell_an_answer(scene: Scene, now: dt.datetime) -> None:
    """What a person answered is not read from the trail: the deed of the group says `seat_answered`."""
    hold(scene, now, scene.wish(scene.freelancer, 60, "a"))
    release_minutes(by=scene.by, seats=[seat_of("a")], now=now)
    assert not Event.objects.exists()


def test_who_sees_the_person_sees_the_booking(
    scene: Scene, now: dt.datetime, stranger: User, colleague: User
) -> None:
    hold(scene, now, scene.wish(scene.freelancer, 60, "a"))
    seen = [
        Booking.objects.visible_to(viewer).count() for viewer in (scene.by, colleague, stranger, Visitor())
    ]
    assert seen == [1, 0, 0, 0]


def test_a_keeper_is_told_whether_the_hours_add_up(
    scene: Scene, now: dt.datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    hold(scene, now, scene.wish(scene.employees[0], 600, "a"))
    call_command("check_hours")
    assert capsys.readouterr().out == "all hours add up\n"
    Availability.objects.filter(person=scene.employees[0]).update(held=540)
    Commitment.objects.update(held=0, booked=60)
    with pytest.raises(CommandError, match="2 rows"):
        call_command("check_hours")
    told = capsys.readouterr().err
    assert "held 540, booked 0 minutes; its bookings say 600 and 0" in told
    assert "held 0, booked 60 minutes; its bookings say 600 and 0" in told


def test_sums_of_a_forgotten_period_need_no_bookings(scene: Scene, now: dt.datetime) -> None:
    Commitment.objects.update(booked=60)
    later = now + days(9999)
    assert len(list(uneven_hours(now))) == 1
    assert list(uneven_hours(later)) == []
