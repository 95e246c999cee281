"""Twelve invented needs at different points of their way, made by the platform's own services.

What the pages show of them was therefore really computed and done: the proposals, the missing group, the
confirmed seats. Who answered what is `demo.asking`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from demo.asking import ask_and_answer, ask_and_answer_question, story_of
from demo.reading import Entry, invented
from demo.workplaces import Workplaces
from voimala.assembly.models import Choice, Proposal
from voimala.assembly.services import NoGroupFound, choose, decide_group, propose_group
from voimala.core.viewer import Actor
from voimala.networks.models import Municipality, Network, Period, Setting, TargetGroup
from voimala.people.models import Competence, Person
from voimala.phenomena.models import Brief, Phenomenon, SeatWish, StairStep, Weight
from voimala.phenomena.models.plan import BriefPlan, NeedPlan, RequirementPlan, SeatPlan, plan_of
from voimala.phenomena.services import frame_need, revise_brief, start_brief

Words = dict[str, Competence]


class Point(StrEnum):
    """How far a need has come."""

    TOLD = "told"
    BRIEFED = "briefed"
    PROPOSED = "proposed"
    DECIDED = "decided"


def with_integration(plan: BriefPlan, words: Words) -> BriefPlan:
    """Support for integration becomes necessary: nobody has told of it yet, so its seat is to be asked."""
    asked = RequirementPlan(words["kotoutuminen"], weight=Weight.MUST.value)
    return replace(plan, requirements=(*plan.requirements[:2], asked))


def with_near_decision_maker(plan: BriefPlan, words: Words) -> BriefPlan:
    """A decision-maker within 15 minutes of a village where none lives: provably no group."""
    seats = tuple(seat for seat in plan.seats if seat.kind != SeatWish.Kind.EXPERT)
    return replace(plan, max_travel=15, seats=(*seats, SeatPlan(SeatWish.Kind.DECISION.value)))


ADJUSTMENTS: dict[str, Callable[[BriefPlan, Words], BriefPlan]] = {
    "integration": with_integration,
    "near_decision_maker": with_near_decision_maker,
}


@dataclass(frozen=True)
class Scene:
    """What the needs are made with: who writes them down, when, and the network's words by code."""

    network: Network
    period: Period
    by: Actor
    now: dt.datetime
    workplaces: Workplaces
    words: Words
    settings: dict[str, Setting]
    targets: dict[str, TargetGroup]
    municipalities: dict[str, Municipality]
    steps: dict[int, StairStep]


def build_needs(
    *,
    network: Network,
    period: Period,
    by: Actor,
    now: dt.datetime,
    workplaces: Workplaces,
) -> None:
    scene = Scene(
        network=network,
        period=period,
        by=by,
        now=now,
        workplaces=workplaces,
        words={word.code: word for word in Competence.objects.of(network)},
        settings={setting.code: setting for setting in Setting.objects.of(network)},
        targets={target.code: target for target in TargetGroup.objects.of(network)},
        municipalities={row.code: row for row in Municipality.objects.filter(region=network.region)},
        steps={step.number: step for step in StairStep.objects.select_related("scale")},
    )
    for entry in invented("needs"):
        carry_on(scene, entry, frame(scene, entry))


def frame(scene: Scene, entry: Entry) -> Phenomenon:
    plan = NeedPlan(
        kind=entry.get("kind", Phenomenon.Kind.NEED.value),
        title=entry["title"],
        wished_change=entry["change"],
        target_group=scene.targets[entry["target"]],
        setting=scene.settings[entry["setting"]],
        municipality=scene.municipalities[entry["municipality"]],
        host_unit=scene.workplaces.unit(entry["unit"]) if entry["unit"] else None,
        step=scene.steps[entry["step"]] if "step" in entry else None,
        published=entry.get("published", False),
    )
    told_at = days_ago(scene, entry, "days_ago")
    return frame_need(by=scene.by, network=scene.network, now=told_at, plan=plan, synthetic=True)


def days_ago(scene: Scene, entry: Entry, deed: str) -> dt.datetime:
    """When the deed was done, today unless the entry says."""
    return scene.now - dt.timedelta(days=entry.get(deed, 0))


def carry_on(scene: Scene, entry: Entry, need: Phenomenon) -> None:
    """Take the need as far as its plan says."""
    point = Point(entry["point"])
    if point == Point.TOLD:
        return
    now = days_ago(scene, entry, "proposed")
    brief = start_brief(by=scene.by, phenomenon=need, period=scene.period, now=now)
    if "adjust" in entry:
        wanted = ADJUSTMENTS[entry["adjust"]](plan_of(brief), scene.words)
        brief = revise_brief(by=scene.by, brief=brief, seen=brief.version, now=now, plan=wanted)
    if point == Point.BRIEFED:
        return
    proposal = propose(scene, brief, now)
    if proposal is not None and point == Point.DECIDED:
        decide(scene, entry, proposal)
    elif proposal is not None and "question" in entry:
        asked_at = days_ago(scene, entry, "question")
        ask_and_answer_question(by=scene.by, proposal=proposal, asked_at=asked_at)


def propose(scene: Scene, brief: Brief, now: dt.datetime) -> Proposal | None:
    """None is meant to happen to one need: its page explains which conditions conflict."""
    try:
        return propose_group(by=scene.by, brief=brief, now=now)
    except NoGroupFound:
        return None


def decide(scene: Scene, entry: Entry, proposal: Proposal) -> None:
    """Decide on the proposal, changed by hand where the entry says, and ask its people."""
    now = days_ago(scene, entry, "proposed")
    for name, kind in entry.get("by_hand", {}).items():
        person = Person.objects.of(scene.network).get(name=name)
        proposal = choose(by=scene.by, proposal=proposal, person=person, kind=Choice.Kind(kind), now=now)
    group = decide_group(by=scene.by, proposal=proposal, reason=entry["reason"], now=now)
    organisations = scene.workplaces.organisations
    story = story_of(entry["asking"], by=scene.by, now=scene.now, associations=organisations)
    ask_and_answer(story, group)
