"""Groups that have been asked, and what people answered: done by the platform's own services, days ago.

Everybody answers by her own link, as the pages behind the links do. It must not write a seat's state.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from demo.reading import Entry
from voimala.assembly.models import Asking, Group, Proposal, Seat
from voimala.assembly.models.naming import could_be_named, unit_of
from voimala.assembly.models.proposal import SeatKind
from voimala.assembly.services import (
    answer_asking,
    answer_question,
    answer_supervisor,
    ask_association,
    ask_group,
    ask_instead,
    ask_question,
    decline_naming,
    name_expert,
    name_for_seat,
    open_call,
    volunteer,
)
from voimala.assembly.services.answering import terms_as_asked
from voimala.assembly.services.asking import suggestible_for
from voimala.core.viewer import Actor
from voimala.networks.models import Network
from voimala.partners.models import Organisation
from voimala.people.models import Person
from voimala.people.services import NotEnoughHours

EXPERT_FEE, EXPERT_TRAVEL = 150_00, 20_00
GREETING = "Etsimme ryhmään päättäjää, joka vie havainnot palvelujen suunnitteluun."
Part, Answer, State = Asking.Part, Asking.State, Seat.State


class Goal(StrEnum):
    """How far a seat is brought: where it then waits, or how it ends."""

    CALLED = "called"
    NAMING = "naming"
    ASKED = "asked"
    TALK = "talk"
    SUPERVISOR = "supervisor"
    DECLINED = "declined"
    CONFIRMED = "confirmed"


WAITS: dict[Goal, State] = {
    Goal.CALLED: State.CALLED,
    Goal.NAMING: State.NAMING,
    Goal.ASKED: State.ASKED,
    Goal.TALK: State.TALK,
    Goal.SUPERVISOR: State.SUPERVISOR,
    Goal.DECLINED: State.OPEN,
}
"""Where nobody answers any more; a confirmed seat has nobody left to answer."""
ANSWERS: dict[Goal, Asking.State] = {Goal.TALK: Answer.TALK, Goal.DECLINED: Answer.NO}


@dataclass(frozen=True)
class Story:
    """What became of one group: when it was asked and answered, and how far each seat is brought."""

    by: Actor
    asked_at: dt.datetime
    answered_at: dt.datetime
    today: dt.datetime
    goals: tuple[Goal, ...]
    association: Organisation | None

    def seats(self, group: Group) -> list[tuple[Seat, Goal]]:
        return list(zip(group.seats.order_by("position"), self.goals, strict=False))


def story_of(entry: Entry, *, by: Actor, now: dt.datetime, associations: dict[str, Organisation]) -> Story:
    return Story(
        by=by,
        asked_at=now - dt.timedelta(days=entry["asked"]),
        answered_at=now - dt.timedelta(days=entry["answered"]),
        today=now,
        goals=tuple(Goal(goal) for goal in entry["seats"]),
        association=associations[entry["association"]] if "association" in entry else None,
    )


def ask_and_answer(story: Story, group: Group) -> None:
    for seat, goal in story.seats(group):
        if goal == Goal.CALLED:
            call_everybody(story, seat)
        elif seat.kind == SeatKind.ASK:
            ask_first_suggested(story, seat)
        elif seat.kind == SeatKind.ASSOCIATION and story.association is not None:
            ask_association(
                by=story.by,
                seat=seat,
                organisation=story.association,
                fee_cents=EXPERT_FEE,
                travel_cents=EXPERT_TRAVEL,
                now=story.asked_at,
            )
    ask_group(by=story.by, group=group, now=story.asked_at)
    for seat, goal in story.seats(group):
        answer_until(seat, goal, story.answered_at)


def call_everybody(story: Story, seat: Seat) -> None:
    """An open call until today, to which one person says yes."""
    ends = end_of_day(seat.network, story.today)
    call = open_call(by=story.by, seat=seat, text=GREETING, ends_at=ends, now=story.asked_at)
    first = call.askings.order_by("pk").first()
    volunteer(by=by_link(first), asking=first, answer=Answer.YES, now=story.answered_at)


def end_of_day(network: Network, now: dt.datetime) -> dt.datetime:
    next_day = network.today(now) + dt.timedelta(days=1)
    return dt.datetime.combine(next_day, dt.time(), ZoneInfo(network.timezone))


def ask_first_suggested(story: Story, seat: Seat) -> None:
    """A seat that only unknown skills could fill: somebody of those who are worth asking."""
    for person in suggestible_for(seat)[:1]:
        ask_instead(by=story.by, seat=seat, person=person, now=story.asked_at)


def answer_until(seat: Seat, goal: Goal, now: dt.datetime) -> None:
    """Let whoever is asked next answer, until the seat is where it should wait."""
    while (current := Seat.objects.get(pk=seat.pk)).state != WAITS.get(goal):
        waiting = Asking.objects.filter(seat=seat, state=Answer.WAITING).exclude(part=Part.CALL)
        asking = waiting.select_related("seat", "network").first()
        if asking is None:
            return
        answer(asking, current, goal, now)


def answer(asking: Asking, seat: Seat, goal: Goal, now: dt.datetime) -> None:
    by = by_link(asking)
    if asking.part == Part.PERSON:
        answer_asking(by=by, asking=asking, answer=ANSWERS.get(goal, Answer.YES), now=now)
    elif asking.part == Part.SUPERVISOR:
        terms = replace(terms_as_asked(seat), substitute=Seat.Substitute.UNIT)
        answer_supervisor(by=by, asking=asking, terms=terms, now=now)
    elif asking.part == Part.UNIT:
        name_somebody(asking, seat, now)
    else:
        name_expert(by=by, asking=asking, now=now)


def name_somebody(asking: Asking, seat: Seat, now: dt.datetime) -> None:
    """The unit names one of its own who is in no group yet and has the hours; nobody, when nobody has."""
    unit = unit_of(seat)
    seated = Seat.objects.of(seat.network).filter(person__isnull=False).values("person")
    people = could_be_named(seat, unit).order_by("pk") if unit is not None else Person.objects.none()
    for person in people.exclude(pk__in=seated):
        try:
            name_for_seat(by=by_link(asking), asking=asking, named=person, now=now)
        except NotEnoughHours:
            continue
        return
    decline_naming(by=by_link(asking), asking=asking, now=now)


def ask_and_answer_question(*, by: Actor, proposal: Proposal, asked_at: dt.datetime) -> None:
    """The most useful question of a proposal, with a yes a day later."""
    question = proposal.questions.order_by("order").first()
    if question is None:
        return
    asking = ask_question(by=by, question=question, now=asked_at)
    answered_at = asked_at + dt.timedelta(days=1)
    answer_question(by=by_link(asking), asking=asking, answer=Answer.YES, now=answered_at)


def by_link(asking: Asking) -> Actor:
    """Whoever holds the link of this asking."""
    return Actor(kind="link", name="link:demonstration", only=asking.reference)
