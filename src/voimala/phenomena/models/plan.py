"""What a need says and what a brief asks for, each as one value: compared and checked as a whole."""

from dataclasses import dataclass

from voimala.networks.models import Municipality, Setting, TargetGroup
from voimala.partners.models import Unit
from voimala.people.models import Competence, Level
from voimala.phenomena.models.brief import Brief, SeatWish, Weight
from voimala.phenomena.models.stairs import StairStep


@dataclass(frozen=True, kw_only=True)
class NeedPlan:
    """Texts by language, those left out are empty; `kind` is one of `Phenomenon.Kind`."""

    kind: str
    title: dict[str, str]
    wished_change: dict[str, str]
    target_group: TargetGroup
    setting: Setting
    municipality: Municipality
    host_unit: Unit | None = None
    step: StairStep | None = None
    published: bool = False


@dataclass(frozen=True)
class SeatPlan:
    kind: str
    named_by: str = SeatWish.NamedBy.SEARCH.value
    count: int = 1


@dataclass(frozen=True)
class RequirementPlan:
    competence: Competence
    level: int = Level.CAN.value
    weight: str = Weight.IMPORTANT.value


@dataclass(frozen=True)
class BriefPlan:
    """Minutes are per person for the whole pilot; `max_travel` is one way, in minutes."""

    size_min: int
    size_max: int
    minutes: int
    max_travel: int
    language: str
    languages_any: tuple[str, ...]
    municipality: Municipality
    seats: tuple[SeatPlan, ...]
    requirements: tuple[RequirementPlan, ...]


NUMBERS = ("size_min", "size_max", "minutes", "max_travel", "language", "languages_any", "municipality")


def plan_of(brief: Brief) -> BriefPlan:
    """The brief as it stands; in two queries, or none when seats and requirements are prefetched."""
    return BriefPlan(
        size_min=brief.size_min,
        size_max=brief.size_max,
        minutes=brief.minutes,
        max_travel=brief.max_travel,
        language=brief.language,
        languages_any=tuple(brief.languages_any),
        municipality=brief.municipality,
        seats=tuple(SeatPlan(seat.kind, seat.named_by, seat.count) for seat in brief.seat_wishes.all()),
        requirements=tuple(
            RequirementPlan(each.competence, each.level, each.weight) for each in brief.requirements.all()
        ),
    )
