"""Proposing a group and keeping what came out. Nothing here books hours or tells anybody."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from voimala.assembly.bridge import Answer, Problem, make_problem, solve_problem
from voimala.assembly.models import Proposal, Run
from voimala.assembly.services.keeping import (
    TIME_LIMIT,
    keep_run,
    lock_unchanged,
    read_brief,
    refuse_if_grouped,
    subjects_of,
)
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.phenomena.models import Brief


class NoGroupFound(DomainError):
    """The computation was kept, but it has no group; `run` says why."""

    def __init__(self, message: str, *, run: Run) -> None:
        super().__init__(message)
        self.run = run


def propose_group(*, by: Actor, brief: Brief, now: dt.datetime, seed: int = 1) -> Proposal:
    """Compute a group for the brief and keep it; the same question again gives the same proposal.

    The computation runs outside the transaction, so that it locks nothing; what it read is checked again
    when it is kept. An older open proposal of the brief is replaced.

    Raises:
        NoGroupFound: kept as a run without proposal.
        AlreadyGrouped, BriefChanged, PeopleChanged: nothing was kept.
        DamagedAnswer, ContradictoryBrief: the answer or the question did not hold; nothing was kept.
    """
    access.require("assembly.propose", by, brief)
    current = read_brief(brief)
    refuse_if_grouped(current)
    problem = make_problem(current, by)
    run = _same_question(problem, seed)
    if run is None:
        answer = solve_problem(problem, seed=seed, time_limit=TIME_LIMIT)
        run = _keep(by, problem, answer, now)
    proposal = run.proposal
    if proposal is None:
        raise NoGroupFound(_("No group meets everything that is necessary."), run=run)
    return proposal


def _same_question(problem: Problem, seed: int) -> Run | None:
    """The run that answered exactly this and still stands."""
    runs = Run.objects.filter(
        brief=problem.brief, brief_version=problem.brief.version, digest=problem.digest, seed=seed
    )
    standing = Q(status=Run.Status.INFEASIBLE) | Q(ways__state=Proposal.State.OPEN)
    return runs.filter(standing).distinct().first()


@transaction.atomic
def _keep(by: Actor, problem: Problem, answer: Answer, now: dt.datetime) -> Run:
    brief = lock_unchanged(problem)
    refuse_if_grouped(brief)
    kept = _same_question(problem, answer.seed)
    if kept is not None:
        return kept
    run = keep_run(problem, answer, now)
    deed = "group_proposed" if answer.has_group else "no_group_found"
    subjects = [Reference("brief", brief.public_id), *subjects_of(run)]
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=brief.network_id)
    return run
