"""What waits because of askings: each on the right desk, with one button that leads where it is done."""

import datetime as dt

import pytest

from tests.apps.assembly.asked import employ, make_group, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Group, Seat
from voimala.assembly.services import answer_asking, ask_seat
from voimala.assembly.slots.waiting import going_on, waiting_for_coordinator, waiting_for_the_asked
from voimala.core.viewer import Actor, Viewer, acting
from voimala.networks.models import Network, RoleKind
from voimala.people.models import Person

MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor, now: dt.datetime) -> Group:
    return make_group(network, by, now)


def again(user: User) -> Viewer:
    return User.objects.get(pk=user.pk)


def test_a_group_nobody_was_asked_of_waits_as_a_whole(
    group: Group, member: User, network: Network, now: dt.datetime
) -> None:
    assert waiting_for_coordinator(member, network, now) == []
    assert going_on(member, network, now) == []


@pytest.mark.parametrize(
    ("answer", "words"), [("talk", "jutella ensin"), ("no", "avoin"), ("yes", "työnantajan kanssa")]
)
def test_an_answer_that_needs_the_coordinator_waits_for_her(
    group: Group, by: Actor, member: User, network: Network, now: dt.datetime, answer: str, words: str
) -> None:
    employ(Person.objects.get(work_role=MUSICIAN), email="")
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    before = len(waiting_for_coordinator(member, network, now))
    answer_asking(by=by, asking=asking, answer=answer, now=now)
    items = waiting_for_coordinator(member, network, now)
    [item] = [each for each in items if words in each.title]
    assert len(items) == before + 1
    assert item.url.endswith(f"/groups/{group.public_id}/seats/{asking.seat.position}/")
    if answer == "talk":
        assert item.due == network.today(now) + dt.timedelta(days=5)


def test_what_ends_soon_waits_and_what_is_far_off_goes_on_by_itself(
    group: Group, by: Actor, member: User, network: Network, now: dt.datetime
) -> None:
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    assert going_on(member, network, now) == ["Yksi paikka odottaa vastausta."]
    assert not [each for each in waiting_for_coordinator(member, network, now) if "Vastausaika" in each.title]
    late = asking.answer_by - dt.timedelta(days=2)
    [item] = [each for each in waiting_for_coordinator(member, network, late) if "Vastausaika" in each.title]
    assert item.due == asking.last_day


def test_the_asked_and_the_supervisor_find_their_own_and_nobody_elses(
    group: Group, by: Actor, network: Network, now: dt.datetime, colleague: User, stranger: User, member: User
) -> None:
    person = Person.objects.get(work_role=MUSICIAN)
    lead = employ(person, user=stranger)
    Person.objects.filter(pk=person.pk).update(user=colleague)
    stranger.roles.create(network=network, kind=RoleKind.PARTNER_CONTACT, since=dt.date(2020, 1, 1))
    asking = ask_seat(by=by, seat=seat_of(group, MUSICIAN), now=now)
    [item] = waiting_for_the_asked(again(colleague), network, now)
    assert item.due == asking.last_day
    assert item.link_action == ("seat_answer", asking.reference)
    assert waiting_for_the_asked(again(stranger), network, now) == []
    answer_asking(by=by, asking=asking, answer="yes", now=now)
    assert waiting_for_the_asked(again(colleague), network, now) == []
    request = Asking.objects.get(part="supervisor", contact=lead)
    [item] = waiting_for_the_asked(again(stranger), network, now)
    assert item.link_action == ("supervisor", request.reference)
    assert waiting_for_the_asked(again(member), network, now) == []
    for viewer in (colleague, stranger):
        assert waiting_for_coordinator(again(viewer), network, now) == []
        assert going_on(again(viewer), network, now) == []
    assert Seat.objects.filter(state=Seat.State.SUPERVISOR).count() == 1
