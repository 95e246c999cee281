"""Proposing, deciding, leaving. Nothing here books hours or tells anybody; it must not grow asking."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.bridge import Answer, NeedDraft, Problem, make_problem, solve_problem
from voimala.assembly.models import (
    Ask,
    Cover,
    Group,
    Proposal,
    ProposalNeed,
    ProposalPair,
    ProposalSeat,
    Run,
    Seat,
)
from voimala.assembly.models.proposal import SeatKind
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.people.models import Person
from voimala.phenomena.models import Brief

TIME_LIMIT = 10.0
"""Seconds that one proposal may take; a brief of a few hundred people takes well under one."""
LONGEST_REASON = 300
COUNTED = (SeatKind.PERSON, SeatKind.UNIT, SeatKind.ASSOCIATION)
MET = (ProposalNeed.State.COVERED, ProposalNeed.State.NAMED)


class NoGroupFound(DomainError):
    """The computation was kept, but it has no group; `run` says why."""

    def __init__(self, message: str, *, run: Run) -> None:
        super().__init__(message)
        self.run = run


class BriefChanged(DomainError):
    """The brief is no longer what was computed; propose again."""


class PeopleChanged(DomainError):
    """Somebody in the proposal may not be proposed any more; propose again."""


class ProposalClosed(DomainError):
    """The proposal was left, replaced or decided already."""


class AlreadyGrouped(DomainError):
    """The brief has a group; `group` is that one."""

    def __init__(self, message: str, *, group: Group) -> None:
        super().__init__(message)
        self.group = group


class ReasonMissing(DomainError):
    """A decision is kept with its reason."""


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
    current = _read_brief(brief)
    _refuse_if_grouped(current)
    problem = make_problem(current, by)
    run = _same_question(problem, seed)
    if run is None:
        answer = solve_problem(problem, seed=seed, time_limit=TIME_LIMIT)
        run = _keep(by, problem, answer, now)
    if not hasattr(run, "proposal"):
        raise NoGroupFound(_("No group meets everything that is necessary."), run=run)
    return run.proposal


def _read_brief(brief: Brief) -> Brief:
    related = ("phenomenon__host_unit", "municipality", "period", "network")
    found: Brief = Brief.objects.select_related(*related).get(pk=brief.pk)
    return found


def _refuse_if_grouped(brief: Brief) -> None:
    group = Group.objects.filter(brief=brief).first()
    if group is not None:
        raise AlreadyGrouped(_("This need already has a group for the period."), group=group)


def _same_question(problem: Problem, seed: int) -> Run | None:
    """The run that answered exactly this and still stands."""
    runs = Run.objects.filter(
        brief=problem.brief, brief_version=problem.brief.version, digest=problem.digest, seed=seed
    ).exclude(status=Run.Status.NOT_FOUND)
    closed = (Proposal.State.LEFT, Proposal.State.REPLACED, Proposal.State.DECIDED)
    return runs.exclude(proposal__state__in=closed).select_related("proposal").first()


@transaction.atomic
def _keep(by: Actor, problem: Problem, answer: Answer, now: dt.datetime) -> Run:
    brief = Brief.objects.select_for_update().get(pk=problem.brief.pk)
    _refuse_if_grouped(brief)
    if brief.version != problem.brief.version:
        raise BriefChanged(_("The brief was changed while the proposal was computed. Propose again."))
    kept = _same_question(problem, answer.seed)
    if kept is not None:
        return kept
    chosen = [seat.person for seat in answer.seats if seat.person is not None]
    _refuse_if_not_suggestable(person.pk for person in chosen)
    synthetic = problem.brief.phenomenon.synthetic or any(person.synthetic for person in chosen)
    run = Run.objects.create(
        network_id=brief.network_id,
        brief=problem.brief,
        brief_version=brief.version,
        status=answer.status,
        objective=answer.objective,
        bound=answer.bound,
        gap=answer.gap,
        seed=answer.seed,
        seconds=answer.seconds,
        considered=problem.considered,
        known=problem.known,
        eligible=answer.eligible,
        digest=problem.digest,
        conflicts=answer.conflicts,
        computed_at=now,
        synthetic=synthetic,
    )
    subjects = [Reference("brief", brief.public_id)]
    if answer.has_group:
        subjects += _keep_proposal(run, answer, now)
    deed = "group_proposed" if answer.has_group else "no_group_found"
    events.record(by=by, deed=deed, subjects=subjects, now=now, network_id=brief.network_id)
    return run


def _keep_proposal(run: Run, answer: Answer, now: dt.datetime) -> list[Reference]:
    """Write the proposal with all its rows; returns what the event is about."""
    earlier = Proposal.objects.filter(run__brief=run.brief, state=Proposal.State.OPEN)
    earlier.update(state=Proposal.State.REPLACED, closed_at=now)
    proposal = Proposal.objects.create(
        network_id=run.network_id,
        run=run,
        people=sum(seat.kind in COUNTED for seat in answer.seats),
        needs_met=sum(need.state in MET for need in answer.needs),
        needs_total=len(answer.needs),
        needs_to_ask=sum(need.state == ProposalNeed.State.TO_ASK for need in answer.needs),
        synthetic=run.synthetic,
    )
    seats = ProposalSeat.objects.bulk_create(
        ProposalSeat(
            proposal=proposal,
            position=draft.position,
            kind=draft.kind,
            person=draft.person,
            wish=draft.wish,
            sector=draft.sector,
            travel_minutes=draft.travel_minutes,
            minutes_left=draft.minutes_left,
            others=draft.others,
            not_known=list(draft.not_known),
        )
        for draft in answer.seats
    )
    _keep_needs(proposal, {seat.position: seat for seat in seats}, answer.needs)
    ProposalPair.objects.bulk_create(
        ProposalPair(proposal=proposal, first=pair.first, second=pair.second, kind=pair.kind)
        for pair in answer.pairs
    )
    people = [Reference("person", seat.person.public_id) for seat in seats if seat.person]
    return [Reference("proposal", proposal.public_id), *people]


def _keep_needs(proposal: Proposal, seats: dict[int, ProposalSeat], drafts: tuple[NeedDraft, ...]) -> None:
    needs = ProposalNeed.objects.bulk_create(
        ProposalNeed(
            proposal=proposal,
            order=draft.order,
            competence=draft.competence,
            level=draft.level,
            seat=seats[draft.seat] if draft.seat else None,
            language=draft.language,
            weight=draft.weight,
            state=draft.state,
            could_be_asked=draft.could_be_asked,
        )
        for draft in drafts
    )
    told = list(zip(needs, drafts, strict=True))
    Cover.objects.bulk_create(
        Cover(need=need, seat=seats[cover.position], level=cover.level, enough=cover.enough)
        for need, draft in told
        for cover in draft.covers
    )
    Ask.objects.bulk_create(
        Ask(need=need, person=person, order=order)
        for need, draft in told
        for order, person in enumerate(draft.asks)
    )


def _refuse_if_not_suggestable(people: Iterable[int]) -> None:
    wanted = set(people)
    if Person.objects.suggestable().filter(pk__in=wanted).count() != len(wanted):
        raise PeopleChanged(_("Somebody in this proposal can no longer be suggested. Propose again."))


@transaction.atomic
def decide_group(*, by: Actor, proposal: Proposal, reason: str, now: dt.datetime) -> Group:
    """Make the group of an open proposal. All its seats are proposed; nobody is booked or told.

    Deciding again gives the same group.

    Raises:
        ReasonMissing, ProposalClosed, BriefChanged, PeopleChanged, AlreadyGrouped: nothing was changed.
    """
    access.require("assembly.decide", by, proposal)
    brief = Brief.objects.select_for_update().get(runs__proposal=proposal)
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state == Proposal.State.DECIDED:
        group: Group = Group.objects.get(proposal=current)
        return group
    written = _written(reason)
    _refuse_if_closed(current)
    _refuse_if_grouped(brief)
    if brief.version != Run.objects.get(proposal=current).brief_version:
        raise BriefChanged(_("The brief has changed after this proposal. Propose again before deciding."))
    seats = list(current.seats.select_related("person"))
    if any(seat.kind == SeatKind.PERSON and seat.person is None for seat in seats):
        raise PeopleChanged(_("Somebody in this proposal can no longer be suggested. Propose again."))
    _refuse_if_not_suggestable(seat.person_id for seat in seats if seat.person_id)
    group = _found_group(current, brief, seats, written, now)
    _close(current, Proposal.State.DECIDED, written, now)
    subjects = [Reference("group", group.public_id), Reference("proposal", current.public_id)]
    subjects += [Reference("person", seat.person.public_id) for seat in seats if seat.person]
    events.record(by=by, deed="group_decided", subjects=subjects, now=now, network_id=group.network_id)
    return group


def _found_group(
    proposal: Proposal, brief: Brief, seats: list[ProposalSeat], reason: str, now: dt.datetime
) -> Group:
    group = Group.objects.create(
        network_id=proposal.network_id,
        proposal=proposal,
        brief=brief,
        reason=reason,
        decided_at=now,
        synthetic=proposal.synthetic,
    )
    Seat.objects.bulk_create(
        Seat(
            group=group,
            position=seat.position,
            kind=seat.kind,
            person=seat.person,
            wish=seat.wish,
            sector=seat.sector,
        )
        for seat in seats
    )
    return group


@transaction.atomic
def leave_proposal(*, by: Actor, proposal: Proposal, reason: str, now: dt.datetime) -> Proposal:
    """Leave the proposal undecided for good, with the reason. Leaving again changes nothing.

    Raises:
        ReasonMissing, ProposalClosed: nothing was changed.
    """
    access.require("assembly.leave", by, proposal)
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state == Proposal.State.LEFT:
        return current
    written = _written(reason)
    _refuse_if_closed(current)
    _close(current, Proposal.State.LEFT, written, now)
    subjects = [Reference("proposal", current.public_id)]
    events.record(by=by, deed="proposal_left", subjects=subjects, now=now, network_id=current.network_id)
    return current


def _written(reason: str) -> str:
    written = " ".join(tidied(reason).split())
    if not written:
        raise ReasonMissing(_("Choose or write the reason."), where="reason")
    if len(written) > LONGEST_REASON:
        raise ReasonMissing(_("Write the reason in at most 300 characters."), where="reason")
    return written


def _refuse_if_closed(proposal: Proposal) -> None:
    told = {
        Proposal.State.LEFT: _("This proposal was set aside."),
        Proposal.State.REPLACED: _("This proposal was replaced by a newer one."),
        Proposal.State.DECIDED: _("This proposal has already been decided on."),
    }
    if proposal.state != Proposal.State.OPEN:
        raise ProposalClosed(told[Proposal.State(proposal.state)])


def _close(proposal: Proposal, state: Proposal.State, reason: str, now: dt.datetime) -> None:
    proposal.state = state
    proposal.reason = reason
    proposal.closed_at = now
    proposal.save(update_fields=["state", "reason", "closed_at"])
