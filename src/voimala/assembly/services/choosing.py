"""Changing a proposal by hand: take in, keep in, leave out, and take a choice back.

Each choice asks the search again, outside any transaction, and is kept together with the proposal that came
out, or not at all. Nobody is booked or told.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from voimala.assembly.bridge import Answer, Problem, make_problem, solve_problem
from voimala.assembly.models import Choice, Proposal, Run
from voimala.assembly.models.conflicts import Reason, reasons_in
from voimala.assembly.services.keeping import (
    TIME_LIMIT,
    BriefChanged,
    PeopleChanged,
    ProposalClosed,
    keep_run,
    lock_unchanged,
    read_brief,
    refuse_if_closed,
    refuse_if_grouped,
    subjects_of,
)
from voimala.core import access, events
from voimala.core.errors import DomainError
from voimala.core.references import Reference
from voimala.core.viewer import Actor
from voimala.people.models import Person
from voimala.phenomena.models import Brief

TICK = dt.timedelta(microseconds=1)


class NoGroupLeft(DomainError):
    """With the choice there would be no group; nothing was changed. `reasons` say why."""

    def __init__(self, message: str, *, reasons: list[Reason]) -> None:
        super().__init__(message)
        self.reasons = reasons


class NothingToUndo(DomainError):
    """The choice was taken back already, or there is none."""


@dataclass(frozen=True)
class _Step:
    """What one deed does to the choices in force."""

    ended: tuple[Choice, ...]
    begun: tuple[tuple[int, str], ...]
    """People's keys and kinds of choice."""
    restored: tuple[Choice, ...] = ()

    def applied(self, standing: Iterable[Choice]) -> dict[int, str]:
        gone = {choice.pk for choice in self.ended}
        left = {choice.person_id: choice.kind for choice in standing if choice.pk not in gone}
        back = {choice.person_id: choice.kind for choice in self.restored}
        return {**left, **back, **dict(self.begun)}


def choose(
    *,
    by: Actor,
    proposal: Proposal,
    person: Person,
    kind: str,
    now: dt.datetime,
    instead_of: Person | None = None,
) -> Proposal:
    """Pin, lock or exclude one person of the open proposal's brief, and propose the best that is left.

    `instead_of` leaves out somebody who sits there in the same step. Of the new ways the one nearest to the
    proposal is returned. The same choice again gives the same answer.

    Raises:
        ProposalClosed, BriefChanged, PeopleChanged, AlreadyGrouped, NoGroupLeft: nothing was changed.
    """
    access.require("assembly.choose", by, proposal)
    wanted = {person.pk: str(kind)}
    if instead_of is not None:
        wanted[instead_of.pk] = Choice.Kind.EXCLUDE
    made = _made_already(proposal, wanted)
    if made is not None:
        return made
    standing = _standing(proposal.run.brief)
    _refuse_unfit(proposal, wanted)
    ended = tuple(choice for choice in standing if choice.person_id in wanted)
    begun = tuple(wanted.items())
    people = [each for each in (person, instead_of) if each is not None]
    return _changed(by, proposal, standing, _Step(ended, begun), people, "group_changed", now)


def undo_choice(*, by: Actor, proposal: Proposal, now: dt.datetime, choice: Choice | None = None) -> Proposal:
    """Take back the newest step of choices in force, or the step that `choice` belongs to.

    Choices made at the same moment go together, and what they had replaced holds again.

    Raises:
        NothingToUndo, ProposalClosed, BriefChanged, PeopleChanged, AlreadyGrouped, NoGroupLeft: nothing was
            changed.
    """
    access.require("assembly.choose", by, proposal)
    refuse_if_closed(Proposal.objects.get(pk=proposal.pk))
    standing = _standing(proposal.run.brief)
    newest = choice if choice is not None else next(iter(standing), None)
    ended = tuple(each for each in standing if newest is not None and each.made_at == newest.made_at)
    if newest is None or not ended:
        raise NothingToUndo(_("This choice has already been taken back."))
    left = {each.person_id for each in standing} - {each.person_id for each in ended}
    replaced = proposal.run.brief.choices.filter(undone_at=newest.made_at).select_related("person")
    restored = tuple(each for each in replaced if each.person_id not in left)
    people = [each.person for each in ended]
    return _changed(by, proposal, standing, _Step(ended, (), restored), people, "choice_undone", now)


@transaction.atomic
def drop_choices(*, by: Actor, brief: Brief, now: dt.datetime) -> int:
    """Take back everything that was chosen by hand for the brief; returns how many choices that was.

    Proposals stay as they are: this is for a brief whose choices leave no group.

    Raises:
        AlreadyGrouped: nothing was changed.
    """
    access.require("assembly.choose", by, brief)
    locked = Brief.objects.select_for_update().get(pk=brief.pk)
    refuse_if_grouped(locked)
    choices = _standing(locked)
    if choices:
        Choice.objects.filter(pk__in=[choice.pk for choice in choices]).update(undone_at=_moment(locked, now))
        subjects = [Reference("brief", locked.public_id)]
        subjects += [Reference("person", choice.person.public_id) for choice in choices]
        events.record(by=by, deed="choices_dropped", subjects=subjects, now=now, network_id=locked.network_id)
    return len(choices)


