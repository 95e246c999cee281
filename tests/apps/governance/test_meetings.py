"""A meeting from its plan to minutes that nobody changes; what is refused, and in which words."""

import datetime as dt
from typing import Any

import pytest

from tests.apps.factories import make_organisation, make_user
from tests.apps.governance import rows
from voimala.accounts.models import User
from voimala.core.refusal import Refused
from voimala.core.versions import ChangedByAnother
from voimala.core.viewer import Actor, acting
from voimala.governance import services
from voimala.governance.models import Attendance, Body, Decision, Duty, Meeting, Minutes, Seat
from voimala.governance.models.meeting import ApprovedForGood
from voimala.governance.services import BodyPlan, DecisionPlan, ItemPlan, MeetingPlan, MinutesPlan, SeatPlan
from voimala.networks.models import Network, RoleKind
from voimala.office.documents import of_data
from voimala.office.models import Message


@pytest.fixture
def by(member: User) -> Actor:
    return acting(member)


@pytest.fixture
def board(network: Network) -> Body:
    """Three seats, one of them with a deputy, two needed; a secretary without a vote."""
    body = rows.make_body(network)
    chair = rows.make_seat(body, task="chair", post="Puheenjohtaja", email="pj@example.org")
    rows.make_seat(body, post="Jäsen A", email="a@example.org")
    rows.make_seat(body, post="Jäsen B")
    rows.make_seat(body, post="Sihteeri", task="secretary")
    rows.make_seat(body, post="Varapuheenjohtajan sijainen", deputy_of=chair)
    return body


def seat(body: Body, post: str) -> Seat:
    found: Seat = body.seats.get(post=post)
    return found


def document_text(minutes: Minutes, language: str = "fi") -> str:
    return str(of_data(minutes.document[language]))


def test_from_the_plan_to_approved_minutes(board: Body, by: Actor, now: dt.datetime) -> None:
    """The deputy stands in for the chair: two of three seats, which is enough."""
    meeting = services.plan_meeting(by=by, body=board, now=now, plan=MeetingPlan(now, place="Kuopio"))
    item = services.add_item(by=by, meeting=meeting, now=now, plan=ItemPlan("Toimintasuunnitelma"))
    assert services.call_meeting(by=by, meeting=meeting, now=now) == 2
    attendance = {
        seat(board, "Varapuheenjohtajan sijainen").public_id: "remote",
        seat(board, "Jäsen A").public_id: "present",
        seat(board, "Sihteeri").public_id: "present",
    }
    plan = MinutesPlan("Avattiin.", attendance, {item.public_id: "Keskusteltiin äänitorvesta."})
    services.write_minutes(by=by, meeting=meeting, seen=0, now=now, plan=plan)
    owner = seat(board, "Jäsen A")
    decision = services.decide(
        by=by, item=item, now=now, plan=DecisionPlan("Hyväksyttiin.", "Kirje kunnille", owner)
    )
    assert str(decision) == f"1/{meeting.day.year}"
    seen = Minutes.objects.get(meeting=meeting).version
    minutes = services.approve_minutes(
        by=by, meeting=meeting, seen=seen, now=now, approver_post="puheenjohtaja"
    )
    told = document_text(minutes)
    for words in (
        "Päätösvaltainen: paikalla 2, paikkoja 3",
        "äänitorvesta",
        "Hyväksyttiin.",
        "Kirje kunnille",
    ):
        assert words in told, words
    assert "Has a quorum: 2 seats of 3" in document_text(minutes, "en")
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.APPROVED


def test_what_is_approved_nobody_changes(board: Body, by: Actor, now: dt.datetime) -> None:
    meeting = rows.make_meeting(board, days=-1)
    item = rows.make_item(meeting)
    rows.make_minutes(meeting)
    decision = services.decide(by=by, item=item, now=now, plan=DecisionPlan("Hyväksyttiin."))
    seen = Minutes.objects.get(meeting=meeting).version
    asked = {"by": by, "meeting": meeting, "seen": seen, "now": now, "approver_post": "puheenjohtaja"}
    minutes = services.approve_minutes(**asked)
    kept = minutes.document
    assert services.approve_minutes(**{**asked, "now": now + dt.timedelta(days=1)}).approved_at == now
    for deed in (
        lambda: services.write_minutes(
            by=by, meeting=meeting, seen=seen, now=now, plan=MinutesPlan("Toisin")
        ),
        lambda: services.decide(by=by, item=item, now=now, plan=DecisionPlan("Toinen")),
        lambda: services.change_decision(
            by=by, decision=decision, seen=1, now=now, plan=DecisionPlan("Toisin")
        ),
        lambda: services.change_item(by=by, item=item, seen=1, now=now, plan=ItemPlan("Toisin")),
        lambda: services.cancel_meeting(by=by, meeting=meeting, now=now),
    ):
        with pytest.raises(Refused):
            deed()
    for write in (
        minutes.save,
        minutes.delete,
        lambda: Minutes.objects.filter(pk=minutes.pk).update(text="Toisin"),
        lambda: Minutes.objects.filter(pk=minutes.pk).delete(),
    ):
        with pytest.raises(ApprovedForGood):
            write()
    body_renamed = BodyPlan("board", "Aivan toinen nimi")
    services.change_body(by=by, body=board, seen=1, now=now, plan=body_renamed)
    minutes.refresh_from_db()
    assert minutes.document == kept
    assert "Aivan toinen" not in str(kept)


