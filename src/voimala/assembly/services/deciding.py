"""Deciding on a proposal, and leaving one. Nobody is booked or told by either."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.models import Group, Proposal, ProposalSeat, Run, Seat
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services.keeping import (
    BriefChanged,
    PeopleChanged,
    refuse_if_closed,
    refuse_if_grouped,
    refuse_if_not_suggestable,
)
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.text import tidied
from voimala.core.viewer import Actor
from voimala.phenomena.models import Brief

LONGEST_REASON = 300


class ReasonMissing(DomainError):
    """A decision is kept with its reason."""


@transaction.atomic
def decide_group(*, by: Actor, proposal: Proposal, reason: str, now: dt.datetime) -> Group:
    """Make the group of an open proposal. All its seats are proposed; nobody is booked or told.

    The other ways of the same brief are passed over. Deciding again gives the same group.

    Raises:
        ReasonMissing, ProposalClosed, BriefChanged, PeopleChanged, AlreadyGrouped: nothing was changed.
    """
    access.require("assembly.decide", by, proposal)
    brief = Brief.objects.select_for_update().get(runs__ways=proposal)
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state == Proposal.State.DECIDED:
        group: Group = Group.objects.get(proposal=current)
        return group
    written = _written(reason)
    refuse_if_grouped(brief)
    refuse_if_closed(current)
    if brief.version != Run.objects.get(ways=current).brief_version:
        raise BriefChanged(_("The brief has changed after this proposal. Propose again before deciding."))
    seats = list(current.seats.select_related("person"))
    if any(seat.kind == SeatKind.PERSON and seat.person is None for seat in seats):
        raise PeopleChanged(_("Somebody in this proposal can no longer be suggested. Propose again."))
    refuse_if_not_suggestable(seat.person_id for seat in seats if seat.person_id)
    group = _found_group(current, brief, seats, written, now)
    _close(current, Proposal.State.DECIDED, written, now)
    others = Proposal.objects.filter(run__brief=brief, state=Proposal.State.OPEN)
    others.update(state=Proposal.State.PASSED, closed_at=now)
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
            network_id=group.network_id,
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
    """Leave the proposal and its other ways for good, with the reason. Leaving again changes nothing.

    Raises:
        ReasonMissing, ProposalClosed: nothing was changed.
    """
    access.require("assembly.leave", by, proposal)
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state == Proposal.State.LEFT:
        return current
    written = _written(reason)
    refuse_if_closed(current)
    _close(current, Proposal.State.LEFT, written, now)
    others = Proposal.objects.filter(run=current.run_id, state=Proposal.State.OPEN)
    others.update(state=Proposal.State.LEFT, reason=written, closed_at=now)
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


def _close(proposal: Proposal, state: Proposal.State, reason: str, now: dt.datetime) -> None:
    proposal.state = state
    proposal.reason = reason
    proposal.closed_at = now
    proposal.save(update_fields=["state", "reason", "closed_at"])
