"""Portfolio assembly: from people, committed time and briefs, propose the teams.

    solution = solve(instance, Config(time_limit=20))
    explain(instance, solution, brief)          # why these people, in data
    alternatives(instance, solution, brief)     # who else could take each seat
    ways(instance, solution, brief)             # other teams nearly as good
    questions(instance, solution, brief)        # what not known things are worth asking
    relaxations(instance, brief)                # what to change when there is no team
    seeking(instance, brief)                    # or whom to look for

The solver and numpy are imported at the first call, so that importing this package stays cheap. It must not
grow storage, wording for pages, or anything a network decides."""

from typing import TYPE_CHECKING

from voimala_engine.assembly.advice import (
    Change,
    ChangeKind,
    Question,
    QuestionKind,
    Relaxation,
    Wanted,
    Way,
)
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.files import (
    read_instance,
    read_solution,
    solution_document,
    write_instance,
    write_solution,
)
from voimala_engine.assembly.instance import Brief, Instance, InstanceRefused, Organisation, Person, Weights
from voimala_engine.assembly.solution import Solution, Status, Team, Unstaffed

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from voimala_engine.assembly.explanation import TeamExplanation as TeamExplanation
    from voimala_engine.assembly.swaps import SeatAlternatives as SeatAlternatives

__all__ = [
    "Brief",
    "Change",
    "ChangeKind",
    "Config",
    "Instance",
    "InstanceRefused",
    "Organisation",
    "Person",
    "Question",
    "QuestionKind",
    "Relaxation",
    "Solution",
    "Status",
    "Team",
    "Unstaffed",
    "Wanted",
    "Way",
    "Weights",
    "alternatives",
    "explain",
    "questions",
    "read_instance",
    "read_solution",
    "relaxations",
    "seeking",
    "solution_document",
    "solve",
    "ways",
    "write_instance",
    "write_solution",
]


def solve(instance: Instance, config: Config | None = None) -> Solution:
    """The best teams found for all briefs within the limit, with a proven bound.

    Raises InstanceRefused when the instance contradicts itself.
    """
    from voimala_engine.assembly.portfolio import solve_portfolio

    return solve_portfolio(instance, config or Config())


def explain(instance: Instance, solution: Solution, brief: int) -> "TeamExplanation":
    """Why these people, as data. Raises KeyError when the solution has no team for the brief."""
    from voimala_engine.assembly.explanation import explain_team

    return explain_team(instance, solution, brief)


def alternatives(instance: Instance, solution: Solution, brief: int) -> "tuple[SeatAlternatives, ...]":
    """For each member, in the team's order, who else could take that seat alone.

    Raises KeyError when the solution has no team for the brief.
    """
    from voimala_engine.assembly.swaps import seat_alternatives

    return seat_alternatives(instance, solution, brief)


def ways(
    instance: Instance,
    solution: Solution,
    brief: int,
    config: Config | None = None,
    *,
    count: int = 3,
    within: float = 0.02,
    differ: int = 2,
) -> tuple[Way, ...]:
    """Near-equal teams of the brief beside the solution's other teams, the solution's own first.

    Up to `count` (>= 1) in all. Each further way leaves no more open than the first, brings at least `differ`
    (>= 1) people who are not in any one earlier way, and keeps the objective of the whole at least the
    solution's less `within` (0..1) of its absolute value; each is the best such. Raises KeyError when the
    solution has no team for the brief.
    """
    from voimala_engine.assembly.near_equal import near_equal_ways

    return near_equal_ways(
        instance, solution, brief, config or Config(), count=count, within=within, differ=differ
    )


def questions(
    instance: Instance, solution: Solution, brief: int, config: Config | None = None, *, limit: int = 3
) -> tuple[Question, ...]:
    """What to ask first: at most `limit` people, one question each, best first.

    Only what the answer would change: a yes that closes an open need or is worth points, or a no that would
    lose points or the team. Empty when the solution has no team for the brief.
    """
    from voimala_engine.assembly.questioning import questions_to_ask

    return questions_to_ask(instance, solution, brief, config or Config(), limit=limit)


def relaxations(
    instance: Instance,
    brief: int,
    config: Config | None = None,
    *,
    limit: int = 3,
    keep: "AbstractSet[ChangeKind]" = frozenset(),
) -> tuple[Relaxation, ...]:
    """The smallest changes that give the brief a team when it has none even alone, at most `limit`.

    Fewer changes first, then gentler; kinds in `keep` are never changed. Empty when the brief has a team, or
    when no three changes are enough. Raises InstanceRefused when the instance contradicts itself.
    """
    from voimala_engine.assembly.loosening import smallest_relaxations

    return smallest_relaxations(instance, brief, config or Config(), limit=limit, keep=keep)


def seeking(instance: Instance, brief: int, config: Config | None = None) -> tuple[Wanted, ...]:
    """Whom to look for when the brief has no team even alone: at most three, fewest demands first.

    Empty when the brief has a team, or when no one further person is enough. Raises InstanceRefused when the
    instance contradicts itself.
    """
    from voimala_engine.assembly.newcomers import wanted_people

    return wanted_people(instance, brief, config or Config())
