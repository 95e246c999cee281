"""Running jobs: one worker at a time, told how far, put back when the worker dies.

A job row says what became of the work; a row of the task library is only its place in the queue. The library
hands a task out and never asks after it again, so this module does: a job that has not been heard of is put
back (`reap`), and of several workers one conditional update decides who has it.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import TaskContext, task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from voimala.core.errors import DomainError
from voimala.core.viewer import Actor, system
from voimala.office.models.job import Job, JobQuerySet
from voimala.office.openings import JobKind, jobs

# A job not heard of for this long has lost its worker.
SILENT = dt.timedelta(minutes=5)
# How long to wait before a failed job is tried again; after the last of them it has failed.
PAUSES = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
MOST_ATTEMPTS = len(PAUSES) + 1

# Set when this process has been told to end: running jobs are put back at their next step.
ending = threading.Event()
log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked the job to stop."""


class Interrupted(Exception):
    """The worker is told to end; the job goes on in another one."""


class TakenOver(Exception):
    """This worker was too long silent, and another one has the job now."""


def kind_of(code: str) -> JobKind:
    """The kind of a job, as an app put it into the slot.

    Raises:
        LookupError: nobody knows how to do it (any more).
    """
    for filling in jobs:
        kind = filling()
        if kind.kind == code:
            return kind
    raise LookupError(f"no app does jobs of the kind {code!r}")


def label_of(job: Job) -> str:
    """What the job does, in words; its code when no app knows it any more."""
    try:
        return str(kind_of(job.kind).label)
    except LookupError:
        return job.kind


class Run:
    """One worker's hold on one job: the `Progress` that its function is given."""

    def __init__(self, job: Job, clock: Callable[[], dt.datetime]) -> None:
        self.job = job
        self.now = clock
        self.by: Actor = system(f"job:{job.kind}")
        self.network = job.network
        self.arguments: dict[str, Any] = dict(job.arguments)
        self.done: int = job.done

    def step(self, done: int, total: int) -> None:
        """See `openings.Progress.step`.

        Raises:
            TakenOver, Stopped, Interrupted: the job must not go on here.
        """
        if not self._held().update(heartbeat_at=self.now(), done=done, total=total):
            raise TakenOver
        if self._held().filter(stop_requested=True).exists():
            raise Stopped
        if ending.is_set():
            raise Interrupted
        self.done = done

    def end(self, state: Job.State, failure: str = "", error: str = "") -> None:
        self._held().update(state=state, failure=failure, error=error, ended_at=self.now(), worker="")

    def retry(self) -> None:
        """After a fault of ours: once more a little later, or not again."""
        if self.job.attempts >= MOST_ATTEMPTS:
            self.end(Job.State.FAILED, Job.Failure.FAULT)
            return
        put_back(self._held(), self.job, run_after=self.now() + PAUSES[self.job.attempts - 1])

    def let_go(self) -> None:
        """The worker ends, which is not the job's fault: the attempt does not count."""
        put_back(self._held(), self.job, counted=False)

    def _held(self) -> JobQuerySet:
        return hold_of(self.job)


def hold_of(job: Job) -> JobQuerySet:
    """The job's row, as long as it is with the worker and in the attempt that `job` was read with."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker, attempts=job.attempts)


def claim(*, public_id: str, worker: str, now: dt.datetime) -> Job | None:
    """The job for the one worker that gets it; None for all others."""
    taken = Job.objects.filter(public_id=public_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING,
        worker=worker,
        attempts=F("attempts") + 1,
        started_at=now,
        heartbeat_at=now,
        failure="",
        error="",
    )
    return Job.objects.select_related("network").get(public_id=public_id) if taken else None


@task(takes_context=True)
def run_job(context: TaskContext, public_id: str) -> None:
    """What the task library calls; the clock is read here, at the edge."""
    run_once(public_id=public_id, worker=context.task_result.worker_ids[-1], clock=timezone.now)


def run_once(*, public_id: str, worker: str, clock: Callable[[], dt.datetime]) -> None:
    """Do the job, unless another worker does or it is over, and write down how it ended."""
    job = claim(public_id=public_id, worker=worker, now=clock())
    if job is None:
        return
    run = Run(job, clock)
    try:
        with translation.override(job.language):
            kind_of(job.kind).run(run)
    except Stopped:
        run.end(Job.State.STOPPED)
    except Interrupted:
        run.let_go()
    except TakenOver:
        log.warning("job %s was taken over by another worker", job.public_id)
    except DomainError as refusal:
        run.end(Job.State.FAILED, Job.Failure.REFUSED, str(refusal))
    except Exception:
        log.exception("job %s (%s) failed", job.public_id, job.kind)
        run.retry()
    else:
        run.end(Job.State.DONE)


def enqueue(job: Job, run_after: dt.datetime | None = None) -> None:
    """Give the job a place in the queue, in the caller's transaction."""
    place = run_job.using(run_after=run_after).enqueue(job.public_id)
    Job.objects.filter(pk=job.pk).update(task_id=place.id)


@transaction.atomic
def put_back(
    held: JobQuerySet, job: Job, *, run_after: dt.datetime | None = None, counted: bool = True
) -> bool:
    """Let the job wait for a worker again; False when it is no longer as `held` says."""
    attempts = F("attempts") if counted else F("attempts") - 1
    freed = held.update(state=Job.State.WAITING, worker="", heartbeat_at=None, attempts=attempts)
    if freed:
        enqueue(job, run_after)
    return bool(freed)


def reap(*, now: dt.datetime) -> int:
    """Put back what dead workers have left, and count it. Several reapers at once do no harm.

    A worker may die before it has its job, while it works, and before its task is told done: each leaves
    another trace.
    """
    left = sum(_free(job, now) for job in Job.objects.silent(now - SILENT))
    return left + _free_places(now) + _find_lost(now)


def _free(job: Job, now: dt.datetime) -> bool:
    held = hold_of(job).filter(heartbeat_at=job.heartbeat_at)
    ended = {"ended_at": now, "worker": ""}
    if job.stop_requested:
        return bool(held.update(state=Job.State.STOPPED, **ended))
    if job.attempts >= MOST_ATTEMPTS:
        return bool(held.update(state=Job.State.FAILED, failure=Job.Failure.SILENT, **ended))
    return put_back(held, job)


def _free_places(now: dt.datetime) -> int:
    """Places in the queue whose worker died before or after it had the job."""
    abandoned = DBTaskResult.objects.filter(
        task_path=run_job.module_path, status=TaskResultStatus.RUNNING, started_at__lt=now - SILENT
    )
    waiting = Job.objects.filter(state=Job.State.WAITING, task_id__isnull=False).values("task_id")
    running = Job.objects.filter(state=Job.State.RUNNING, task_id__isnull=False).values("task_id")
    freed = abandoned.filter(pk__in=waiting).update(status=TaskResultStatus.READY)
    abandoned.exclude(pk__in=waiting).exclude(pk__in=running).update(
        status=TaskResultStatus.FAILED, finished_at=now
    )
    return freed


def _find_lost(now: dt.datetime) -> int:
    """Jobs that wait without a place in the queue, since the database refused in the wrong moment."""
    places = DBTaskResult.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    lost = Job.objects.filter(state=Job.State.WAITING, asked_at__lt=now - SILENT).exclude(
        task_id__in=places.values("pk")
    )
    found = list(lost)
    for job in found:
        enqueue(job)
    return len(found)
