"""The handover: one guided deed. Open duties move, history stays, access ends on the date."""

import datetime as dt
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.desk.handovers import (
    coordinator_role,
    faults,
    make_body,
    make_duty,
    make_seat,
    make_term,
    plan_of,
)
from tests.apps.factories import make_network, make_organisation, make_user
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.accounts.models import Role, User
from voimala.core.models import Event
from voimala.core.refusal import Refused
from voimala.core.viewer import acting
from voimala.desk.services.handing_over import hand_over, look_ahead
from voimala.governance.models import Duty
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Message
from voimala.partners.models import Term

ClientOf = Callable[[User | None], Client]
PAGE = "/v/voimala/settings/handover/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def incoming(network: Network) -> User:
    return make_user(network, RoleKind.PROFESSIONAL, name="Uusi Koordinaattori")


@pytest.mark.django_db
def test_the_role_goes_and_the_old_access_ends_on_its_day(
    network: Network, member: User, incoming: User, now: dt.datetime
) -> None:
    today = network.today(now)
    plan = plan_of(network, member, incoming, on=today + 3 * DAY, last_day=today + 10 * DAY)
    hand_over(by=acting(member), plan=plan, now=now)

    def coordinates(user: User, days: int) -> bool:
        return "coordinator" in User.objects.get(pk=user.pk).at(now + days * DAY).roles_in(network.pk)

    assert [coordinates(incoming, days) for days in (2, 3, 100)] == [False, True, True]
    assert [coordinates(member, days) for days in (0, 10, 11)] == [True, True, False]
    assert Event.objects.filter(deed="network_handed_over").count() == 1
    assert set(Message.objects.values_list("to", flat=True)) == {member.email, incoming.email}


@pytest.mark.django_db
def test_the_same_handover_again_changes_nothing(
    network: Network, member: User, incoming: User, now: dt.datetime
) -> None:
    for _ in range(2):
        hand_over(by=acting(member), plan=plan_of(network, member, incoming), now=now)
    assert faults(network) == ["1 handovers are told, and there are 0 ended seats",
                               "1 handovers are told, and there are 0 ended terms"]  # fmt: skip
    assert Role.objects.filter(user=incoming, kind=RoleKind.COORDINATOR).count() == 1


@pytest.mark.django_db
def test_a_secretary_goes_with_her_open_duties_and_a_member_stays(
    network: Network, member: User, incoming: User, now: dt.datetime
) -> None:
    board, group = make_body(network), make_body(network, "tyoryhma")
    old = make_seat(board, member)
    moved, done = make_duty(old), make_duty(old, "Tehty", done_at=now)
    stays = make_duty(make_seat(group, member, "member"), "Jäsenen oma")
    plan = plan_of(network, member, incoming)
    ahead = look_ahead(viewer=member, plan=plan, now=now)
    assert (len(ahead.moves), len(ahead.stays)) == (1, 1)
    assert "1 avoin tehtävä" in ahead.moves[0]
    hand_over(by=acting(member), plan=plan, now=now)
    old.refresh_from_db()
    new = Duty.objects.get(pk=moved.pk).seat
    assert new is not None
    assert (new.user, new.since, old.until, new.task) == (incoming, plan.on, plan.on, "secretary")
    assert Duty.objects.get(pk=done.pk).seat == old, "history stays"
    assert Duty.objects.get(pk=stays.pk).seat == stays.seat


@pytest.mark.django_db
def test_an_organisation_takes_a_duty_over_from_the_same_day(
    network: Network, member: User, incoming: User, now: dt.datetime
) -> None:
    before, after = make_term(network), make_organisation(network)
    plan = plan_of(network, member, incoming, organisations={Term.Duty.ADMINISTRATOR.value: after})
    hand_over(by=acting(member), plan=plan, now=now)
    before.refresh_from_db()
    assert before.until is not None
    assert before.until.last == plan.on - DAY
    held = Term.objects.of(network).filter(organisation=after, duty=Term.Duty.ADMINISTRATOR).get()
    assert held.since is not None
    assert held.since.first == plan.on


