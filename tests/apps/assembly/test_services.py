"""Proposing, deciding and leaving: what they keep, refuse and leave untouched."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

import voimala_engine.assembly as engine
from tests.apps.assembly.makers import make_brief
from tests.apps.factories import know
from voimala.accounts.models import User
from voimala.assembly import services
from voimala.assembly.bridge import DamagedAnswer
from voimala.assembly.models import Group, Proposal, ProposalPair, Run, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services import decide_group, leave_proposal, propose_group, proposing
from voimala.core import events
from voimala.core.errors import NotAllowed
from voimala.core.events import about
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import acting
from voimala.networks.models import Network
from voimala.office.models import Message
from voimala.partners.models import Commitment
from voimala.people.models import Availability, Person
from voimala.phenomena.models import Brief, Weight

Moment = dt.datetime


def test_a_proposal_keeps_seats_needs_and_pairs(proposal: Proposal, people: dict[str, Person]) -> None:
    seats = list(proposal.seats.all())
    assert [seat.kind for seat in seats] == ["person", "unit", "person", "person", "person", "association"]
    assert seats[0].person == people["musician"]
    assert (proposal.people, proposal.needs_met, proposal.needs_total, proposal.needs_to_ask) == (6, 4, 5, 1)
    assert (proposal.run.considered, proposal.run.known, proposal.run.eligible) == (4, 3, 4)
    assert proposal.run.status == Run.Status.OPTIMAL
    assert proposal.run.bound - proposal.run.objective < 1e-4
    kinds = [pair.kind for pair in proposal.pairs.all()]
    assert (kinds.count(ProposalPair.Kind.NEW), kinds.count(ProposalPair.Kind.OPEN)) == (6, 9)


def test_the_units_own_worker_is_necessary_and_the_expert_important(proposal: Proposal) -> None:
    named = {need.seat.kind: need.weight for need in proposal.needs.exclude(seat=None)}
    assert named == {SeatKind.UNIT: Weight.MUST, SeatKind.ASSOCIATION: Weight.IMPORTANT}


def test_the_same_question_gives_the_same_proposal(
    proposal: Proposal, brief: Brief, member: User, now: Moment
) -> None:
    assert propose_group(by=acting(member), brief=brief, now=now) == proposal
    assert Run.objects.count() == 1


def test_news_of_somebody_makes_a_new_proposal_that_replaces_the_old(
    proposal: Proposal, brief: Brief, people: dict[str, Person], member: User, now: Moment
) -> None:
    know(people["youth"], "arviointihaastattelu", 3)
    newer = propose_group(by=acting(member), brief=brief, now=now)
    proposal.refresh_from_db()
    assert newer != proposal
    assert proposal.state == Proposal.State.REPLACED
    assert newer.needs_met == 5


def test_deciding_makes_one_group_of_proposed_seats(proposal: Proposal, member: User, now: Moment) -> None:
    group = decide_group(by=acting(member), proposal=proposal, reason="  Kattaa   tarpeet ", now=now)
    assert group.reason == "Kattaa tarpeet"
    assert [seat.state for seat in group.seats.all()] == [Seat.State.PROPOSED] * 6
    assert [s.person_id for s in group.seats.all()] == [s.person_id for s in proposal.seats.all()]
    again = decide_group(by=acting(member), proposal=proposal, reason="Toinen syy", now=now)
    assert again == group
    assert Group.objects.get().reason == "Kattaa tarpeet"


def test_deciding_books_and_tells_nobody(proposal: Proposal, member: User, now: Moment) -> None:
    before = list(Availability.objects.order_by("pk").values("held", "booked", "minutes"))
    decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    assert list(Availability.objects.order_by("pk").values("held", "booked", "minutes")) == before
    assert not Commitment.objects.exclude(held=0, booked=0).exists()
    assert not Message.objects.exists()


def test_each_deed_leaves_its_event(proposal: Proposal, member: User, now: Moment) -> None:
    group = decide_group(by=acting(member), proposal=proposal, reason="Kattaa tarpeet", now=now)
    deeds = about(Reference("proposal", proposal.public_id)).order_by("pk").values_list("deed", flat=True)
    assert list(deeds) == ["group_proposed", "group_decided"]
    chosen = [seat.person for seat in group.seats.select_related("person") if seat.person]
    assert len(chosen) == 4
    for person in chosen:
        assert about(Reference("person", person.public_id)).count() == 2
    assert not any("Kattaa" in str(vars(event)) for event in Event.objects.all())


def test_a_left_proposal_keeps_its_reason_and_cannot_be_decided(
    proposal: Proposal, member: User, now: Moment
) -> None:
    left = leave_proposal(by=acting(member), proposal=proposal, reason="Ei nyt", now=now)
    assert (left.state, left.reason, left.closed_at) == (Proposal.State.LEFT, "Ei nyt", now)
    assert leave_proposal(by=acting(member), proposal=proposal, reason="Muu", now=now).reason == "Ei nyt"
    with pytest.raises(services.ProposalClosed):
        decide_group(by=acting(member), proposal=proposal, reason="Sittenkin", now=now)
    assert not Group.objects.exists()


def test_after_leaving_one_may_propose_again(
    proposal: Proposal, brief: Brief, member: User, now: Moment
) -> None:
    leave_proposal(by=acting(member), proposal=proposal, reason="Ei nyt", now=now)
    again = propose_group(by=acting(member), brief=brief, now=now)
    assert again != proposal
    assert again.state == Proposal.State.OPEN


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_reason_is_needed_and_short(proposal: Proposal, member: User, now: Moment, reason: str) -> None:
    with pytest.raises(services.ReasonMissing):
        decide_group(by=acting(member), proposal=proposal, reason=reason, now=now)
    with pytest.raises(services.ReasonMissing):
        leave_proposal(by=acting(member), proposal=proposal, reason=reason, now=now)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN


def test_a_changed_brief_must_be_proposed_again(
    proposal: Proposal, brief: Brief, member: User, now: Moment
) -> None:
    Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
    with pytest.raises(services.BriefChanged):
        decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)
    assert propose_group(by=acting(member), brief=brief, now=now) != proposal


def test_somebody_who_no_longer_wants_to_be_suggested_stops_the_decision(
    proposal: Proposal, people: dict[str, Person], member: User, now: Moment
) -> None:
    Person.objects.filter(pk=people["social"].pk).update(may_be_suggested=False)
    with pytest.raises(services.PeopleChanged):
        decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)
    assert not Group.objects.exists()


def test_a_brief_with_a_group_gets_no_second_one(
    proposal: Proposal, brief: Brief, member: User, now: Moment
) -> None:
    group = decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)
    with pytest.raises(services.AlreadyGrouped) as refused:
        propose_group(by=acting(member), brief=brief, now=now)
    assert refused.value.group == group


def test_no_group_is_kept_as_a_run_with_its_conflict(
    network: Network, people: dict[str, Person], member: User, now: Moment
) -> None:
    Person.objects.filter(pk=people["musician"].pk).update(may_be_suggested=False)
    brief = make_brief(network)
    with pytest.raises(services.NoGroupFound) as refused:
        propose_group(by=acting(member), brief=brief, now=now)
    run = refused.value.run
    assert run.status == Run.Status.INFEASIBLE
    assert (run.conflicts[0]["kind"], run.conflicts[0]["code"]) == ("no_role", "culture")
    assert not Proposal.objects.exists()
    with pytest.raises(services.NoGroupFound) as again:
        propose_group(by=acting(member), brief=brief, now=now)
    assert again.value.run == run


def test_others_may_not_propose_decide_or_leave(
    proposal: Proposal, brief: Brief, colleague: User, stranger: User, now: Moment
) -> None:
    for user in (colleague, stranger):
        with pytest.raises(NotAllowed):
            propose_group(by=acting(user), brief=brief, now=now)
        with pytest.raises(NotAllowed):
            decide_group(by=acting(user), proposal=proposal, reason="Hyvä", now=now)
        with pytest.raises(NotAllowed):
            leave_proposal(by=acting(user), proposal=proposal, reason="Ei", now=now)
    assert not Group.objects.exists()


def test_a_damaged_answer_is_never_kept(
    brief: Brief, member: User, now: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver claims a worth that the members do not give."""
    honest = engine.solve

    def lying(*args: Any) -> Any:
        solution = honest(*args)
        return replace(solution, objective=solution.objective + 1, bound=solution.bound + 1)

    monkeypatch.setattr(engine, "solve", lying)
    with pytest.raises(DamagedAnswer):
        propose_group(by=acting(member), brief=brief, now=now)
    assert not Run.objects.exists()


