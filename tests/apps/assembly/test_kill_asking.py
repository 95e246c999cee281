"""A process killed with SIGKILL anywhere in deciding, undoing, asking and answering leaves all or nothing."""

import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.apps.assembly.asked import FREELANCER, employ, faults, with_addresses
from tests.apps.assembly.makers import make_brief, make_need, make_people
from tests.apps.factories import make_network, make_user
from tests.apps.processes import PATIENCE, running
from tests.apps.together import apart
from voimala.assembly.models import Group, Proposal
from voimala.assembly.services import propose_group
from voimala.core.models import Event
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.people.models import Person

pytestmark = pytest.mark.usefixtures("installed_database")

COORDINATOR = "tests.apps.assembly.busy_coordinator"
LEAST_KILLS, MOST_KILLS, PROPOSALS = 10, 60, 4
LONGEST_LIFE = 1.0
"""Seconds: a coordinator does some dozens of deeds in them, on a busy machine a few."""
DEEDS = {"group_decided", "decision_undone", "seat_asked", "seat_answered"}


def make_scene() -> tuple[Network, int]:
    """Several open proposals for the same few people, so that their hours run out on the way."""
    network = make_network("kesken")
    user = make_user(network)
    people = make_people(network)
    with_addresses(people)
    Person.objects.filter(pk__in=[row.pk for row in people.values()]).update(kind=FREELANCER)
    employ(people["musician"])
    employ(people["social"], "supervisor_first")
    for number in range(PROPOSALS):
        brief = make_brief(network, make_need(network, title_fi=f"Tarve {number}"))
        propose_group(by=acting(user), brief=brief, now=timezone.now())
    return network, user.pk


def decisions_that_disagree() -> list[str]:
    told = []
    for proposal in Proposal.objects.all():
        group = Group.objects.filter(proposal=proposal).first()
        if (proposal.state == Proposal.State.DECIDED) != (group is not None):
            told.append(f"proposal {proposal.pk} is {proposal.state}, and its group is {group}")
        if group is not None and group.seats.count() != proposal.seats.count():
            told.append(f"group {group.pk} has not all its seats")
    return told


def test_kill_at_any_moment_leaves_every_seat_hour_letter_and_event_in_agreement(tmp_path: Path) -> None:
    network, user = apart(make_scene)
    chance = random.Random(7)  # no secret: the same lives again
    done: set[str] = set()
    for life in range(MOST_KILLS):
        if life >= LEAST_KILLS and done >= DEEDS:
            break
        with running(COORDINATOR, str(user), str(life), folder=tmp_path) as coordinator:
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            assert coordinator.poll() is None, coordinator.stdout and coordinator.stdout.read()
            coordinator.send_signal(signal.SIGKILL)
            coordinator.wait(PATIENCE)
        assert apart(partial(faults, network)) == [], f"life {life}"
        assert apart(decisions_that_disagree) == [], f"life {life}"
        done = set(apart(lambda: list(Event.objects.values_list("deed", flat=True))))
    assert done >= DEEDS
