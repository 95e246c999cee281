"""The Monday message: to whom, what, once a week whatever happens, and how it is left."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.apps.factories import make_network, make_user
from tests.apps.public.reading import assert_sound, read
from tests.apps.together import apart, at_once
from voimala.accounts.models import Role, User
from voimala.accounts.services import about, choose_weekly_mail
from voimala.core.errors import NotAllowed
from voimala.core.models import Event
from voimala.core.references import Reference
from voimala.core.slots import DeskItem, Slot
from voimala.core.viewer import Actor, acting, system
from voimala.desk.services.monday import receivers, write_to
from voimala.networks.models import Network, RoleKind
from voimala.office.models import ActionLink, Job, Message
from voimala.office.services import start_due, start_job
from voimala.office.services.jobs_running import run_once

pytestmark = pytest.mark.django_db

Fill = Callable[..., None]
WEEK = dt.timedelta(days=7)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Replaces what waits for everybody."""

    def fill(*items: DeskItem) -> None:
        slot: Slot[..., list[DeskItem]] = Slot("desk_items", "for a test")
        slot.fill(lambda viewer, network, now: list(items))
        monkeypatch.setattr("voimala.desk.services.items.desk_items", slot)

    return fill


def item(number: int = 1, **fields: Any) -> DeskItem:
    values = {"detail": "Tarve", "minutes": 5, "button": "Katso", "url": f"/v/voimala/asia/{number}/"}
    return DeskItem(title=f"Asia {number}", **{**values, **fields})


def send(network: Network, now: dt.datetime) -> Job:
    job = start_job(by=system("test"), kind="monday_mail", now=now, network=network)
    run_once(public_id=job.public_id, worker="worker", clock=lambda: now)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    return job


def receivers_of(network: Network) -> set[str]:
    return set(Message.objects.filter(network=network).values_list("to", flat=True))


def test_the_message_tells_what_waits_with_a_button_each(
    network: Network, member: User, waits: Fill, now: dt.datetime, settings: Any
) -> None:
    settings.ADDRESS = "https://verkosto.example"
    waits(item(1, due=network.today(now)), item(2, late=True), item(3))
    send(network, now)
    message = Message.objects.get()
    assert (message.to, message.purpose, message.network) == (member.email, "weekly", network)
    assert message.subject == "VOIMALA: 3 asiaa odottaa sinua"
    for text in (message.text, message.html):
        positions = [text.index(word) for word in ("Myöhässä", "Asia 2", "Tänään", "Asia 1", "Asia 3")]
        assert positions == sorted(positions)
        for address in ("asia/1/", "asia/2/", "asia/3/", "desk/"):
            assert f"https://verkosto.example/v/voimala/{address}" in text
        assert "https://verkosto.example/l/" in text
        assert "En halua viikkoviestiä" in text


def test_at_most_seven_and_how_many_come_later(
    network: Network, member: User, waits: Fill, now: dt.datetime
) -> None:
    waits(*(item(number) for number in range(1, 10)))
    send(network, now)
    message = Message.objects.get()
    assert "Asia 7" in message.text
    assert "Asia 8" not in message.text + message.html
    assert "Näiden jälkeen odottaa vielä 2 asiaa." in message.text
    assert "9 asiaa odottaa" in message.subject


@pytest.mark.parametrize(
    ("language", "subject", "address"),
    [
        ("sv", "VOIMALA: en sak väntar på dig", "/sv/v/voimala/desk/"),
        ("en", "VOIMALA: one thing waits for you", "/en/v/voimala/desk/"),
    ],
)
def test_each_reads_it_in_the_own_language(
    network: Network, waits: Fill, now: dt.datetime, language: str, subject: str, address: str
) -> None:
    make_user(network, language=language)
    waits(item())
    send(network, now)
    message = Message.objects.get()
    assert (message.subject, message.language) == (subject, language)
    assert address in message.text


def test_who_gets_it(network: Network, other_network: Network, waits: Fill, now: dt.datetime) -> None:
    waits(item())
    wanted = {make_user(network).email, make_user(network, RoleKind.PROFESSIONAL).email}
    make_user(network, weekly_mail=False)
    make_user(network, is_active=False)
    make_user(other_network)
    make_user()
    gone = make_user(network)
    Role.objects.filter(user=gone).update(until=network.today(now))
    send(network, now)
    assert receivers_of(network) == wanted
    assert {user.email for user in receivers(network, now)} == wanted


def test_nothing_is_sent_when_nothing_waits(
    network: Network, member: User, waits: Fill, now: dt.datetime
) -> None:
    waits()
    send(network, now)
    assert not Message.objects.exists()
    assert not ActionLink.objects.exists()


def test_an_item_that_may_be_done_at_once_gets_a_link_that_does_it(
    network: Network, member: User, waits: Fill, now: dt.datetime
) -> None:
    waits(item(1, link_action=("confirm_hours", Reference("seat", "abc"))), item(2))
    send(network, now)
    link = ActionLink.objects.get(action="confirm_hours")
    assert (link.subject, link.network) == (Reference("seat", "abc"), network)
    text = Message.objects.get().text
    assert "asia/1/" not in text
    assert "Linkki on vain sinulle" in text
    assert "asia/2/" in text


