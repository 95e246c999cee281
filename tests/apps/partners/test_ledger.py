"""The ledger: rows that are never changed, sums that always equal them, promises that the assembling uses."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.factories import make_organisation, make_user
from tests.apps.partners.ledger import SYSTEM, make_contact, plan_for, record
from voimala.accounts.models import User
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.viewer import Actor, acting
from voimala.networks.models import Network, Period, RoleKind
from voimala.partners.models import Balance, Commitment, Direction, Entry, Measure, Organisation
from voimala.partners.models.amounts import amount_words, parse_amount, typed_amount
from voimala.partners.models.balancing import Kept, State, percent_given, share_passed
from voimala.partners.models.ledger import ONLY_RECEIVED
from voimala.partners.services.checking import rebuild_balances, uneven_balances
from voimala.partners.services.ledger import (
    ContributionRefused,
    confirm_hours,
    counter_entry,
    record_contribution,
    record_from_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(network: Network) -> Organisation:
    return make_organisation(network)


WRITTEN = [
    ("hours", "7,5", 450),
    ("hours", "7.5 h", 450),
    ("hours", "7 h 30 min", 450),
    ("hours", "7:30", 450),
    ("hours", "30 min", 30),
    ("hours", "1 250 h", 75_000),
    ("hours", "8 tuntia", 480),
    ("euros", "1 250,50 €", 125_050),
    ("euros", "1\u00a0250", 125_000),
    ("euros", "40 eur", 4_000),
    ("pilots", "3", 3),
]


@pytest.mark.parametrize(("measure", "text", "amount"), WRITTEN)
def test_amounts_are_read_as_people_write_them(measure: str, text: str, amount: int) -> None:
    assert parse_amount(measure, text) == amount
    assert parse_amount(measure, typed_amount(measure, amount)) == amount


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("hours", ""), ("hours", "paljon"), ("hours", "0"), ("hours", "-3"), ("hours", "7 h 75 min"),
        ("hours", "=1+1"), ("euros", "1.250,50"), ("euros", "1 250,505"), ("euros", "12 h"),
        ("pilots", "2,5"), ("visits", "²"), ("hours", "100001"), ("visits", "1000001"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told(measure: str, text: str) -> None:
    with pytest.raises(ValueError, match="”"):
        parse_amount(measure, text)


def test_amounts_are_told_with_their_unit() -> None:
    told = [
        amount_words(*each).replace("\u00a0", " ")
        for each in (("hours", 450), ("hours", 60), ("euros", 125_050))
    ]
    assert told == ["7 h 30 min", "1 h", "1 250,50 €"]
    assert amount_words("hours", -60).replace("\u00a0", " ") == "−1 h"


WRONG = [
    ({"measure": "pilots"}, "direction"),
    ({"measure": "apples"}, "measure"),
    ({"direction": "lost"}, "direction"),
    ({"amount": 0}, "amount"),
    ({"measure": "in_kind", "words": " "}, "words"),
    ({"on_day": dt.date(1999, 1, 1)}, "on_day"),
]


@pytest.mark.parametrize(("changes", "where"), WRONG)
def test_a_row_that_cannot_be_is_refused(
    partner: Organisation, now: dt.datetime, changes: dict[str, object], where: str
) -> None:
    with pytest.raises(ContributionRefused) as refused:
        record_contribution(by=SYSTEM, plan=replace(plan_for(partner), **changes), now=now)
    assert list(refused.value.problems) == [where]
    assert not Entry.objects.exists()
    assert not Balance.objects.exists()


def test_nothing_is_given_on_a_day_to_come(partner: Organisation, now: dt.datetime) -> None:
    tomorrow = partner.network.today(now) + dt.timedelta(days=1)
    with pytest.raises(ContributionRefused) as refused:
        record(partner, now, on_day=tomorrow)
    assert list(refused.value.problems) == ["on_day"]
    record(partner, now, on_day=tomorrow, direction="promised")


def test_another_networks_period_is_refused(
    partner: Organisation, other_network: Network, now: dt.datetime
) -> None:
    theirs = Period.objects.of(other_network).get()
    with pytest.raises(ContributionRefused) as refused:
        record(partner, now, period=theirs)
    assert "period" in refused.value.problems


def test_who_may_write_whose_rows(partner: Organisation, member: User, now: dt.datetime) -> None:
    contact = make_contact(partner, make_user)
    own = record(partner, now, by=acting(contact))
    assert own.confirmation is not None, "what a contact writes needs no second yes"
    theirs = make_organisation(partner.network)
    for user in (contact, make_user(partner.network, RoleKind.BOARD_MEMBER, password=None)):
        with pytest.raises(NotAllowed):
            record(theirs, now, by=acting(user))
    by_coordinator = record(theirs, now, by=acting(member))
    assert not hasattr(by_coordinator, "confirmation")


def test_a_form_sent_twice_makes_one_row(partner: Organisation, now: dt.datetime) -> None:
    first = record(partner, now, form_key="abc")
    assert record(partner, now, form_key="abc") == first
    assert Entry.objects.count() == 1
    assert Balance.objects.get().amount == 60
    counter = counter_entry(by=SYSTEM, entry=first, reason="Kahdesti", right=30, now=now, form_key="def")
    assert counter_entry(by=SYSTEM, entry=first, reason="x", right=30, now=now, form_key="def") == counter
    assert Entry.objects.count() == 3


def test_a_row_is_countered_once_and_says_why(partner: Organisation, now: dt.datetime) -> None:
    row = record(partner, now)
    counter = counter_entry(by=SYSTEM, entry=row, reason="Väärä kumppani", now=now)
    assert (counter.amount, counter.counters, counter.words) == (-60, row, "Väärä kumppani")
    assert Balance.objects.get().amount == 0
    for entry, reason in ((row, "Taas"), (counter, "Taas"), (record(partner, now), "  ")):
        with pytest.raises(ContributionRefused) as refused:
            counter_entry(by=SYSTEM, entry=entry, reason=reason, now=now)
        assert list(refused.value.problems) == ["reason"]
    assert list(uneven_balances()) == []


def test_rows_are_never_changed(partner: Organisation, now: dt.datetime) -> None:
    row = record(partner, now)
    row.amount = 1
    for change in (row.save, row.delete, Entry.objects.all().delete):
        with pytest.raises(TypeError):
            change()


def test_promised_hours_are_those_of_the_assembling(partner: Organisation, now: dt.datetime) -> None:
    first = record(partner, now, 100 * 60, direction="promised")
    record(partner, now, 20 * 60, direction="promised")
    record(partner, now, 500_00, direction="promised", measure="euros")
    promise = Commitment.objects.get()
    assert (promise.minutes, promise.cents) == (120 * 60, 500_00)
    Commitment.objects.update(held=10 * 60, booked=60 * 60)
    with pytest.raises(ContributionRefused) as refused:
        counter_entry(by=SYSTEM, entry=first, reason="Vähemmän", right=40 * 60, now=now)
    assert "70" in refused.value.problems["right"]
    assert Balance.objects.get(measure="hours").amount == 120 * 60, "nothing half-done"
    counter_entry(by=SYSTEM, entry=first, reason="Vähemmän", right=50 * 60, now=now)
    promise.refresh_from_db()
    assert promise.minutes == 70 * 60


def test_without_a_standing_row_nothing_is_agreed(partner: Organisation, now: dt.datetime) -> None:
    row = record(partner, now, direction="promised")
    counter_entry(by=SYSTEM, entry=row, reason="Ei sovittu", now=now)
    assert Commitment.objects.get().minutes is None


def test_a_source_has_one_standing_row(partner: Organisation, now: dt.datetime) -> None:
    source = Reference("session", "abc")
    plan = plan_for(partner, 90, direction="received")
    first = record_from_source(by=SYSTEM, plan=plan, source=source, now=now)
    assert record_from_source(by=SYSTEM, plan=plan, source=source, now=now) == first
    other = record_from_source(by=SYSTEM, plan=replace(plan, direction="given"), source=source, now=now)
    assert other != first
    corrected = record_from_source(by=SYSTEM, plan=replace(plan, amount=120), source=source, now=now)
    assert corrected is not None
    assert Balance.objects.get(direction="received").amount == 120
    with pytest.raises(ContributionRefused):
        counter_entry(by=SYSTEM, entry=corrected, reason="Käsin", now=now)
    assert record_from_source(by=SYSTEM, plan=replace(plan, amount=0), source=source, now=now) is None
    assert Balance.objects.get(direction="received").amount == 0
    again = record_from_source(by=SYSTEM, plan=plan, source=source, now=now)
    assert again is not None
    assert list(uneven_balances()) == []


def test_hours_are_confirmed_by_the_partner_alone(
    partner: Organisation, member: User, now: dt.datetime
) -> None:
    rows = [record(partner, now), record(partner, now, direction="received")]
    euros, promise = record(partner, now, measure="euros"), record(partner, now, direction="promised")
    elsewhere = record(make_organisation(partner.network), now)
    named = [row.public_id for row in (*rows, euros, promise, elsewhere)]
    with pytest.raises(NotAllowed):
        confirm_hours(by=acting(member), organisation=partner, entries=named, now=now)
    link = Actor(kind="link", name="link:1", only=Reference("contributions", partner.public_id))
    assert list(Entry.objects.visible_to(link).to_confirm().order_by("pk")) == rows
    assert confirm_hours(by=link, organisation=partner, entries=named, now=now) == 2
    assert confirm_hours(by=link, organisation=partner, entries=named, now=now) == 0
    assert Event.objects.filter(deed="hours_confirmed").count() == 1
    with pytest.raises(NotAllowed):
        confirm_hours(by=link, organisation=elsewhere.organisation, entries=named, now=now)


def test_a_contact_sees_own_rows_and_everybodys_sums(partner: Organisation, now: dt.datetime) -> None:
    own, other = record(partner, now), record(make_organisation(partner.network), now)
    contact, professional = (
        make_contact(partner, make_user),
        make_user(partner.network, RoleKind.PROFESSIONAL),
    )
    assert list(Entry.objects.visible_to(contact)) == [own]
    assert Balance.objects.visible_to(contact).count() == 2
    board = make_user(partner.network, RoleKind.BOARD_MEMBER)
    assert set(Entry.objects.visible_to(board)) == {own, other}
    assert not Balance.objects.visible_to(professional).exists()
    assert not Entry.objects.visible_to(professional).exists()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(list(Direction)),
        st.sampled_from(list(Measure)),
        st.integers(1, 5000),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_are_always_the_sums_of_the_rows(
    partner: Organisation, now: dt.datetime, steps: list[tuple[Direction, Measure, int, int]]
) -> None:
    """Any order of rows, counter-rows and corrections; what is refused changes nothing."""
    for way, measure, amount, then in steps:
        direction = "received" if measure in ONLY_RECEIVED else way.value
        row = record(partner, now, amount, direction=direction, measure=measure.value, words="Sali")
        if then:
            right = amount * then if then > 1 else None
            counter_entry(by=SYSTEM, entry=row, reason="Oikaisu", right=right, now=now)
    assert list(uneven_balances()) == []
    kept = set(Balance.objects.filter(rows__gt=0).values_list("direction", "measure", "amount", "rows"))
    rebuild_balances()
    assert set(Balance.objects.values_list("direction", "measure", "amount", "rows")) == kept


def test_the_command_finds_what_is_uneven(partner: Organisation, now: dt.datetime) -> None:
    record(partner, now, direction="promised")
    call_command("check_ledger")
    Balance.objects.update(amount=5)
    with pytest.raises(CommandError, match="1 balances"):
        call_command("check_ledger")
    call_command("check_ledger", "--rebuild")
    Commitment.objects.update(minutes=5)
    with pytest.raises(CommandError):
        call_command("check_ledger")


@pytest.mark.parametrize(
    ("promised", "given_hours", "passed", "state", "behind"),
    [
        (0, 36, 1.0, State.NOT_AGREED, 0),
        (80, 80, 0.5, State.FULL, 0),
        (160, 52, 1.0, State.BEHIND, 108),
        (100, 38, 0.5, State.ON_TIME, 0),
        (100, 37, 0.5, State.BEHIND, 13),
        (100, 0, 0.0, State.ON_TIME, 0),
    ],
)
def test_who_is_behind(promised: int, given_hours: int, passed: float, state: State, behind: int) -> None:
    amounts = {("promised", "hours"): promised, ("given", "hours"): given_hours}
    kept = Kept(amounts, passed)
    assert (kept.state("hours"), kept.behind("hours")) == (state, behind)


def test_more_than_promised_fills_nobody_elses_promise() -> None:
    rows = [
        Kept({("promised", "hours"): 100, ("given", "hours"): 300}),
        Kept({("promised", "hours"): 100}),
        Kept({("given", "hours"): 50}),
    ]
    assert percent_given(rows, "hours") == 50
    assert percent_given(rows, "euros") is None


def test_the_share_of_a_period_that_has_passed() -> None:
    period = Period(starts=dt.date(2026, 1, 1), ends=dt.date(2026, 1, 11))
    days = (dt.date(2025, 6, 1), dt.date(2026, 1, 6), dt.date(2027, 1, 1))
    assert [share_passed(period, day) for day in days] == [0.0, 0.5, 1.0]
