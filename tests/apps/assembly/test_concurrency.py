"""Two at once: of two decisions one group, of two proposals of the same question one run."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_network, make_user
from voimala.assembly.models import Group, Proposal, Run, Seat
from voimala.assembly.services import AlreadyGrouped, decide_group, propose_group
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.phenomena.models import Brief
from voimala.phenomena.models.plan import plan_of
from voimala.phenomena.services import revise_brief

AT_ONCE = 4
RACES = 5
Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def installed_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Lets threads wait for each other as in an installation.

    The tests' SQLite lives in memory, where nobody waits for a lock: threads get a file with its tables.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    connection.ensure_connection()
    name, settings["NAME"] = settings["NAME"], tmp_path / "db.sqlite3"
    with sqlite3.connect(settings["NAME"]) as copy:
        connection.connection.backup(copy)
    copy.close()
    yield
    settings["NAME"] = name


def together(deed: Callable[[], Result], times: int = AT_ONCE) -> list[Result]:
    """Does the deed in several threads that start at the same moment."""
    gate = Barrier(times)

    def one() -> Result:
        try:
            gate.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return [future.result() for future in [threads.submit(one) for _ in range(times)]]


def apart(deed: Callable[[], Result]) -> Result:
    """In a thread of its own, so that it meets the database that the others meet."""
    return together(deed, times=1)[0]


def make_scene() -> tuple[Actor, Brief]:
    network = make_network("rinnakkain")
    make_people(network)
    return acting(make_user(network)), make_brief(network)


def test_decisions_at_once_make_one_group(now: dt.datetime) -> None:
    by, brief = apart(make_scene)
    proposal = apart(lambda: propose_group(by=by, brief=brief, now=now))
    groups = together(lambda: decide_group(by=by, proposal=proposal, reason="Hyvä", now=now))
    assert len({group.pk for group in groups}) == 1
    kept = apart(lambda: (Group.objects.count(), Seat.objects.count()))
    assert kept == (1, apart(proposal.seats.count))
    assert apart(Event.objects.filter(deed="group_decided").count) == 1


def test_the_same_question_at_once_is_kept_once(now: dt.datetime) -> None:
    by, brief = apart(make_scene)
    proposals = together(lambda: propose_group(by=by, brief=brief, now=now))
    assert len({proposal.pk for proposal in proposals}) == 1
    assert apart(lambda: (Run.objects.count(), Proposal.objects.count())) == (1, 1)
    assert apart(Event.objects.filter(deed="group_proposed").count) == 1


def test_a_brief_sent_twice_meets_itself(now: dt.datetime) -> None:
    """The second click is no "somebody else"."""
    by, brief = apart(make_scene)
    plan = replace(apart(lambda: plan_of(brief)), max_travel=75)
    saved = together(lambda: revise_brief(by=by, brief=brief, seen=1, now=now, plan=plan))
    assert {each.version for each in saved} == {2}
    assert apart(Event.objects.filter(deed="brief_revised").count) == 1


def test_of_two_proposals_decided_at_once_one_makes_the_group(now: dt.datetime) -> None:
    by, brief = apart(make_scene)
    both = [apart(partial(propose_group, by=by, brief=brief, now=now, seed=seed)) for seed in (1, 2)]
    for _race in range(RACES):
        apart(lambda: reopen(both))
        queue = list(both)
        ends = together(partial(decides_next, queue, by, now), times=len(both))
        assert sorted(ends) == [False, True]
        assert apart(Group.objects.count) == 1
        assert apart(Proposal.objects.filter(state=Proposal.State.DECIDED).count) == 1
    assert apart(Event.objects.filter(deed="group_decided").count) == RACES


def reopen(proposals: list[Proposal]) -> None:
    Group.objects.all().delete()
    keys = [each.pk for each in proposals]
    Proposal.objects.filter(pk__in=keys).update(state=Proposal.State.OPEN, reason="", closed_at=None)


def decides_next(queue: list[Proposal], by: Actor, now: dt.datetime) -> bool:
    """True for who makes the group."""
    try:
        decide_group(by=by, proposal=queue.pop(), reason="Hyvä", now=now)
    except AlreadyGrouped:
        return False
    return True