@pytest.mark.django_db
def test_impossible_handovers_are_refused_at_their_fields(
    network: Network, member: User, stranger: User, incoming: User, now: dt.datetime
) -> None:
    today = network.today(now)
    wrong: dict[str, list[dict[str, Any]]] = {
        "incoming": [{"incoming": member}, {"incoming": stranger}],
        "on": [{"on": today - DAY}, {"on": today + 400 * DAY}],
        "last_day": [{"on": today + 5 * DAY, "last_day": today}],
        "duty_motor": [{"organisations": {"motor": make_organisation(make_network("muu"))}}],
    }
    for where, some in wrong.items():
        for changes in some:
            plan = replace(plan_of(network, member, incoming), **changes)
            with pytest.raises(Refused) as refused:
                hand_over(by=acting(member), plan=plan, now=now)
            assert set(refused.value.problems) == {where}
    assert not Event.objects.filter(deed="role_given").exists()


@pytest.mark.django_db
def test_the_page_shows_first_and_does_nothing(
    network: Network, member: User, incoming: User, client_of: ClientOf
) -> None:
    client = client_of(member)
    role, today = coordinator_role(network, member), timezone.localdate()
    sent = {
        "outgoing": role.public_id,
        "incoming": incoming.public_id,
        "on": today.isoformat(),
        "last_day": (today + 7 * DAY).isoformat(),
    }
    looked = client.post(PAGE, {**sent, "do": "look"}).content.decode()
    assert "Uusi Koordinaattori" in looked
    assert Role.objects.get(pk=role.pk).until is None
    answer = client.post(PAGE, {**sent, "do": "hand"})
    assert answer.status_code == 302
    assert Role.objects.get(pk=role.pk).until == today + 8 * DAY
    assert client.post(PAGE, {"do": "look"}).status_code == 422


@pytest.mark.django_db
def test_who_stops_at_once_is_led_where_everybody_may_be(
    network: Network, member: User, incoming: User, client_of: ClientOf
) -> None:
    today = timezone.localdate()
    sent = {
        "outgoing": coordinator_role(network, member).public_id,
        "incoming": incoming.public_id,
        "on": today.isoformat(),
        "last_day": (today - DAY).isoformat(),
        "do": "hand",
    }
    client = client_of(member)
    answer = client.post(PAGE, sent, follow=True)
    assert answer.status_code == 200
    assert client.get(PAGE).status_code == 404


LEAST_KILLS, MOST_KILLS, LONGEST_LIFE = 20, 40, 0.6


@pytest.mark.usefixtures("installed_database")
def test_kill_at_any_moment_of_a_handover_leaves_all_or_nothing(tmp_path: Path) -> None:
    def scene() -> Network:
        network = make_network("kesken")
        first, second = (make_user(network, name=f"Vastuu (malli {n})") for n in (1, 2))
        Role.objects.filter(user=second).update(kind=RoleKind.PROFESSIONAL)
        make_duty(make_seat(make_body(network), first))
        make_term(network)
        for _ in range(2):
            make_organisation(network)
        return network

    network = apart(scene)
    chance = random.Random(11)  # no secret: the same lives again
    handed = 0
    for life in range(MOST_KILLS):
        if life >= LEAST_KILLS and handed:
            break
        with running("tests.apps.desk.busy_handover", str(network.pk), folder=tmp_path) as coordinator:
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            assert coordinator.poll() is None, coordinator.stdout and coordinator.stdout.read()
            coordinator.send_signal(signal.SIGKILL)
            coordinator.wait(PATIENCE)
        assert apart(partial(faults, network)) == [], f"life {life}"
        handed = apart(Event.objects.filter(deed="network_handed_over").count)
    assert handed
