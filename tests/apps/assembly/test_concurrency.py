"""Two at once: of two decisions one group, of two proposals of the same question one run."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from tests.apps.assembly.makers import make_brief, make_people
from tests.apps.factories import make_network, make_user
from tests.apps.together import Result, apart, at_once
from voimala.assembly.models import Choice, Group, Proposal, ProposalSeat, Run, Seat
from voimala.assembly.services import (
    AlreadyGrouped,
    ProposalClosed,
    choose,
    decide_group,
    drop_choices,
    propose_group,
)
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.people.models import Person
from voimala.phenomena.models import Brief
from voimala.phenomena.models.plan import plan_of
from voimala.phenomena.services import revise_brief

AT_ONCE = 4
RACES = 5

pytestmark = pytest.mark.usefixtures("installed_database")


def together(deed: Callable[[], Result], times: int = AT_ONCE) -> list[Result]:
    """Does the deed in several threads that start at the same moment."""
    return at_once([deed] * times)


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


def test_of_two_coordinators_who_choose_in_a_race_one_wins_and_the_other_is_told(now: dt.datetime) -> None:
    by, brief = apart(make_scene)
    for _race in range(RACES):
        proposal = apart(lambda: propose_group(by=by, brief=brief, now=now))
        sitting = apart(lambda at=proposal: [s.person for s in people_of(at)])
        queue = [sitting[0], sitting[-1]]
        ends = together(partial(locks_next, queue, proposal, by, now), times=2)
        assert sorted(ends) == ["told", "won"]
        opened = Proposal.objects.filter(run__brief=brief, state=Proposal.State.OPEN, way=1)
        assert apart(opened.count) == 1
        assert apart(Choice.objects.filter(brief=brief, undone_at=None).count) == 1
        assert apart(lambda: drop_choices(by=by, brief=brief, now=now)) == 1


def people_of(proposal: Proposal) -> list[ProposalSeat]:
    return list(proposal.seats.exclude(person=None).select_related("person"))


def locks_next(queue: list[Person], proposal: Proposal, by: Actor, now: dt.datetime) -> str:
    try:
        choose(by=by, proposal=proposal, person=queue.pop(), kind=Choice.Kind.LOCK, now=now)
    except ProposalClosed as refusal:
        return "told" if refusal.message else "left alone"
    return "won"
