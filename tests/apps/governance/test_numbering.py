"""Decisions written at the same moment get the next numbers of the year, each its own, without a gap."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from tests.apps.factories import make_network, make_user
from tests.apps.governance import rows
from tests.apps.together import apart, at_once
from voimala.core.viewer import Actor, acting
from voimala.governance.models import AgendaItem, Decision
from voimala.governance.services import DecisionPlan, decide

WRITERS = 4


def prepare() -> list[Callable[[], int]]:
    network = make_network("samaan-aikaan")
    by = acting(make_user(network))
    body = rows.make_body(network)
    now = dt.datetime.now(dt.UTC)
    meetings = [rows.make_meeting(body, days=-1), rows.make_meeting(body, days=-1)]
    items = [rows.make_item(meetings[place % 2]) for place in range(WRITERS)]
    return [partial(number, by, item, now) for item in items]


def number(by: Actor, item: AgendaItem, now: dt.datetime) -> int:
    made: Decision = decide(by=by, item=item, now=now, plan=DecisionPlan("Hyväksyttiin."))
    return made.number


@pytest.mark.usefixtures("installed_database")
def test_numbers_run_without_a_gap() -> None:
    deeds = apart(prepare)
    assert sorted(at_once(deeds)) == list(range(1, WRITERS + 1))