def _standing(brief: Brief) -> list[Choice]:
    """Choices in force, the newest first."""
    return list(brief.choices.filter(undone_at=None).select_related("person"))


def _made_already(proposal: Proposal, wanted: Mapping[int, str]) -> Proposal | None:
    """The open proposal that the same choice of this proposal gave: a second click meets the first."""
    in_force = {(choice.person_id, choice.kind) for choice in _standing(proposal.run.brief)}
    if not in_force.issuperset(wanted.items()):
        return None
    after = Proposal.objects.filter(before=proposal, state=Proposal.State.OPEN)
    run = Run.objects.filter(ways__in=after).first()
    return _nearest(run, proposal) if run is not None else None


def _refuse_unfit(proposal: Proposal, wanted: Mapping[int, str]) -> None:
    """Who is kept or left out must sit in the proposal, who is taken in must not."""
    refuse_if_closed(Proposal.objects.get(pk=proposal.pk))
    sitting = set(proposal.seats.exclude(person=None).values_list("person_id", flat=True))
    for person, kind in wanted.items():
        if (person in sitting) == (kind == Choice.Kind.PIN):
            raise PeopleChanged(_("This choice does not fit the proposal any more. Look at the newest one."))


def _changed(
    by: Actor,
    proposal: Proposal,
    standing: list[Choice],
    step: _Step,
    people: list[Person],
    deed: str,
    now: dt.datetime,
) -> Proposal:
    brief = read_brief(proposal.run.brief)
    refuse_if_grouped(brief)
    if brief.version != proposal.run.brief_version:
        raise BriefChanged(_("The brief has changed after this proposal. Propose again before changing it."))
    problem = make_problem(brief, by, step.applied(standing))
    _refuse_unsuggestable(problem, step)
    answer = solve_problem(problem, seed=proposal.run.seed, time_limit=TIME_LIMIT)
    if not answer.has_group:
        why = reasons_in(answer.conflicts, brief.network_id)
        raise NoGroupLeft(_("With this choice no group can be formed. Nothing was changed."), reasons=why)
    run = _keep(by, proposal, problem, answer, standing, step, people, deed, now)
    return _nearest(run, proposal if step.begun else _changed_then(problem, proposal))


def _changed_then(problem: Problem, proposal: Proposal) -> Proposal:
    """The proposal of the same question that was changed by hand last; `proposal` when there is none.

    Undoing leads back to the way that somebody was looking at, also when it was not the best one.
    """
    asked = Proposal.objects.filter(before__run__brief=problem.brief, before__run__digest=problem.digest)
    later = asked.select_related("before").order_by("-pk").first()
    return proposal if later is None or later.before is None else later.before


def _refuse_unsuggestable(problem: Problem, step: _Step) -> None:
    taken = {person for person, kind in step.begun if kind != Choice.Kind.EXCLUDE}
    if taken - {person.pk for person in problem.people}:
        raise PeopleChanged(_("This person can no longer be suggested. Choose somebody else."))


@transaction.atomic
def _keep(
    by: Actor,
    proposal: Proposal,
    problem: Problem,
    answer: Answer,
    standing: list[Choice],
    step: _Step,
    people: list[Person],
    deed: str,
    now: dt.datetime,
) -> Run:
    brief = lock_unchanged(problem)
    refuse_if_grouped(brief)
    refuse_if_closed(Proposal.objects.select_for_update().get(pk=proposal.pk))
    if [choice.pk for choice in _standing(brief)] != [choice.pk for choice in standing]:
        raise ProposalClosed(
            _("Somebody else changed this group at the same time. Look at the newest proposal.")
        )
    moment = _moment(brief, now)
    Choice.objects.filter(pk__in=[choice.pk for choice in step.ended]).update(undone_at=moment)
    Choice.objects.filter(pk__in=[choice.pk for choice in step.restored]).update(undone_at=None)
    Choice.objects.bulk_create(
        Choice(network_id=brief.network_id, brief=brief, person_id=person, kind=kind, made_at=moment)
        for person, kind in step.begun
    )
    run = keep_run(problem, answer, now, before=proposal)
    subjects = [Reference("brief", brief.public_id), *subjects_of(run)]
    subjects += [Reference("person", person.public_id) for person in people]
    events.record(
        by=by, deed=deed, subjects=list(dict.fromkeys(subjects)), now=now, network_id=brief.network_id
    )
    return run


def _moment(brief: Brief, now: dt.datetime) -> dt.datetime:
    """Later than any earlier step of the brief: steps are told apart by their moment."""
    moments = [
        moment for row in brief.choices.values_list("made_at", "undone_at") for moment in row if moment
    ]
    return max([now, *(moment + TICK for moment in moments)])


def _nearest(run: Run, proposal: Proposal) -> Proposal:
    """The way that has most people of the proposal; the best of equals."""
    sitting = set(proposal.seats.exclude(person=None).values_list("person_id", flat=True))

    def shared(way: Proposal) -> int:
        return sum(seat.person_id in sitting for seat in way.seats.all())

    found: Proposal = max(run.ways.prefetch_related("seats"), key=shared)
    return found
