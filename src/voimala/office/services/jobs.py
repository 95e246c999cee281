"""Starting and stopping jobs, by people and by the clock. Running them is `jobs_running`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from voimala.core import access, events
from voimala.core.errors import DomainError, NotAllowed
from voimala.core.viewer import Actor, sees_all, system
from voimala.networks.models import Network
from voimala.office.models.job import Job
from voimala.office.openings import JobKind, jobs
from voimala.office.services.jobs_running import enqueue, kind_of

KEPT = dt.timedelta(days=90)
ROUTINE_KEPT = dt.timedelta(days=7)


class CannotStop(DomainError):
    """The job is over."""


@transaction.atomic
def start_job(
    *,
    by: Actor,
    kind: str,
    now: dt.datetime,
    network: Network | None = None,
    arguments: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> Job:
    """Have work done after this transaction; the caller's own deed has asked whether it may be done at all.

    Args:
        arguments: what the job is told, as JSON: codes and public ids, never names or texts.
        key: the same key again gives the job that there is, whatever became of it.
    """
    _require("office.start_job", by, network)
    kind_of(kind)
    found: Job | None = Job.objects.filter(key=key).first() if key else None
    if found is not None:
        return found
    job = Job(
        network=network,
        kind=kind,
        key=key,
        arguments=dict(arguments or {}),
        language=get_language() or settings.LANGUAGE_CODE,
        asked_at=now,
    )
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        if key is None:
            raise
        other: Job = Job.objects.get(key=key)
        return other
    enqueue(job)
    _tell("job_started", by, job, now)
    return job


@transaction.atomic
def ask_to_stop(*, by: Actor, job: Job, now: dt.datetime) -> Job:
    """Stop a job that waits at once, and one that runs at its next step: portions are done whole or not.

    Raises:
        CannotStop: it is over already.
    """
    _require("office.stop_job", by, job.network, job)
    row = Job.objects.filter(pk=job.pk)
    waiting, running = row.filter(state=Job.State.WAITING), row.filter(state=Job.State.RUNNING)
    stopped = waiting.update(state=Job.State.STOPPED, stop_requested=True, ended_at=now)
    if not (stopped or running.update(stop_requested=True)):
        raise CannotStop(_("It is over already; there is nothing to stop."))
    _tell("job_stop_asked", by, job, now)
    job.refresh_from_db()
    return job


def _require(deed: str, by: Actor, network: Network | None, on: Job | None = None) -> None:
    """The installation's own jobs are started and stopped by itself only."""
    if network is not None:
        access.require(deed, by, on or network)
    elif not sees_all(by):
        raise NotAllowed(_("This work belongs to the whole installation."))


def _tell(deed: str, by: Actor, job: Job, now: dt.datetime) -> None:
    network_id = job.network.pk if job.network else None
    events.record(by=by, deed=deed, subjects=[job.reference], now=now, network_id=network_id)


def start_due(*, now: dt.datetime) -> list[Job]:
    """Start what starts by itself and is due, each once: its key is the kind, the network and the moment."""
    due = {key: (kind, network) for key, kind, network in _due(now)}
    known = set(Job.objects.filter(key__in=due).values_list("key", flat=True))
    return [
        start_job(by=system("clock"), kind=kind.kind, now=now, network=network, key=key)
        for key, (kind, network) in due.items()
        if key not in known and not _still_open(kind, network)
    ]


def _due(now: dt.datetime) -> Iterator[tuple[str, JobKind, Network | None]]:
    networks = list(Network.objects.order_by("pk"))
    for filling in jobs:
        kind = filling()
        for network in networks if kind.per_network else [None]:
            moment = kind.latest(now, zone_of(network))
            if moment is not None and now - moment <= kind.patience:
                yield (
                    f"{kind.kind}:{network.code if network else ''}:{moment:%Y-%m-%dT%H:%M%z}",
                    kind,
                    network,
                )


def self_starting(network: Network, now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """What starts by itself for the network at moments worth telling, and when it does next."""
    kinds = [filling() for filling in jobs]
    times = [(str(kind.label), kind.next(now, zone_of(network))) for kind in kinds if kind.moment]
    return [(label, moment) for label, moment in times if moment is not None]


def routine() -> list[str]:
    """Kinds that start so often that nobody wants to read of each time it went well."""
    return [kind.kind for kind in (filling() for filling in jobs) if kind.every is not None]


def zone_of(network: Network | None) -> str:
    return network.timezone if network else settings.TIME_ZONE


def _still_open(kind: JobKind, network: Network | None) -> bool:
    """Then its next time is left out: two of a kind would do the same work."""
    return Job.objects.open().filter(kind=kind.kind, network=network).exists()


def forget_jobs(now: dt.datetime) -> int:
    """Delete jobs that ended long ago, with their places in the queue."""
    over = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=over, finished_at__lt=now - ROUTINE_KEPT).delete()
    went_well = Q(kind__in=routine(), state=Job.State.DONE, ended_at__lt=now - ROUTINE_KEPT)
    return int(Job.objects.filter(Q(ended_at__lt=now - KEPT) | went_well).delete()[0])
