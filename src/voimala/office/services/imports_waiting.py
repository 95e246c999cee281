"""Imports too long for a page to wait for: brought in by a job, still all at once."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from voimala.core import access
from voimala.core.viewer import Actor
from voimala.office.models import Import, Job
from voimala.office.openings import Progress
from voimala.office.services.imports import DEED, bring_in, lock_import, require_as_seen, target_named
from voimala.office.services.jobs import start_job

KIND = "import"
MOST_AT_ONCE = 5_000
"""Rows that a page waits for."""


def job_of(row: Import) -> Job | None:
    """The job that brings the rows in, as long as it is not over."""
    found: Job | None = Job.objects.open().filter(kind=KIND, arguments__import=row.public_id).first()
    return found


@transaction.atomic
def bring_in_later(
    *, by: Actor, of_import: Import, seen: int, anyway: Collection[int], now: dt.datetime
) -> Job:
    """Have the rows brought in by a job. Asked again while it goes on, it is the same job.

    Raises:
        ChangedByAnother: what the columns mean was changed after the page was opened, or it is over.
    """
    access.require(DEED, by, of_import)
    row = lock_import(of_import)
    access.require(target_named(row.target).deed, by, row.network)
    going_on = job_of(row)
    if going_on is not None:
        return going_on
    require_as_seen(row, seen)
    told = {"import": row.public_id, "seen": seen, "anyway": sorted(anyway)}
    return start_job(by=by, kind=KIND, now=now, network=row.network, arguments=told)


def bring_in_now(progress: Progress) -> None:
    """The job: cut off anywhere, nothing has come in, and it is begun again."""
    told = progress.arguments
    row = Import.objects.select_related("network").get(public_id=told["import"])
    progress.step(0, 1)
    bring_in(by=progress.by, of_import=row, seen=told["seen"], anyway=told["anyway"], now=progress.now())
    progress.step(1, 1)
