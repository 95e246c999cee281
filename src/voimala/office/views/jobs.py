"""What goes on in the background for a network: how far, how it ended, and a button that stops it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from voimala.core import access
from voimala.core.viewer import acting
from voimala.networks.middleware import PageRequest
from voimala.networks.models import Network
from voimala.office.models import Job
from voimala.office.services import CannotStop, ask_to_stop, label_of, routine, self_starting

PER_PAGE = 30
LOOKS = {
    Job.State.WAITING: {"tone": "plain", "fill": "proposed", "glyph": ""},
    Job.State.RUNNING: {"tone": "note", "fill": "willing", "glyph": ""},
    Job.State.DONE: {"tone": "ok", "fill": "confirmed", "glyph": ""},
    Job.State.FAILED: {"tone": "err", "fill": "", "glyph": "!"},
    Job.State.STOPPED: {"tone": "plain", "fill": "", "glyph": "–"},
}


@dataclass(frozen=True)
class Row:
    """A job in words."""

    job: Job
    what: str
    why: str
    may_stop: bool

    @property
    def look(self) -> dict[str, str]:
        return LOOKS[Job.State(self.job.state)]

    @property
    def state(self) -> str:
        if self.job.is_open and self.job.stop_requested:
            return _("stops at its next step")
        return str(Job.State(self.job.state).label)


@require_safe
def jobs(request: PageRequest, code: str) -> HttpResponse:
    """What goes on, what has ended, and what starts by itself and when."""
    found = _jobs_of(request)
    going_on = [_row(job, request) for job in found.open()]
    ended = found.exclude(pk__in=[row.job.pk for row in going_on])
    worth_reading = ended.exclude(kind__in=routine(), state=Job.State.DONE)
    page = Paginator(worth_reading, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "title": _title(len(going_on)),
        "going_on": going_on,
        "page": page,
        "ended": [_row(job, request) for job in page.object_list],
        "coming": _coming(request.network, timezone.now()),
    }
    return render(request, "office/jobs.html", shown)


@require_safe
def job(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = get_object_or_404(_jobs_of(request), public_id=public_id)
    return render(request, "office/job.html", {"row": _row(found, request), "job": found})


@require_POST
def stop(request: PageRequest, code: str, public_id: str) -> HttpResponse:
    found = get_object_or_404(_jobs_of(request), public_id=public_id)
    try:
        stopped = ask_to_stop(by=acting(request.viewer), job=found, now=timezone.now())
    except CannotStop as refusal:
        messages.warning(request, str(refusal))
    else:
        at_once = stopped.state == Job.State.STOPPED
        told = _("Stopped.") if at_once else _("It stops at its next step; what is done stays done.")
        messages.success(request, told)
    return redirect("office:job", code, public_id)


def _jobs_of(request: PageRequest) -> Any:
    if not access.allowed("office.read_jobs", request.viewer, request.network):
        raise Http404
    return Job.objects.visible_to(request.viewer).of(request.network).select_related("network")


def _row(job: Job, request: PageRequest) -> Row:
    own = job.network is not None and access.allowed("office.stop_job", request.viewer, job)
    why = job.error or (str(Job.Failure(job.failure).label) if job.failure else "")
    return Row(job, label_of(job), why, may_stop=own and job.is_open and not job.stop_requested)


def _title(count: int) -> str:
    if not count:
        return _("Nothing is going on in the background right now")
    told = ngettext(
        "One thing is going on in the background", "%(count)s things are going on in the background", count
    )
    return told % {"count": count}


def _coming(network: Network, now: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """What starts by itself and when next, the soonest first."""
    return sorted(self_starting(network, now), key=lambda each: each[1])
