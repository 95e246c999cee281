"""What is forgotten when: noes and own names as the period ends, people a year later; figures stay."""

import datetime as dt

import pytest

from tests.apps.assembly.asked import make_group, seat_of
from voimala.accounts.models import User
from voimala.assembly.models import Alternative, Asking, Choice, Group, ProposalSeat, Question, Run, Seat
from voimala.assembly.services import answer_asking, ask_seat, forget_askings
from voimala.assembly.services.forgetting import a_year_after
from voimala.core.slots import personal_data
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Period
from voimala.people.models import Person

MUSICIAN, SOCIAL = "Musiikkipedagogi", "Sosiaaliohjaaja"
NOON = dt.time(12)


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def group(network: Network, by: Actor, now: dt.datetime) -> Group:
    """One has said no, one yes; an expert has written her name; choices and questions were made."""
    group = make_group(network, by, now)
    for role, answer in ((MUSICIAN, "no"), (SOCIAL, "yes")):
        asking = ask_seat(by=by, seat=seat_of(group, role), now=now)
        answer_asking(by=by, asking=asking, answer=answer, now=now)
    Seat.objects.filter(kind="association").update(own_name="Oma Nimi")
    person = Person.objects.get(work_role=SOCIAL)
    Choice.objects.create(network=network, brief=group.brief, person=person, kind="lock", made_at=now)
    seat = ProposalSeat.objects.filter(proposal=group.proposal, person__isnull=False).first()
    Alternative.objects.filter(seat=seat).delete()
    Alternative.objects.create(seat=seat, person=person, rank=1, loss=0.1)
    Question.objects.filter(proposal=group.proposal).delete()
    question = Question.objects.create(
        network=network,
        proposal=group.proposal,
        person=person,
        order=0,
        about="hours",
        gain=1,
        loss=0,
    )
    Asking.objects.create(
        network=network,
        part="question",
        question=question,
        person=person,
        asked_at=now,
        answer_by=now,
        state="no",
    )
    return group


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, NOON, dt.UTC)


def period_of(network: Network) -> Period:
    found: Period = Period.objects.of(network).get()
    return found


def test_a_decline_is_forgotten_when_the_period_ends_and_not_before(group: Group, network: Network) -> None:
    ends = period_of(network).ends
    assert forget_askings(noon(ends - dt.timedelta(days=1))) == 0
    assert Asking.objects.filter(state=Asking.State.NO).count() == 2
    assert forget_askings(noon(ends)) == 3
    assert not Asking.objects.filter(state=Asking.State.NO).exists()
    assert Asking.objects.filter(state=Asking.State.YES).exists()
    assert not Seat.objects.exclude(own_name="").exists()
    assert forget_askings(noon(ends)) == 0


def test_people_are_forgotten_a_year_after_the_period_and_figures_stay(
    group: Group, network: Network
) -> None:
    run = group.proposal.run
    figures = Run.objects.filter(pk=run.pk).values("digest", "config", "objective", "bound", "seed", "known")
    before = figures.get()
    last = a_year_after(period_of(network).ends)
    forget_askings(noon(last - dt.timedelta(days=1)))
    assert ProposalSeat.objects.filter(person__isnull=False).exists()
    assert Seat.objects.filter(person__isnull=False).exists()
    forget_askings(noon(last))
    for rows in (
        Asking.objects.all(),
        Choice.objects.all(),
        Alternative.objects.all(),
        Question.objects.all(),
        ProposalSeat.objects.filter(person__isnull=False),
        Seat.objects.filter(person__isnull=False),
    ):
        assert not rows.exists()
    assert figures.get() == before
    assert Group.objects.filter(pk=group.pk).exists()
    assert group.seats.filter(state=Seat.State.CONFIRMED).count() == 1
    assert forget_askings(noon(last)) == 0


def test_another_periods_people_stay(group: Group, network: Network, by: Actor, now: dt.datetime) -> None:
    ends = period_of(network).ends
    Period.objects.create(
        network=network, name_fi="Vanha", starts=dt.date(2001, 1, 1), ends=dt.date(2001, 8, 1)
    )
    assert forget_askings(noon(ends - dt.timedelta(days=1))) == 0


def test_a_job_forgets() -> None:
    assert forget_askings in list(personal_data)


def test_a_year_after_a_leap_day_is_the_first_of_march() -> None:
    assert a_year_after(dt.date(2024, 2, 29)) == dt.date(2025, 3, 1)
    assert a_year_after(dt.date(2027, 6, 1)) == dt.date(2028, 6, 1)