@pytest.mark.parametrize("breaking", ["Seat", "events"])
def test_a_decision_killed_in_the_middle_leaves_nothing(
    proposal: Proposal, member: User, now: Moment, monkeypatch: pytest.MonkeyPatch, breaking: str
) -> None:
    events_before = Event.objects.count()

    def die(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    if breaking == "Seat":
        monkeypatch.setattr(Seat.objects, "bulk_create", die)
    else:
        monkeypatch.setattr(events, "record", die)
    with pytest.raises(KeyboardInterrupt):
        decide_group(by=acting(member), proposal=proposal, reason="Hyvä", now=now)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN
    assert (Group.objects.count(), Seat.objects.count(), Event.objects.count()) == (0, 0, events_before)


def test_a_proposal_killed_in_the_middle_leaves_nothing(
    brief: Brief, member: User, now: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ProposalPair.objects, "bulk_create", die)
    with pytest.raises(KeyboardInterrupt):
        propose_group(by=acting(member), brief=brief, now=now)
    assert (Run.objects.count(), Proposal.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_brief_changed_while_computing_is_not_kept(
    brief: Brief, member: User, now: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = proposing.solve_problem

    def slow(*args: Any, **kwargs: Any) -> Any:
        Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
        return honest(*args, **kwargs)

    monkeypatch.setattr(proposing, "solve_problem", slow)
    with pytest.raises(services.BriefChanged):
        propose_group(by=acting(member), brief=brief, now=now)
    assert not Run.objects.exists()
