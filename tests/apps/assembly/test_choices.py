"""Changing a proposal by hand: what is chosen holds, what is undone is as before, nothing is half done."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.apps.assembly.makers import ART, CARE, EVALUATION, make_brief, make_people
from tests.apps.factories import make_network, make_person, make_user
from voimala.accounts.models import User
from voimala.assembly import services
from voimala.assembly.models import Alternative, Choice, Proposal, Run
from voimala.assembly.services import choose, choosing, decide_group, drop_choices, propose_group, undo_choice
from voimala.core.models import Event
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Sector
from voimala.people.models import Person
from voimala.phenomena.models import Brief

Moment = dt.datetime
PIN, LOCK, EXCLUDE = Choice.Kind.PIN, Choice.Kind.LOCK, Choice.Kind.EXCLUDE


@pytest.fixture
def brief(network: Network, people: dict[str, Person]) -> Brief:
    """Four people and two whom others name: somebody stays outside."""
    return make_brief(network, size_max=6)


@pytest.fixture
def spare(network: Network, people: dict[str, Person]) -> Person:
    """Somebody who could take the musician's seat, a longer way off."""
    return make_person(network, Sector.CULTURE, {ART: 3}, work_role="Muusikko", minutes=700)


@pytest.fixture
def proposal(spare: Person, brief: Brief, member: User, now: Moment) -> Proposal:
    return propose_group(by=acting(member), brief=brief, now=now)


def sitting(proposal: Proposal) -> set[int]:
    return set(proposal.seats.exclude(person=None).values_list("person_id", flat=True))


def leader(proposal: Proposal) -> Person:
    found: Person = proposal.seats.get(wish="art_leader").person
    return found


