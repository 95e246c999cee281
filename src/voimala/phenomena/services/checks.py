"""What must hold of a brief before it is kept. Each sentence says what to do."""

from django.utils.translation import gettext as _

from voimala.networks.models import LANGUAGE_NAMES, Network
from voimala.people.models import Competence, Level
from voimala.phenomena.models import SeatWish, Weight
from voimala.phenomena.models.brief import MAX_SAME_SEATS, MAX_TEAM, MIN_TEAM
from voimala.phenomena.models.plan import BriefPlan, RequirementPlan

LEAST_MINUTES, MOST_MINUTES = 60, 400 * 60
MOST_TRAVEL = 300


def problems_of(plan: BriefPlan, network: Network) -> dict[str, str]:
    """Everything that is wrong with the plan, by field; empty when it can be kept."""
    return {
        **size_problems(plan),
        **number_problems(plan),
        **seat_problems(plan),
        **requirement_problems(plan, network),
    }


def size_problems(plan: BriefPlan) -> dict[str, str]:
    bounds = {"least": MIN_TEAM, "most": MAX_TEAM}
    outside = [name for name in ("size_min", "size_max") if not MIN_TEAM <= getattr(plan, name) <= MAX_TEAM]
    if outside:
        return dict.fromkeys(outside, _("A group has %(least)s to %(most)s people.") % bounds)
    if plan.size_min > plan.size_max:
        return {
            "size_max": _("The most cannot be smaller than the least: %(least)s.") % {"least": plan.size_min}
        }
    return {}


def number_problems(plan: BriefPlan) -> dict[str, str]:
    found = {}
    if not LEAST_MINUTES <= plan.minutes <= MOST_MINUTES:
        hours = {"least": LEAST_MINUTES // 60, "most": MOST_MINUTES // 60}
        found["minutes"] = _("Write the hours of one person, from %(least)s to %(most)s.") % hours
    if not 0 <= plan.max_travel <= MOST_TRAVEL:
        found["max_travel"] = _("Write the travel as minutes, at most %(most)s.") % {"most": MOST_TRAVEL}
    if plan.language not in LANGUAGE_NAMES:
        found["language"] = _("Choose the working language from the list.")
    unknown = set(plan.languages_any) - set(LANGUAGE_NAMES)
    if unknown or len(set(plan.languages_any)) < len(plan.languages_any):
        found["languages_any"] = _("Choose each language once, from the list.")
    return found


def seat_problems(plan: BriefPlan) -> dict[str, str]:
    kinds = [seat.kind for seat in plan.seats]
    if len(set(kinds)) < len(kinds) or not set(kinds) <= set(SeatWish.Kind.values):
        return {"seats": _("Give each kind of seat once.")}
    if any(not 1 <= seat.count <= MAX_SAME_SEATS for seat in plan.seats):
        return {"seats": _("There can be one to %(most)s seats of a kind.") % {"most": MAX_SAME_SEATS}}
    if any(seat.named_by not in SeatWish.namers_of(seat.kind) for seat in plan.seats):
        return {"seats": _("The unit names its own worker; an association can name experts by experience.")}
    return room_problems(plan)


def room_problems(plan: BriefPlan) -> dict[str, str]:
    """Seats against the size: all must fit, and the search needs something to look for."""
    seats = sum(seat.count for seat in plan.seats)
    named = sum(seat.count for seat in plan.seats if seat.named_by != SeatWish.NamedBy.SEARCH)
    numbers = {"seats": seats, "named": named, "most": plan.size_max}
    if seats > plan.size_max:
        return {
            "seats": _(
                "There are %(seats)s seats but at most %(most)s people: remove seats or raise the most."
            )
            % numbers
        }
    if named >= plan.size_max:
        return {
            "seats": _("Others name all %(named)s people: leave at least one seat for the search.") % numbers
        }
    if seats == named and not plan.requirements:
        return {"seats": _("Ask for at least one skill, or for one seat that the search may fill.")}
    return {}


def requirement_problems(plan: BriefPlan, network: Network) -> dict[str, str]:
    found: dict[str, str] = {}
    seen: set[int] = set()
    for index, requirement in enumerate(plan.requirements):
        problem = requirement_problem(requirement, network, seen)
        if problem:
            found[f"requirement-{index}"] = problem
        seen.add(requirement.competence.pk)
    return found


def requirement_problem(requirement: RequirementPlan, network: Network, seen: set[int]) -> str:
    competence = requirement.competence
    named = {"competence": competence}
    if competence.network_id != network.pk:
        return _("Choose a skill of this network.")
    if competence.pk in seen:
        return _("%(competence)s is already asked for: remove one of the two.") % named
    if requirement.level not in Level.values or requirement.weight not in Weight.values:
        return _("Choose the level and the weight from the list.")
    if competence.kind == Competence.Kind.STRENGTH and requirement.weight != Weight.PLUS:
        return (
            _("%(competence)s is a strength: it completes and never replaces, so its weight is “a plus”.")
            % named
        )
    return ""
