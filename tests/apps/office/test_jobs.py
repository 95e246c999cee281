"""Jobs: started once, done by one worker, stopped, put back when the worker dies, never done twice."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from voimala.accounts.models import User
from voimala.core import events
from voimala.core.errors import DomainError
from voimala.core.models import Event
from voimala.core.slots import Slot, personal_data
from voimala.core.viewer import acting, system
from voimala.networks.models import Network
from voimala.office import openings
from voimala.office.models import Job, Message
from voimala.office.openings import JobKind, Moment, Progress
from voimala.office.services import CannotStop, ask_to_stop, forget_jobs, jobs, jobs_running, reap, start_due
from voimala.office.services.jobs_running import MOST_ATTEMPTS, PAUSES, SILENT, claim, run_once

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
BY = system("test")
Does = Callable[[Callable[[Progress], None]], None]


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slot[[], JobKind]]:
    """The slot with nothing in it but what the test fills."""
    slot: Slot[[], JobKind] = Slot("jobs", "for a test")
    for module in (openings, jobs, jobs_running):
        monkeypatch.setattr(module, "jobs", slot)
    yield slot
    jobs_running.ending.clear()


@pytest.fixture
def does(kinds: Slot[[], JobKind]) -> Does:
    """Makes "count" a kind of job that does this."""
    return lambda run: kinds.fill(JobKind("count", "Laskee", run))


def count(progress: Progress) -> None:
    """Four portions, each an effect that would show if it were done twice."""
    for number in range(progress.done, 4):
        with transaction.atomic():
            progress.step(number + 1, 4)
            events.record(by=progress.by, deed="counted", subjects=[], now=progress.now(), role=str(number))


def counted() -> list[str]:
    return list(Event.objects.filter(deed="counted").order_by("pk").values_list("role", flat=True))


def start(now: dt.datetime, **fields: Any) -> Job:
    return jobs.start_job(**{"by": BY, "kind": "count", "now": now, **fields})


def work(job: Job, now: dt.datetime, worker: str = "worker") -> Job:
    run_once(public_id=job.public_id, worker=worker, clock=lambda: now)
    job.refresh_from_db()
    return job


def places() -> list[str]:
    """The queue, oldest first."""
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_a_job_is_done_and_tells_how_far(does: Does, network: Network, now: dt.datetime) -> None:
    does(count)
    job = start(now, network=network, arguments={"brief": "x"})
    assert (job.state, job.language, places()) == ("waiting", "fi", [TaskResultStatus.READY])
    work(job, now + MINUTE)
    assert (job.state, job.done, job.total, job.attempts) == ("done", 4, 4, 1)
    assert (job.started_at, job.ended_at) == (now + MINUTE, now + MINUTE)
    assert counted() == ["0", "1", "2", "3"]


def test_what_is_done_is_not_done_again(does: Does, now: dt.datetime) -> None:
    does(count)
    job = work(start(now), now)
    assert work(job, now).attempts == 1
    assert len(counted()) == 4


def test_the_same_key_is_one_job(does: Does, now: dt.datetime) -> None:
    does(count)
    first = start(now, key="once")
    assert start(now, key="once") == first
    assert start(now, key="twice") != first
    assert len(places()) == 2


def test_an_unknown_kind_is_refused_at_once(does: Does, now: dt.datetime) -> None:
    does(count)
    with pytest.raises(LookupError, match="unheard"):
        start(now, kind="unheard")
    assert not Job.objects.exists()


def test_of_two_workers_one_has_the_job(does: Does, now: dt.datetime) -> None:
    does(count)
    job = start(now)
    assert claim(public_id=job.public_id, worker="a", now=now) is not None
    assert claim(public_id=job.public_id, worker="b", now=now) is None


@pytest.mark.parametrize(("portions", "state"), [(0, "stopped"), (2, "stopped"), (4, "done")])
def test_a_running_job_stops_at_its_next_step(
    does: Does, now: dt.datetime, portions: int, state: str
) -> None:
    def counts_until_stopped(progress: Progress) -> None:
        for number in range(5):
            if number == portions:
                Job.objects.update(stop_requested=True)
            if number < 4:
                progress.step(number + 1, 4)
                events.record(by=progress.by, deed="counted", subjects=[], now=now, role=str(number))

    does(counts_until_stopped)
    assert work(start(now), now).state == state
    assert len(counted()) == portions


def test_a_waiting_job_stops_at_once_and_is_never_done(does: Does, member: User, now: dt.datetime) -> None:
    does(count)
    network = member.roles.get().network
    job = ask_to_stop(by=acting(member), job=start(now, network=network), now=now)
    assert (job.state, job.ended_at) == ("stopped", now)
    assert work(job, now).attempts == 0
    assert counted() == []
    with pytest.raises(CannotStop):
        ask_to_stop(by=acting(member), job=job, now=now)


def test_a_refusal_is_told_in_its_own_words(does: Does, now: dt.datetime) -> None:
    def refuses(progress: Progress) -> None:
        raise DomainError("Ei onnistu: tarve on poistettu.")

    does(refuses)
    job = work(start(now), now)
    assert (job.state, job.failure, job.error) == ("failed", "refused", "Ei onnistu: tarve on poistettu.")


def test_a_fault_is_tried_again_later_and_then_given_up(does: Does, now: dt.datetime) -> None:
    def breaks(progress: Progress) -> None:
        progress.step(1, 2)
        raise ZeroDivisionError

    does(breaks)
    job = start(now)
    for pause in PAUSES:
        work(job, now)
        assert (job.state, job.failure, job.done) == ("waiting", "", 1)
        assert DBTaskResult.objects.get(pk=job.task_id).run_after == now + pause
    work(job, now)
    assert (job.state, job.failure, job.attempts) == ("failed", "fault", MOST_ATTEMPTS)


def test_a_worker_that_ends_puts_its_job_back_uncounted(does: Does, now: dt.datetime) -> None:
    does(count)
    job = start(now)
    jobs_running.ending.set()
    work(job, now)
    assert (job.state, job.attempts, counted()) == ("waiting", 0, [])
    jobs_running.ending.clear()
    assert work(job, now).state == "done"
    assert len(counted()) == 4


def test_a_silent_job_is_put_back_and_goes_on_where_it_was(does: Does, now: dt.datetime) -> None:
    def dies_in_the_middle(progress: Progress) -> None:
        progress.step(2, 4)
        raise KeyboardInterrupt

    does(dies_in_the_middle)
    job = start(now)
    with pytest.raises(KeyboardInterrupt):
        work(job, now)
    assert reap(now=now + SILENT) == 0
    assert reap(now=now + SILENT + MINUTE) == 1
    assert reap(now=now + SILENT + MINUTE) == 0
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == ("waiting", 2, 1)


def test_a_job_cut_off_each_time_fails_in_words(does: Does, now: dt.datetime) -> None:
    does(count)
    job = start(now)
    for attempt in range(MOST_ATTEMPTS):
        at = now + attempt * dt.timedelta(hours=1)
        claim(public_id=job.public_id, worker=f"worker {attempt}", now=at)
        reap(now=at + SILENT + MINUTE)
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "silent")


def test_a_silent_job_that_was_asked_to_stop_is_stopped(does: Does, now: dt.datetime) -> None:
    does(count)
    job = start(now)
    claim(public_id=job.public_id, worker="a", now=now)
    Job.objects.update(stop_requested=True)
    reap(now=now + SILENT + MINUTE)
    job.refresh_from_db()
    assert job.state == "stopped"


def test_a_worker_that_was_silent_too_long_can_no_longer_write(does: Does, now: dt.datetime) -> None:
    """It was suspended, not dead; another worker has the job when it wakes."""

    def sleeps(progress: Progress) -> None:
        if progress.done == 0:
            progress.step(1, 4)
            reap(now=now + SILENT + MINUTE)
            work(Job.objects.get(), now + SILENT + 2 * MINUTE, "other")
        count(progress)

    does(sleeps)
    job = work(start(now), now)
    assert (job.state, job.attempts, job.done) == ("done", 2, 4)
    assert counted() == ["1", "2", "3"]


@pytest.mark.parametrize("state", [Job.State.WAITING, Job.State.DONE])
def test_a_place_in_the_queue_left_by_a_dead_worker(does: Does, now: dt.datetime, state: str) -> None:
    """It died between its task and its job: before it had the job, or after it had done it."""
    does(count)
    job = start(now)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=now)
    if state == Job.State.DONE:
        work(job, now)
    reap(now=now + MINUTE)
    assert places() == [TaskResultStatus.RUNNING]
    reap(now=now + SILENT + MINUTE)
    expected = TaskResultStatus.READY if state == Job.State.WAITING else TaskResultStatus.FAILED
    assert places() == [expected]


def test_a_job_without_a_place_in_the_queue_gets_one(does: Does, now: dt.datetime) -> None:
    does(count)
    start(now)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert reap(now=now + SILENT + MINUTE) == 1
    assert sorted(places()) == [TaskResultStatus.FAILED, TaskResultStatus.READY]
    assert reap(now=now + SILENT + MINUTE) == 0


# By the clock

MONDAY = Moment(at=dt.time(7, 0), weekday=0)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_what_is_due_starts_once_for_each_network(
    kinds: Slot[[], JobKind], network: Network, other_network: Network
) -> None:
    kinds.fill(JobKind("weekly", "w", count, moment=MONDAY, per_network=True))
    kinds.fill(JobKind("asked", "a", count))
    now = at("2027-03-08T07:00:30+02:00")
    started = start_due(now=now)
    assert {(job.kind, job.network) for job in started} == {("weekly", network), ("weekly", other_network)}
    for job in started:
        work(job, now)
    assert start_due(now=now + 5 * MINUTE) == []
    assert len(start_due(now=now + dt.timedelta(days=7))) == 2


def test_what_is_due_does_not_start_too_late_nor_beside_itself(
    kinds: Slot[[], JobKind], network: Network
) -> None:
    patience = dt.timedelta(hours=12)
    kinds.fill(JobKind("weekly", "w", count, moment=MONDAY, per_network=True, patience=patience))
    assert start_due(now=at("2027-03-09T07:00+02:00")) == []
    assert len(start_due(now=at("2027-03-08T18:00+02:00"))) == 1
    assert start_due(now=at("2027-03-15T08:00+02:00")) == [], "last week's is still waiting"


# Retention


def test_the_nightly_job_lets_every_app_forget(
    monkeypatch: pytest.MonkeyPatch, now: dt.datetime, caplog: pytest.LogCaptureFixture
) -> None:
    slot: Slot[[dt.datetime], int] = Slot("personal_data", "for a test")
    asked: list[dt.datetime] = []

    def forgets(at: dt.datetime) -> int:
        asked.append(at)
        return 3

    def breaks(at: dt.datetime) -> int:
        Event.objects.create(at=at, deed="half", actor_kind="system", actor_name="x")
        raise ZeroDivisionError

    slot.fill(breaks)
    slot.fill(forgets)
    monkeypatch.setattr("voimala.office.services.retention.personal_data", slot)
    job = work(start(now, kind="retention"), now)
    event = Event.objects.get(deed="personal_data_forgotten")
    assert (asked, event.purpose, event.actor_name) == ([now], "3 rows", "job:retention")
    assert not Event.objects.filter(deed="half").exists()
    assert (job.state, job.failure) == ("failed", "refused")
    assert "test_jobs" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_what_the_apps_have_to_forget_they_can(network: Network, now: dt.datetime) -> None:
    """With the fillings of all apps, years later."""
    later = now + dt.timedelta(days=3 * 365)
    assert len(personal_data) > 4
    assert work(start(later, kind="retention"), later).state == "done"
    assert Event.objects.get(deed="personal_data_forgotten").at == later


def test_old_jobs_are_forgotten_and_open_ones_are_not(does: Does, now: dt.datetime) -> None:
    does(count)
    past = now - 91 * dt.timedelta(days=1)
    work(start(past), past)
    waiting = [start(past), start(now)]
    assert forget_jobs(now) == 1
    assert set(Job.objects.all()) == set(waiting)
    assert forget_jobs in personal_data


def test_what_starts_every_hour_and_went_well_is_forgotten_sooner(
    kinds: Slot[[], JobKind], now: dt.datetime
) -> None:
    kinds.fill(JobKind("count", "Laskee", count, every=dt.timedelta(hours=1)))
    kinds.fill(JobKind("asked", "Pyydetty", count))
    past = now - 8 * dt.timedelta(days=1)
    for kind in ("count", "asked"):
        work(start(past, kind=kind), past)
    failed = start(past)
    Job.objects.filter(pk=failed.pk).update(state=Job.State.FAILED, ended_at=past)
    assert forget_jobs(now) == 1
    assert set(Job.objects.values_list("kind", "state")) == {("asked", "done"), ("count", "failed")}


# The worker


@pytest.fixture
def in_one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker closes its connections between tasks; here they are the test's own."""
    for module in (
        "django_tasks_db.management.commands.db_worker",
        "voimala.office.management.commands.work",
    ):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)


