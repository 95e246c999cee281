"""Pages of bodies: who reads what, two writers of one agenda, links of letters, what stands elsewhere."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apps.factories import make_organisation, make_user
from tests.apps.governance import rows
from voimala.accounts.models import User
from voimala.core.references import Reference
from voimala.core.slots import panels
from voimala.core.viewer import acting
from voimala.desk.services import waiting
from voimala.governance.models import Body, Decision, Meeting, Seat
from voimala.governance.services import call_meeting
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Message
from voimala.office.openings import calendar_sources
from voimala.office.services import make_link

ClientOf = Callable[[User | None], Client]


def url(name: str, row: Any) -> str:
    return reverse(f"governance:{name}", args=[row.network.code, row.public_id])


def seated(body: Body, user: User, **fields: Any) -> Seat:
    return rows.make_seat(body, user=user, **fields)


@pytest.mark.parametrize(("days", "status"), [(None, 200), (1, 200), (0, 404), (-100, 404)])
def test_who_sits_reads_as_long_as_the_term_lasts(
    network: Network, client_of: ClientOf, colleague: User, days: int | None, status: int
) -> None:
    body = rows.make_body(network)
    until = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    seated(body, colleague, until=until)
    meeting = rows.make_meeting(body)
    assert client_of(colleague).get(url("meeting", meeting)).status_code == status


def test_the_chair_runs_the_meetings_of_her_own_body(
    network: Network, client_of: ClientOf, colleague: User
) -> None:
    own, other = rows.make_body(network), rows.make_body(network, code="toinen")
    seated(own, colleague, task="chair")
    page = client_of(colleague)
    assert page.get(url("plan_meeting", own)).status_code == 200
    assert page.get(url("plan_meeting", other)).status_code == 403
    assert page.get(url("edit_body", own)).status_code == 403


def test_a_visitor_reads_what_a_body_is_for_and_nobody_of_it(network: Network, client_of: ClientOf) -> None:
    body = rows.make_body(network, task_fi="Ohjaa verkostoa")
    rows.make_seat(body, name="Jäsen Salainen")
    rows.make_meeting(body, place="Salainen paikka")
    said = client_of(None).get(url("body", body)).content.decode()
    assert "Ohjaa verkostoa" in said
    assert "Salainen" not in said


def test_the_second_writer_of_a_matter_sees_the_difference_and_chooses(
    network: Network, client_of: ClientOf, member: User
) -> None:
    item = rows.make_item(rows.make_meeting(rows.make_body(network)), text="Alku")
    page, address = client_of(member), url("item", item)
    first = {"seen": 1, "title": "Talous", "text": "Ensimmäisen sanat"}
    assert page.post(address, first).status_code == 302
    second = {"seen": 1, "title": "Talous", "text": "Toisen sanat"}
    answer = page.post(address, second)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Ensimmäisen sanat" in said
    assert "Toisen sanat" in said
    assert page.post(address, {**second, "seen": 2, "keep_text": "saved"}).status_code == 302
    item.refresh_from_db()
    assert item.text == "Ensimmäisen sanat"


def test_matters_change_places(network: Network, client_of: ClientOf, member: User) -> None:
    meeting = rows.make_meeting(rows.make_body(network))
    made = [rows.make_item(meeting, title) for title in ("A", "B", "C")]
    client_of(member).post(url("move_item", made[2]), {"to": "up"})
    client_of(member).post(url("move_item", made[0]), {"to": "up"})
    assert list(meeting.items.values_list("title", flat=True)) == ["A", "C", "B"]


def test_a_form_sent_twice_plans_one_meeting_and_wrong_times_are_told(
    network: Network, client_of: ClientOf, member: User
) -> None:
    body = rows.make_body(network)
    page, address = client_of(member), url("plan_meeting", body)
    sent = {"day": "2027-02-30", "begins": "13.00", "ends": "12.00", "form_key": "once"}
    answer = page.post(address, sent)
    assert answer.status_code == 422
    assert "Kirjoita päivä" in answer.content.decode()
    answer = page.post(address, {**sent, "day": "2.3.2027"})
    assert "Kokous päättyy vasta alkamisensa jälkeen" in answer.content.decode()
    for _twice in range(2):
        assert page.post(address, {**sent, "day": "2.3.2027", "ends": "14"}).status_code == 302
    assert Meeting.objects.get().ends_at == dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


def test_the_link_of_a_call_opens_the_agenda_and_its_calendar_file(
    network: Network, member: User, now: dt.datetime
) -> None:
    body = rows.make_body(network)
    rows.make_seat(body, email="paikka@example.org")
    meeting = rows.make_meeting(body, place="Kuopio")
    rows.make_item(meeting, "Äänitorvi")
    other = rows.make_meeting(rows.make_body(network, code="muu"), place="Muualla")
    call_meeting(by=acting(member), meeting=meeting, now=now)
    text = Message.objects.get(to="paikka@example.org").text
    path = "/l/" + text.split("/l/")[1].split()[0]
    said = Client().get(path).content.decode()
    assert "Äänitorvi" in said
    assert other.place not in said
    file = Client().get(f"{path}?calendar").content.decode()
    assert f"UID:meeting-{meeting.public_id}@voimala.voimala" in file
    assert "LOCATION:Kuopio" in file


def test_a_duty_waits_for_its_owner_and_is_done_from_the_link(
    network: Network, colleague: User, member: User, now: dt.datetime
) -> None:
    """The owner has it on the desk; the coordinator only when it is late."""
    body = rows.make_body(network)
    item = rows.make_item(rows.make_meeting(body, days=-40))
    today = network.today(now)
    duty = rows.make_duty(
        rows.make_decision(item), seat=seated(body, colleague), due_on=today - dt.timedelta(days=1)
    )
    own = next(one for one in waiting(colleague.at(now), network, now) if one.link_action)
    assert own.title == "Kirje kunnille"
    assert own.link_action == ("mark_duty_done", Reference("duty", duty.public_id))
    assert any("Myöhässä" in one.title for one in waiting(member.at(now), network, now))
    link = make_link(
        network=network,
        action="mark_duty_done",
        subject=Reference("duty", duty.public_id),
        language="fi",
        expires_at=now + dt.timedelta(days=1),
        now=now,
    )
    path = "/l/" + link.split("/l/")[1]
    assert Client().get(path).status_code == 200
    duty.refresh_from_db()
    assert duty.done_at is None, "opening changes nothing"
    assert Client().post(path).status_code == 302
    duty.refresh_from_db()
    assert duty.done_at is not None
    assert not any("Myöhässä" in one.title for one in waiting(member.at(now), network, now))


def test_a_decision_stands_on_the_page_of_what_it_is_about(
    network: Network, member: User, colleague: User, client_of: ClientOf
) -> None:
    organisation = make_organisation(network)
    decision = rows.make_decision(
        rows.make_item(rows.make_meeting(rows.make_body(network), days=-1)),
        subject_kind="organisation",
        subject_id=organisation.public_id,
        text="Kutsutaan mukaan.",
    )
    page = reverse("partners:organisation", args=[network.code, organisation.public_id])
    assert decision.text in client_of(member).get(page).content.decode()
    assert decision.text not in client_of(colleague).get(page).content.decode()
    assert not [panel for panel in panels.gather(network, member) if panel and "decisions" in panel.context]


def test_decisions_are_narrowed_and_written_as_a_file(
    network: Network, member: User, colleague: User, client_of: ClientOf
) -> None:
    items = [rows.make_item(rows.make_meeting(rows.make_body(network), days=-1)) for _twice in range(2)]
    done, open_one = (rows.make_decision(item, text=f"=Päätös {place}") for place, item in enumerate(items))
    rows.make_duty(done, done_at=timezone.now())
    rows.make_duty(open_one)
    address = reverse("governance:decisions", args=[network.code])
    said = client_of(member).get(address, {"state": "open"}).content.decode()
    assert open_one.text in said
    assert done.text not in said
    written: Any = client_of(member).get(address, {"as": "csv"})
    file = written.content.decode("utf-8-sig")
    assert "'=Päätös 0" in file, "a formula stays text"
    assert Decision.objects.first().text not in client_of(colleague).get(address).content.decode()


def test_meetings_are_in_the_calendar_of_those_who_sit_there(
    network: Network, colleague: User, member: User, now: dt.datetime
) -> None:
    body = rows.make_body(network)
    seated(body, colleague)
    meeting = rows.make_meeting(body, time_known=False)
    rows.make_meeting(rows.make_body(network, code="muu"))
    since = network.today(now)
    of_body = Reference("body", body.public_id)

    def entries(user: User, subject: Reference | None) -> list[Any]:
        found = calendar_sources.gather(user.at(now), network, subject, since)
        return [entry for entries in found for entry in entries if entry.uid.startswith("meeting-")]

    assert [entry.starts for entry in entries(colleague, None)] == [meeting.day]
    assert entries(member, None) == []
    assert len(entries(member, of_body)) == 1
    assert entries(make_user(network, RoleKind.EXPERT), of_body) == []
