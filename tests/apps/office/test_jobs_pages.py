"""The pages of work in the background: how far in words, why not, and the button that stops it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.factories import make_user
from tests.apps.public.reading import Page, assert_sound, read
from voimala.accounts.models import User
from voimala.networks.models import Network, RoleKind
from voimala.office.models import Job
from voimala.office.openings import jobs

pytestmark = pytest.mark.django_db

JOBS = "/v/voimala/jobs/"
Clients = Callable[[User | None], Client]


@pytest.fixture
def make_job(network: Network, now: dt.datetime) -> Callable[..., Job]:
    def make(state: str = "waiting", **fields: Any) -> Job:
        times: dict[str, Any] = {"asked_at": now, "language": "fi"}
        if state == "running":
            times |= {"started_at": now, "heartbeat_at": now}
        if state in ("done", "failed", "stopped"):
            times |= {"ended_at": now}
        values = {"network": network, "kind": "monday_mail", "state": state, **times, **fields}
        return Job.objects.create(**values)

    return make


def page_of(client: Client, path: str = JOBS) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    return read(response)


def test_an_empty_page_teaches_and_tells_what_comes(client_of: Clients, member: User) -> None:
    page = page_of(client_of(member))
    assert page.title == "Taustalla ei ole juuri nyt mitään käynnissä"
    assert page.classes["empty"] == 1
    assert "Viikkoviesti" in page.text
    assert "Vanhentuneiden henkilötietojen poisto" in page.text


@pytest.mark.parametrize(
    ("prefix", "title"),
    [
        ("", "Taustalla on käynnissä 2 työtä"),
        ("/sv", "2 jobb pågår i bakgrunden"),
        ("/en", "2 things are going on in the background"),
    ],
)
def test_the_pages_are_sound(
    client_of: Clients, member: User, make_job: Callable[..., Job], prefix: str, title: str
) -> None:
    make_job("waiting")
    shown = [make_job(state, done=3, total=12) for state in ("running", "done", "failed", "stopped")]
    client = client_of(member)
    page = page_of(client, prefix + JOBS)
    assert_sound(page, prefix.strip("/") or "fi")
    assert page.title == title
    for job in shown:
        assert_sound(page_of(client, f"{prefix}{JOBS}{job.public_id}/"), prefix.strip("/") or "fi")


def test_a_running_job_tells_how_far_and_can_be_stopped(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    job = make_job("running", done=3, total=12)
    client = client_of(member)
    assert "3 / 12" in page_of(client).text
    path = f"{JOBS}{job.public_id}/"
    page = page_of(client, path)
    assert page.title == "Viikkoviesti: käynnissä"
    assert f"{path}stop/" in page.html
    answer = client.post(f"{path}stop/", follow=True)
    assert "Työ keskeytyy seuraavassa vaiheessa." in read(answer).text
    assert f"{path}stop/" not in answer.content.decode(), "asked once"
    job.refresh_from_db()
    assert (job.state, job.stop_requested) == ("running", True)


def test_a_waiting_job_stops_at_once(client_of: Clients, member: User, make_job: Callable[..., Job]) -> None:
    job = make_job()
    answer = client_of(member).post(f"{JOBS}{job.public_id}/stop/", follow=True)
    assert read(answer).title == "Viikkoviesti: keskeytetty"


def test_what_is_over_cannot_be_stopped(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    job = make_job("done")
    answer = client_of(member).post(f"{JOBS}{job.public_id}/stop/", follow=True)
    assert "Työ on jo päättynyt" in read(answer).text


@pytest.mark.parametrize(
    ("failure", "error", "told"),
    [
        ("silent", "", "Työ katkesi kesken joka yrityksellä."),
        ("fault", "", "Alustassa oli vika."),
        ("refused", "Tarve on poistettu.", "Tarve on poistettu."),
    ],
)
def test_a_failure_is_told_in_words(
    client_of: Clients, member: User, make_job: Callable[..., Job], failure: str, error: str, told: str
) -> None:
    job = make_job("failed", failure=failure, error=error)
    client = client_of(member)
    assert told in page_of(client).text
    assert told in page_of(client, f"{JOBS}{job.public_id}/").text


def test_the_installations_own_job_is_shown_but_not_stopped(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    job = make_job("running", network=None, kind="retention")
    client = client_of(member)
    page = page_of(client)
    assert "Vanhentuneiden henkilötietojen poisto" in page.text
    assert "/stop/" not in page.html
    assert client.post(f"{JOBS}{job.public_id}/stop/").status_code == 403


def test_another_networks_job_is_not_there(
    client_of: Clients, member: User, other_network: Network, make_job: Callable[..., Job]
) -> None:
    job = make_job("running", network=other_network)
    client = client_of(member)
    assert "käynnissä" not in page_of(client).title.replace("mitään käynnissä", "")
    assert client.get(f"{JOBS}{job.public_id}/").status_code == 404


def test_a_kind_that_no_app_knows_any_more_is_still_listed(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    make_job("done", kind="forgotten")
    assert "forgotten" in page_of(client_of(member)).text


def test_routine_that_went_well_is_not_listed(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    often = next(kind for kind in (filling() for filling in jobs) if kind.every)
    make_job("done", network=None, kind=often.kind)
    client = client_of(member)
    assert page_of(client).classes["empty"] == 1
    make_job("failed", network=None, kind=often.kind, failure="fault")
    assert str(often.label) in page_of(client).text


@pytest.mark.parametrize(
    ("role", "told"),
    [(RoleKind.COORDINATOR, True), (RoleKind.OPERATOR, True), (RoleKind.PROFESSIONAL, False)],
)
def test_running_work_is_told_on_the_desk(
    client_of: Clients, network: Network, make_job: Callable[..., Job], role: RoleKind, told: bool
) -> None:
    make_job("running")
    page = page_of(client_of(make_user(network, role)), "/v/voimala/desk/")
    assert ("Taustalla: Viikkoviesti." in page.text) is told


def test_many_jobs_cost_as_many_queries_as_one(
    client_of: Clients, member: User, make_job: Callable[..., Job]
) -> None:
    client = client_of(member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page_of(client)
        return len(seen)

    make_job("running")
    make_job("done")
    one = queries()
    for _number in range(20):
        make_job("running")
        make_job("failed", failure="fault")
    assert queries() == one