@pytest.mark.usefixtures("in_one_connection")
def test_one_round_of_the_worker_does_what_waits(does: Does, now: dt.datetime) -> None:
    does(count)
    first, second = start(now), start(now)
    call_command("work", "--once")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, len(counted())) == ("done", "done", 8)
    assert places() == [TaskResultStatus.SUCCESSFUL] * 2


@pytest.mark.usefixtures("in_one_connection")
@pytest.mark.parametrize(("demo", "state"), [(False, "sent"), (True, "waiting")])
def test_the_worker_sends_the_outbox_but_not_that_of_a_demonstration(
    kinds: Slot[[], JobKind], now: dt.datetime, settings: Any, demo: bool, state: str
) -> None:
    settings.DEMO = demo
    message = Message.objects.create(
        to="a@example.org", text="Hei", language="fi", purpose="test", written_at=now, not_before=now
    )
    call_command("work", "--once")
    message.refresh_from_db()
    assert message.state == state


@pytest.mark.usefixtures("in_one_connection")
def test_what_starts_by_itself_is_started_by_the_worker(kinds: Slot[[], JobKind], network: Network) -> None:
    kinds.fill(JobKind("count", "Laskee", count, every=dt.timedelta(hours=1), per_network=True))
    call_command("work", "--once")
    assert Job.objects.get().state == "done"
