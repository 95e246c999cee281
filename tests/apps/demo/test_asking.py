"""What was asked and answered before anybody looks: seats at every point, something for each sign-in."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from demo.accounts import COORDINATOR, PARTNER_CONTACT, PROFESSIONAL
from voimala.accounts.models import User
from voimala.assembly.models import Asking, Call, Group, Proposal, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services import decide_and_ask
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.desk.services import is_late, waiting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.partners.models import Organisation
from voimala.people.models import Availability, Booking, Hint
from voimala.people.services import uneven_hours

State, Part = Seat.State, Asking.Part


def states_of(title: str) -> list[str]:
    group = Group.objects.get(brief__phenomenon__title_fi=title)
    return list(group.seats.order_by("position").values_list("state", flat=True))


def test_six_were_asked_and_their_answers_differ(seeded: Network) -> None:
    assert states_of("Yhteislaulua muistisairaille") == [
        State.CONFIRMED,
        State.ASKED,
        State.TALK,
        State.SUPERVISOR,
        State.OPEN,
        State.NAMING,
    ]
    declined = Asking.objects.of(seeded).get(state=Asking.State.NO)
    assert declined.seat.state == State.OPEN


def test_one_group_is_confirmed_and_one_waits_for_one_supervisor(seeded: Network) -> None:
    assert states_of("Ilon hetkiä pitkään sairaalahoitoon") == [State.CONFIRMED] * 5
    waits = Counter(states_of("Ikääntyneiden osallisuus kotihoidossa"))
    assert waits == {State.CONFIRMED: 5, State.SUPERVISOR: 1}


def test_each_order_of_asking_is_used(seeded: Network) -> None:
    orders = Counter(Organisation.objects.of(seeded).values_list("asking_order", flat=True))
    assert orders["supervisor_first"] == 2
    assert orders["unit_names"] == 1
    assert {"person_first", "supervisor_first", "unit_names", "association"} <= set(
        Seat.objects.of(seeded).values_list("order", flat=True)
    )


def test_an_open_call_has_a_volunteer_and_a_question_its_yes(seeded: Network) -> None:
    call = Call.objects.of(seeded).get(closed_at=None)
    said = Counter(call.askings.values_list("state", flat=True))
    assert said[Asking.State.YES] == 1
    assert said[Asking.State.WAITING] > 5
    question = Asking.objects.of(seeded).get(part=Part.QUESTION)
    assert question.state == Asking.State.YES
    assert question.question is not None
    assert question.question.proposal.state == Proposal.State.OPEN


def test_hours_of_asked_seats_are_held_and_of_confirmed_ones_booked(
    seeded: Network, seeded_at: dt.datetime
) -> None:
    assert list(uneven_hours(seeded_at)) == []
    held = Seat.objects.of(seeded).filter(
        state__in=(State.ASKED, State.TALK, State.SUPERVISOR), person__isnull=False
    )
    confirmed = Seat.objects.of(seeded).filter(state=State.CONFIRMED, person__isnull=False)
    found = Counter(Booking.objects.of(seeded).values_list("state", flat=True))
    assert found == {Booking.State.HELD: held.count(), Booking.State.BOOKED: confirmed.count()}
    assert Availability.objects.of(seeded).aggregate(all=Sum("booked"))["all"] > 0
    assert not Booking.objects.of(seeded).filter(synthetic=False).exists()


def test_every_answer_was_given_by_a_link_and_every_deed_is_told(seeded: Network) -> None:
    answered = Asking.objects.of(seeded).exclude(answered_at=None)
    assert set(answered.values_list("told", flat=True)) == {Asking.Told.LINK}
    told = Event.objects.filter(network_id=seeded.pk, deed="seat_answered")
    assert told.count() == answered.count()
    assert set(told.values_list("actor_name", flat=True)) == {"link:demonstration"}


def test_everybody_in_the_first_proposal_can_still_be_asked(seeded: Network, seeded_at: dt.datetime) -> None:
    """The readme's first ten minutes: only the association has to be chosen first."""
    by = acting(User.objects.get(email=COORDINATOR).at(seeded_at))
    proposal = Proposal.objects.get(
        run__brief__phenomenon__title_fi="Nuorten aikuisten yksinäisyys Kuopiossa", way=1
    )
    with transaction.atomic():
        done = decide_and_ask(by=by, proposal=proposal, reason="Kattaa tarpeet.", now=seeded_at)
        transaction.set_rollback(True)
    assert [left.seat.kind for left in done.not_asked] == [SeatKind.ASSOCIATION]
    assert len(done.asked) == 5
    assert [asking.part for asking in done.asked].count(Part.PERSON) >= 3


def test_letters_wait_to_be_read_and_reach_nobody(seeded: Network) -> None:
    letters = Message.objects.filter(network=seeded)
    assert letters.count() > 40
    assert {address.partition("@")[2] for address in letters.values_list("to", flat=True)} <= {
        "malli.example",
        "voimala.example",
    }


def titles(email: str, network: Network, now: dt.datetime) -> list[str]:
    return [item.title for item in waiting(User.objects.get(email=email).at(now), network, now)]


def test_the_coordinators_desk_has_one_late_thing_and_one_for_today(
    seeded: Network, seeded_at: dt.datetime
) -> None:
    today = seeded.today(seeded_at)
    items = waiting(User.objects.get(email=COORDINATOR).at(seeded_at), seeded, seeded_at)
    assert [is_late(item, today) for item in items[:2]] == [True, False]
    assert items[0].title.endswith("haluaa jutella ensin")
    assert items[1].due == today
    assert items[2].due == today + dt.timedelta(days=2)
    assert len(items) >= 7


def test_the_professional_is_invited_and_has_a_hint(seeded: Network, seeded_at: dt.datetime) -> None:
    assert "Sinua pyydetään mukaan ryhmään" in titles(PROFESSIONAL, seeded, seeded_at)
    user = User.objects.get(email=PROFESSIONAL)
    assert Hint.objects.filter(person__user=user).count() == 1


def test_the_partners_contact_is_asked_for_hours(seeded: Network, seeded_at: dt.datetime) -> None:
    asked = titles(PARTNER_CONTACT, seeded, seeded_at)
    assert [title for title in asked if "Psykiatrinen sairaanhoitaja" in title]


@pytest.mark.parametrize("email", [COORDINATOR, PARTNER_CONTACT, PROFESSIONAL])
def test_what_waits_opens(
    seeded: Network,
    seeded_at: dt.datetime,
    client_of: Callable[[User | None], Client],
    email: str,
) -> None:
    user = User.objects.get(email=email)
    client = client_of(user)
    assert client.get(reverse("desk:desk", args=[seeded.code])).status_code == 200
    for item in waiting(user.at(seeded_at), seeded, seeded_at):
        assert client.get(item.url).status_code == 200, item.title