def test_once_a_week_for_each_user_and_network(
    network: Network, other_network: Network, member: User, waits: Fill, now: dt.datetime
) -> None:
    waits(item())
    Role.objects.create(network=other_network, user=member, kind=RoleKind.EXPERT, since=network.today(now))
    for _again in range(2):
        send(network, now)
        send(other_network, now)
    assert Message.objects.count() == 2
    send(network, now + WEEK)
    assert Message.objects.count() == 3


def test_it_leaves_by_itself_on_monday_at_seven_of_the_network(
    network: Network, member: User, waits: Fill
) -> None:
    waits(item())
    monday = dt.datetime.fromisoformat("2027-03-08T07:00+02:00")
    assert "monday_mail" not in [job.kind for job in start_due(now=monday - dt.timedelta(minutes=1))]
    started = [job for job in start_due(now=monday) if job.kind == "monday_mail"]
    assert [job.network for job in started] == [network]
    tuesday = monday + dt.timedelta(days=1)
    assert "monday_mail" not in [job.kind for job in start_due(now=tuesday)]


def test_cut_off_in_the_middle_it_goes_on_with_those_who_have_none(
    network: Network, waits: Fill, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(item())
    users = [make_user(network) for _number in range(4)]
    written: list[int] = []

    def breaks_at_the_third(user: User, *rest: Any) -> Message | None:
        written.append(user.pk)
        message = write_to(user, *rest)
        if len(written) == 3:
            raise KeyboardInterrupt
        return message

    job = start_job(by=system("test"), kind="monday_mail", now=now, network=network)
    with monkeypatch.context() as patched:
        patched.setattr("voimala.desk.services.monday.write_to", breaks_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            run_once(public_id=job.public_id, worker="dead", clock=lambda: now)
    assert Message.objects.count() == 2
    send(network, now)
    assert receivers_of(network) == {user.email for user in users}
    assert Message.objects.count() == 4


# Leaving it


@pytest.fixture
def letter_link(network: Network, member: User, waits: Fill, now: dt.datetime) -> str:
    """The path of the link at the end of the coordinator's message."""
    waits(item())
    send(network, now)
    text = Message.objects.get().text
    return "/l/" + text.rpartition("/l/")[2].split()[0]


def test_the_link_in_the_message_leaves_it_with_one_tap(letter_link: str, member: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(letter_link)
    assert_sound(read(page), "fi")
    member.refresh_from_db()
    assert member.weekly_mail, "looking changes nothing"
    token = page.context["csrf_token"]
    browser.post(letter_link, {"weekly": "no", "csrfmiddlewaretoken": str(token)})
    member.refresh_from_db()
    assert not member.weekly_mail
    assert read(browser.get(letter_link)).title == "Et saa viikkoviestiä"
    browser.post(letter_link, {"weekly": "yes", "csrfmiddlewaretoken": str(token)})
    member.refresh_from_db()
    assert member.weekly_mail
    told = Event.objects.filter(actor_kind="link").order_by("pk").values_list("deed", flat=True)
    assert list(told) == ["weekly_mail_left", "weekly_mail_wanted"]


def test_the_same_choice_again_is_not_told(network: Network, member: User, now: dt.datetime) -> None:
    for _again in range(2):
        choose_weekly_mail(by=acting(member), now=now, user=member, network=network, wanted=False)
    assert Event.objects.filter(deed="weekly_mail_left").count() == 1


def test_a_link_acts_for_its_own_user_only(
    network: Network, member: User, colleague: User, now: dt.datetime
) -> None:
    link = Actor(kind="link", name="link:1", only=about(member))
    choose_weekly_mail(by=link, now=now, user=member, network=network, wanted=False)
    for by in (link, acting(member)):
        with pytest.raises(NotAllowed):
            choose_weekly_mail(by=by, now=now, user=colleague, network=network, wanted=False)


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_the_choice_has_a_page_of_its_own(
    client_of: Callable[[User | None], Client], colleague: User, prefix: str
) -> None:
    path = f"{prefix}/v/voimala/desk/weekly/"
    browser = client_of(colleague)
    assert_sound(read(browser.get(path)), prefix.strip("/") or "fi")
    assert browser.post(path, {"weekly": "no"})["Location"] == path
    colleague.refresh_from_db()
    assert not colleague.weekly_mail


# Several workers


@pytest.mark.usefixtures("installed_database")
def test_race_of_workers_writes_one_message(waits: Fill) -> None:
    waits(item())
    now = timezone.now()

    def scene() -> tuple[Network, User]:
        network = make_network("rinnakkain")
        return network, make_user(network)

    network, user = apart(scene)
    for week in range(5):
        at = now + week * WEEK
        at_once([partial(write_to, user, network, at)] * 4)
        assert apart(Message.objects.count) == week + 1
