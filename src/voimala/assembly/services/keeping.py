"""Keeping a computation with its proposals: what every service that computes shares. Events are theirs."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from voimala.assembly.bridge import Answer, NeedDraft, Problem, SeatDraft, WayDraft
from voimala.assembly.models import (
    Alternative,
    Ask,
    Cover,
    Group,
    Proposal,
    ProposalNeed,
    ProposalPair,
    ProposalSeat,
    Question,
    Run,
)
from voimala.assembly.models.proposal import SeatKind
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.people.models import Person
from voimala.phenomena.models import Brief

TIME_LIMIT = 10.0
"""Seconds that one proposal may take; a brief of a few hundred people takes well under one."""
COUNTED = (SeatKind.PERSON, SeatKind.UNIT, SeatKind.ASSOCIATION)
MET = (ProposalNeed.State.COVERED, ProposalNeed.State.NAMED)


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


def read_brief(brief: Brief) -> Brief:
    related = ("phenomenon__host_unit", "municipality", "period", "network")
    found: Brief = Brief.objects.select_related(*related).get(pk=brief.pk)
    return found


def refuse_if_grouped(brief: Brief) -> None:
    group = Group.objects.filter(brief=brief).first()
    if group is not None:
        raise AlreadyGrouped(_("This need already has a group for the period."), group=group)


def refuse_if_closed(proposal: Proposal) -> None:
    told = {
        Proposal.State.LEFT: _("This proposal was set aside."),
        Proposal.State.REPLACED: _("This proposal was replaced by a newer one."),
        Proposal.State.DECIDED: _("This proposal has already been decided on."),
        Proposal.State.PASSED: _("Another way was chosen for this need."),
    }
    if proposal.state != Proposal.State.OPEN:
        raise ProposalClosed(told[Proposal.State(proposal.state)])


def lock_unchanged(problem: Problem) -> Brief:
    """The brief, locked until the transaction ends.

    Raises:
        BriefChanged: it is not what was computed any more.
    """
    brief: Brief = Brief.objects.select_for_update().get(pk=problem.brief.pk)
    if brief.version != problem.brief.version:
        raise BriefChanged(_("The brief was changed while the proposal was computed. Propose again."))
    return brief


def keep_run(problem: Problem, answer: Answer, now: dt.datetime, before: Proposal | None = None) -> Run:
    """Write the run with its ways; older open proposals of the brief are replaced. Inside a transaction.

    Raises:
        PeopleChanged: somebody in a way may not be suggested any more.
    """
    chosen = [seat.person for way in answer.ways for seat in way.seats if seat.person is not None]
    refuse_if_not_suggestable(person.pk for person in chosen)
    brief = problem.brief
    run = Run.objects.create(
        network_id=brief.network_id,
        brief=brief,
        brief_version=brief.version,
        status=answer.status,
        objective=answer.objective,
        bound=answer.bound,
        gap=answer.gap,
        seed=answer.seed,
        seconds=answer.seconds,
        config=answer.config,
        considered=problem.considered,
        known=problem.known,
        eligible=answer.eligible,
        digest=problem.digest,
        conflicts=answer.conflicts,
        advice=answer.advice,
        computed_at=now,
        synthetic=brief.phenomenon.synthetic or any(person.synthetic for person in chosen),
    )
    if answer.has_group:
        earlier = Proposal.objects.filter(run__brief=brief, state=Proposal.State.OPEN)
        earlier.update(state=Proposal.State.REPLACED, closed_at=now)
    for number, way in enumerate(answer.ways, start=1):
        _keep_way(run, number, way, before)
    return run


def subjects_of(run: Run) -> list[Reference]:
    """What the event of a new run is about: its proposals and everybody in them."""
    proposals = [Reference("proposal", proposal.public_id) for proposal in run.ways.all()]
    people = Person.objects.filter(pk__in=run.ways.values("seats__person")).values_list(
        "public_id", flat=True
    )
    return proposals + [Reference("person", public_id) for public_id in people.order_by("pk")]


def _keep_way(run: Run, number: int, way: WayDraft, before: Proposal | None) -> None:
    proposal = Proposal.objects.create(
        network_id=run.network_id,
        run=run,
        way=number,
        loss=way.loss,
        before=before,
        people=sum(seat.kind in COUNTED for seat in way.seats),
        needs_met=sum(need.state in MET for need in way.needs),
        needs_total=len(way.needs),
        needs_to_ask=sum(need.state == ProposalNeed.State.TO_ASK for need in way.needs),
        synthetic=run.synthetic,
    )
    seats = _keep_seats(proposal, way.seats)
    _keep_needs(proposal, seats, way.needs)
    ProposalPair.objects.bulk_create(
        ProposalPair(proposal=proposal, first=pair.first, second=pair.second, kind=pair.kind)
        for pair in way.pairs
    )
    _keep_questions(proposal, way)


def _keep_seats(proposal: Proposal, drafts: tuple[SeatDraft, ...]) -> dict[int, ProposalSeat]:
    """The seats by position, with everybody else who could sit there."""
    kept = ProposalSeat.objects.bulk_create(
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
        for draft in drafts
    )
    seats = {seat.position: seat for seat in kept}
    Alternative.objects.bulk_create(
        Alternative(
            seat=seats[draft.position],
            person=other.person,
            rank=rank,
            loss=other.loss,
            travel_minutes=other.travel_minutes,
            loses=list(other.loses),
            gains=list(other.gains),
            new_pairs=other.new_pairs,
            known_pairs=other.known_pairs,
            not_known=list(other.not_known),
        )
        for draft in drafts
        for rank, other in enumerate(draft.alternatives, start=1)
    )
    return seats


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


def _keep_questions(proposal: Proposal, way: WayDraft) -> None:
    Question.objects.bulk_create(
        Question(
            network_id=proposal.network_id,
            proposal=proposal,
            person=draft.person,
            order=order,
            about=draft.about,
            competence=draft.competence,
            language=draft.language,
            gain=draft.gain,
            loss=draft.loss,
            closes=list(draft.closes),
            changes=draft.changes,
            without=draft.without,
        )
        for order, draft in enumerate(way.questions)
    )


def refuse_if_not_suggestable(people: Iterable[int]) -> None:
    wanted = set(people)
    if Person.objects.suggestable().filter(pk__in=wanted).count() != len(wanted):
        raise PeopleChanged(_("Somebody in this proposal can no longer be suggested. Propose again."))