def test_who_approves_has_read_the_newest(board: Body, by: Actor, now: dt.datetime) -> None:
    meeting = rows.make_meeting(board, days=-1)
    item = rows.make_item(meeting)
    rows.make_minutes(meeting)
    services.decide(by=by, item=item, now=now, plan=DecisionPlan("Hyväksyttiin."))
    with pytest.raises(ChangedByAnother):
        services.approve_minutes(by=by, meeting=meeting, seen=1, now=now, approver_post="pj")
    Attendance.objects.all().delete()
    with pytest.raises(Refused) as refused:
        services.approve_minutes(by=by, meeting=meeting, seen=2, now=now, approver_post="")
    assert set(refused.value.problems) == {"approver_post", ""}


def test_a_call_is_sent_once_and_a_change_is_told(board: Body, by: Actor, now: dt.datetime) -> None:
    meeting = rows.make_meeting(board)
    with pytest.raises(Refused):
        services.call_meeting(by=by, meeting=meeting, now=now)
    item = services.add_item(by=by, meeting=meeting, now=now, plan=ItemPlan("Talous"))
    assert services.call_meeting(by=by, meeting=meeting, now=now) == 2
    assert services.call_meeting(by=by, meeting=meeting, now=now) == 0
    later = now + dt.timedelta(minutes=5)
    services.change_item(by=by, item=item, seen=1, now=later, plan=ItemPlan("Talous ja rahoitus"))
    assert services.call_meeting(by=by, meeting=meeting, now=later) == 2
    assert services.cancel_meeting(by=by, meeting=meeting, now=later) == 2
    letters = list(Message.objects.filter(to="a@example.org").order_by("pk"))
    assert [letter.subject.partition(":")[0] for letter in letters] == [
        "Kutsu kokoukseen",
        "Muutos",
        "Peruttu",
    ]
    assert "Talous ja rahoitus" in letters[1].text
    assert "/l/" in letters[0].text


@pytest.mark.parametrize("days", [1, 0])
def test_minutes_are_written_from_the_day_on(board: Body, by: Actor, now: dt.datetime, days: int) -> None:
    meeting = rows.make_meeting(board, days=days)
    if days:
        with pytest.raises(Refused, match="tulossa"):
            services.write_minutes(by=by, meeting=meeting, seen=0, now=now, plan=MinutesPlan())
    else:
        services.write_minutes(by=by, meeting=meeting, seen=0, now=now, plan=MinutesPlan())
    with pytest.raises((Refused, ChangedByAnother)):
        services.write_minutes(
            by=by, meeting=meeting, seen=0, now=now, plan=MinutesPlan("Toinen kirjoittaja")
        )


def test_seats_and_terms(network: Network, other_network: Network, by: Actor, now: dt.datetime) -> None:
    """Wrong dates, the same seat twice at a time, and what belongs elsewhere are refused at their fields."""
    body, day, home = rows.make_body(network), dt.date(2026, 1, 1), make_organisation(network)
    first = SeatPlan("member", day, dt.date(2027, 1, 1), home, "Sivistysjohtaja")
    services.add_seat(by=by, body=body, now=now, plan=first, form_key="once")
    services.add_seat(by=by, body=body, now=now, plan=first, form_key="once")
    assert body.seats.count() == 1
    chair = rows.make_seat(rows.make_body(network, code="toinen"))
    wrong: list[tuple[SeatPlan, str]] = [
        (SeatPlan("member", dt.date(2026, 12, 31), None, home, "sivistysjohtaja"), "since"),
        (SeatPlan("member", day, day, home, "Muu"), "until"),
        (SeatPlan("member", day), "post"),
        (SeatPlan("member", day, post="Muu", organisation=make_organisation(other_network)), "organisation"),
        (SeatPlan("member", day, post="Muu", user=make_user(other_network)), "user"),
        (SeatPlan("member", day, post="Muu", deputy_of=chair), "deputy_of"),
    ]
    for plan, where in wrong:
        with pytest.raises(Refused) as refused:
            services.add_seat(by=by, body=body, now=now, plan=plan)
        assert set(refused.value.problems) == {where}
    after = SeatPlan("member", dt.date(2027, 1, 1), None, home, "Sivistysjohtaja")
    services.add_seat(by=by, body=body, now=now, plan=after)


def test_a_decision_is_written_once_and_its_duty_done_by_its_owner(
    network: Network, board: Body, by: Actor, now: dt.datetime
) -> None:
    owner_user = make_user(network, RoleKind.PROFESSIONAL)
    owner = seat(board, "Jäsen A")
    Seat.objects.filter(pk=owner.pk).update(user=owner_user)
    meeting = rows.make_meeting(board, days=-1)
    item = rows.make_item(meeting)
    plan = DecisionPlan("Hyväksyttiin.", "Kirje kunnille", owner, meeting.day + dt.timedelta(days=30))
    asked: dict[str, Any] = {"by": by, "item": item, "now": now, "plan": plan, "form_key": "a-form"}
    assert services.decide(**asked) == services.decide(**asked)
    early = DecisionPlan("Toinen", "Ennen kokousta", None, meeting.day - dt.timedelta(days=1))
    with pytest.raises(Refused) as refused:
        services.decide(by=by, item=item, now=now, plan=early)
    assert set(refused.value.problems) == {"due_on"}
    duty = Duty.objects.get()
    done = services.finish_duty(by=acting(owner_user), duty=duty, now=now)
    again = services.finish_duty(by=acting(owner_user), duty=duty, now=now + dt.timedelta(days=1))
    assert done.done_at == again.done_at == now
    assert Decision.objects.count() == 1