def test_a_person_left_out_is_gone_and_the_rest_is_solved_again(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment
) -> None:
    newer = choose(by=acting(member), proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    proposal.refresh_from_db()
    assert people["drama"].pk not in sitting(newer)
    assert (proposal.state, newer.state, newer.before) == ("replaced", "open", proposal)
    assert newer.run.digest != proposal.run.digest


def test_somebody_else_takes_a_seat_in_one_step_that_is_undone_in_one(
    proposal: Proposal, member: User, now: Moment
) -> None:
    by, first = acting(member), leader(proposal)
    other = Alternative.objects.filter(seat__proposal=proposal, seat__person=first)[0].person
    swapped = choose(by=by, proposal=proposal, person=other, kind=PIN, instead_of=first, now=now)
    assert leader(swapped) == other
    assert first.pk not in sitting(swapped)
    assert set(Choice.objects.values_list("person", "kind")) == {(other.pk, "pin"), (first.pk, "exclude")}
    back = undo_choice(by=by, proposal=swapped, now=now)
    assert sitting(back) == sitting(proposal)
    assert not Choice.objects.filter(undone_at=None).exists()
    with pytest.raises(services.NothingToUndo):
        undo_choice(by=by, proposal=back, now=now)


def test_undoing_brings_back_what_the_choice_had_replaced(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment
) -> None:
    by, drama = acting(member), people["drama"]
    without = choose(by=by, proposal=proposal, person=drama, kind=EXCLUDE, now=now)
    taken = choose(by=by, proposal=without, person=drama, kind=PIN, now=now)
    assert drama.pk in sitting(taken)
    back = undo_choice(by=by, proposal=taken, now=now)
    assert sitting(back) == sitting(without)
    (left,) = Choice.objects.filter(undone_at=None)
    assert (left.person, left.kind) == (drama, EXCLUDE)


def test_a_choice_that_leaves_no_group_changes_nothing_and_says_why(
    proposal: Proposal, spare: Person, member: User, now: Moment
) -> None:
    by = acting(member)
    swapped = choose(by=by, proposal=proposal, person=leader(proposal), kind=EXCLUDE, now=now)
    before = (Run.objects.count(), Choice.objects.count(), Event.objects.count())
    # With two people of culture gone, nobody leads the art.
    last = leader(swapped)
    with pytest.raises(services.NoGroupLeft) as refused:
        choose(by=by, proposal=swapped, person=last, kind=EXCLUDE, now=now)
    assert any("Kulttuuri" in reason.what for reason in refused.value.reasons)
    assert (Run.objects.count(), Choice.objects.count(), Event.objects.count()) == before
    swapped.refresh_from_db()
    assert swapped.state == Proposal.State.OPEN


def test_the_same_click_twice_gives_the_same_proposal(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment
) -> None:
    by = acting(member)
    first = choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    again = choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    assert again == first
    assert Choice.objects.count() == 1


def test_another_choice_on_an_old_proposal_is_refused_with_words(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment
) -> None:
    by = acting(member)
    choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    with pytest.raises(services.ProposalClosed) as refused:
        choose(by=by, proposal=proposal, person=people["social"], kind=EXCLUDE, now=now)
    assert refused.value.message == "Uudempi ehdotus on korvannut tämän ehdotuksen."
    with pytest.raises(services.ProposalClosed):
        undo_choice(by=by, proposal=proposal, now=now)
    assert Choice.objects.count() == 1


def test_two_at_once_one_wins_and_the_other_sees_a_message(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one is done while the first one computes."""
    by, honest = acting(member), choosing.solve_problem

    def slow(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(choosing, "solve_problem", honest)
        choose(by=by, proposal=proposal, person=people["social"], kind=LOCK, now=now)
        return honest(*args, **kwargs)

    monkeypatch.setattr(choosing, "solve_problem", slow)
    with pytest.raises(services.ProposalClosed):
        choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    (kept,) = Choice.objects.all()
    assert (kept.person, kept.kind) == (people["social"], LOCK)
    assert Run.objects.count() == 2


def test_a_withdrawn_person_cannot_be_taken_in_and_an_old_choice_about_her_lapses(
    proposal: Proposal, people: dict[str, Person], spare: Person, member: User, now: Moment
) -> None:
    by = acting(member)
    outside = next(each for each in [*people.values(), spare] if each.pk not in sitting(proposal))
    Person.objects.filter(pk=outside.pk).update(may_be_suggested=False)
    with pytest.raises(services.PeopleChanged):
        choose(by=by, proposal=proposal, person=outside, kind=PIN, now=now)
    Person.objects.filter(pk=outside.pk).update(may_be_suggested=True)
    pinned = choose(by=by, proposal=proposal, person=outside, kind=PIN, now=now)
    Person.objects.filter(pk=outside.pk).update(may_be_suggested=False)
    newer = propose_group(by=by, brief=pinned.run.brief, now=now)
    assert outside.pk not in sitting(newer)


def test_choices_hold_in_the_next_proposal_until_dropped(
    proposal: Proposal, brief: Brief, member: User, people: dict[str, Person], now: Moment
) -> None:
    by = acting(member)
    choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
    assert people["drama"].pk not in sitting(propose_group(by=by, brief=brief, now=now))
    assert drop_choices(by=by, brief=brief, now=now) == 1
    assert drop_choices(by=by, brief=brief, now=now) == 0
    assert people["drama"].pk in sitting(propose_group(by=by, brief=brief, now=now))


def test_nothing_is_chosen_after_the_decision_or_a_changed_brief(
    proposal: Proposal, brief: Brief, member: User, people: dict[str, Person], now: Moment
) -> None:
    by = acting(member)
    Brief.objects.filter(pk=brief.pk).update(version=brief.version + 1)
    with pytest.raises(services.BriefChanged):
        choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    Brief.objects.filter(pk=brief.pk).update(version=brief.version)
    decide_group(by=by, proposal=proposal, reason="Kattaa tarpeet", now=now)
    with pytest.raises(services.ProposalClosed):
        choose(by=by, proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    with pytest.raises(services.AlreadyGrouped):
        drop_choices(by=by, brief=brief, now=now)


def test_a_choice_killed_in_the_middle_leaves_nothing(
    proposal: Proposal, member: User, people: dict[str, Person], now: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Alternative.objects, "bulk_create", die)
    with pytest.raises(KeyboardInterrupt):
        choose(by=acting(member), proposal=proposal, person=people["drama"], kind=EXCLUDE, now=now)
    proposal.refresh_from_db()
    assert (proposal.state, Choice.objects.count(), Run.objects.count()) == ("open", 0, 1)


class TestAnySequence(TestCase):
    """Whatever is chosen and undone, in any order."""

    def setUp(self) -> None:
        network = make_network("jono")
        make_people(network)
        make_person(network, Sector.CULTURE, {ART: 3, EVALUATION: 3})
        make_person(network, Sector.SOCIAL, {CARE: 5})
        make_person(network, Sector.HEALTH, {CARE: 3, EVALUATION: 5})
        self.by = acting(make_user(network))
        self.brief = make_brief(network, size_max=6)
        self.people = list(Person.objects.of(network).order_by("pk"))

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from([*Choice.Kind.values, "undo"]), st.integers(0, 6)), max_size=5))
    def test_choices_hold_and_undoing_restores_the_team(self, deeds: list[tuple[str, int]]) -> None:
        now = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
        at = propose_group(by=self.by, brief=self.brief, now=now)
        history = [sitting(at)]
        for kind, number in deeds:
            done = self._does(self.by, at, kind, self.people[number], now)
            if done is None:
                continue
            at = done
            if kind == "undo":
                history.pop()
                assert sitting(at) == history[-1]
            else:
                history.append(sitting(at))
            for choice in Choice.objects.filter(brief=self.brief, undone_at=None):
                assert (choice.person_id in sitting(at)) == (choice.kind != EXCLUDE)
            assert Proposal.objects.filter(run__brief=self.brief, state="open", way=1).count() == 1

    def _does(self, by: Actor, at: Proposal, kind: str, person: Person, now: Moment) -> Proposal | None:
        """The proposal after the deed; None when it was refused and nothing was changed."""
        before = list(Choice.objects.filter(undone_at=None).values_list("pk"))
        try:
            if kind == "undo":
                return undo_choice(by=by, proposal=at, now=now)
            return choose(by=by, proposal=at, person=person, kind=kind, now=now)
        except (services.NoGroupLeft, services.PeopleChanged, services.NothingToUndo):
            at.refresh_from_db()
            assert at.state == Proposal.State.OPEN
            assert list(Choice.objects.filter(undone_at=None).values_list("pk")) == before
            return None
