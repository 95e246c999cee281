"""Workers killed at any moment, and two at once, on a real database: nothing is lost, nothing doubled."""

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from tests.apps.office.counting_worker import PAUSE, PORTIONS, count
from tests.apps.processes import PATIENCE, environment, running
from tests.apps.together import apart, at_once
from voimala.core.events import about
from voimala.core.references import Reference
from voimala.core.viewer import system
from voimala.office import openings
from voimala.office.models import Job
from voimala.office.openings import JobKind
from voimala.office.services import jobs_running, reap, start_due, start_job
from voimala.office.services.jobs_running import SILENT, claim
from voimala_cli.places import ROOT

pytestmark = pytest.mark.usefixtures("installed_database")

WORKER = "tests.apps.office.counting_worker"
KILLS = 5


@pytest.fixture(autouse=True)
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings.jobs, "_fillings", [*openings.jobs, JobKind("count", "Laskee", count)])


def start(name: str) -> Job:
    now = timezone.now()
    return start_job(by=system("test"), kind="count", now=now, arguments={"name": name}, key=name)


def counted(name: str) -> list[int]:
    """The numbers of the portions that were done, in order."""
    return [int(event.role) for event in reversed(about(Reference("counted", name)))]


def states(names: list[str]) -> list[tuple[str, int]]:
    """State and attempts of each job."""
    return [Job.objects.values_list("state", "attempts").get(key=name) for name in names]


def open_jobs() -> int:
    return Job.objects.open().filter(kind="count").count()


def reap_later() -> int:
    """As a worker does some minutes after the other one has died."""
    return reap(now=timezone.now() + SILENT + dt.timedelta(seconds=1))


def work_until_done(worker: "subprocess.Popen[str]") -> None:
    limit = time.monotonic() + PATIENCE
    while apart(open_jobs):
        assert time.monotonic() < limit, "the jobs do not end"
        assert worker.poll() is None, "the worker has ended"
        time.sleep(0.05)


def test_kill_a_worker_at_any_moment_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_running, "MOST_ATTEMPTS", 2 * KILLS)
    names = ["ensimmäinen", "toinen", "kolmas"]
    for name in names:
        apart(partial(start, name))
    for _kill in range(KILLS):
        with running(WORKER, "--every", "0.05", folder=tmp_path) as worker:
            time.sleep(random.uniform(0, PORTIONS * PAUSE))
            worker.send_signal(signal.SIGKILL)
            worker.wait(PATIENCE)
        apart(reap_later)
    with running(WORKER, "--every", "0.05", folder=tmp_path) as worker:
        work_until_done(worker)
    for name in names:
        assert apart(partial(counted, name)) == list(range(PORTIONS))
    assert [state for state, _attempts in apart(partial(states, names))] == ["done"] * len(names)


def test_two_workers_never_have_the_same_job(tmp_path: Path) -> None:
    names = [f"työ {number}" for number in range(6)]
    for name in names:
        apart(partial(start, name))
    with (
        running(WORKER, "--every", "0.05", folder=tmp_path) as one,
        running(WORKER, "--every", "0.05", folder=tmp_path),
    ):
        work_until_done(one)
    assert apart(partial(states, names)) == [("done", 1)] * len(names)
    for name in names:
        assert apart(partial(counted, name)) == list(range(PORTIONS))


def test_a_worker_told_to_end_puts_its_job_back_and_ends_well(tmp_path: Path) -> None:
    apart(partial(start, "kesken"))
    with running(WORKER, "--every", "0.05", folder=tmp_path) as worker:
        while not apart(partial(counted, "kesken")):
            assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    done = len(apart(partial(counted, "kesken")))
    assert 0 < done < PORTIONS
    assert apart(partial(states, ["kesken"])) == [("waiting", 0)]
    with running(WORKER, "--every", "0.05", folder=tmp_path) as worker:
        work_until_done(worker)
    assert apart(partial(counted, "kesken")) == list(range(PORTIONS))


def test_a_worker_beside_another_process_ends_with_it(tmp_path: Path) -> None:
    """The demonstration's server is killed: nothing of it goes on."""
    server = [
        "import os, subprocess, sys",
        f"worker = [sys.executable, '-P', '-m', {WORKER!r}, '--every', '0.05', '--beside', str(os.getpid())]",
        "subprocess.run(worker)",
    ]
    command = [sys.executable, "-c", "\n".join(server)]
    started = subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    started.send_signal(signal.SIGKILL)
    # The worker holds the other end of the pipe: it closes when the worker has ended.
    started.communicate(timeout=PATIENCE)


def test_race_for_a_job_is_won_by_one_worker() -> None:
    for race in range(20):
        job = apart(partial(start, f"työ {race}"))
        claims = [
            partial(claim, public_id=job.public_id, worker=f"worker {number}", now=timezone.now())
            for number in range(4)
        ]
        assert sum(each is not None for each in at_once(claims)) == 1


def test_race_to_start_the_same_key_makes_one_job() -> None:
    for race in range(10):
        made = at_once([partial(start, f"avain {race}")] * 4)
        assert len({job.pk for job in made}) == 1


def test_race_to_start_what_is_due_starts_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hourly = JobKind("count", "Laskee", count, every=dt.timedelta(hours=1))
    monkeypatch.setattr(openings.jobs, "_fillings", [hourly])
    now = timezone.now()
    at_once([partial(start_due, now=now)] * 4)
    assert apart(Job.objects.count) == 1


def test_race_of_reapers_puts_a_job_back_once() -> None:
    def attempts() -> tuple[str, int]:
        found: tuple[str, int] = Job.objects.values_list("state", "attempts").get()
        return found

    job = apart(partial(start, "hiljainen"))
    apart(partial(claim, public_id=job.public_id, worker="dead", now=timezone.now()))
    assert sum(at_once([reap_later] * 4)) == 1
    assert apart(attempts) == ("waiting", 1)
