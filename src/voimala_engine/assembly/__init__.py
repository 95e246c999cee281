"""Portfolio assembly: from people, committed time and briefs, propose the teams.

    solution = solve(instance, Config(time_limit=20))
    explain(instance, solution, brief)          # why these people, in data
    alternatives(instance, solution, brief)     # who else could take each seat

The solver and numpy are imported at the first call, so that importing this package stays cheap. It must not
grow storage, wording for pages, or anything a network decides."""

from typing import TYPE_CHECKING

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
    from voimala_engine.assembly.explanation import SeatAlternatives as SeatAlternatives
    from voimala_engine.assembly.explanation import TeamExplanation as TeamExplanation

__all__ = [
    "Brief",
    "Config",
    "Instance",
    "InstanceRefused",
    "Organisation",
    "Person",
    "Solution",
    "Status",
    "Team",
    "Unstaffed",
    "Weights",
    "alternatives",
    "explain",
    "read_instance",
    "read_solution",
    "solution_document",
    "solve",
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
    from voimala_engine.assembly.explanation import seat_alternatives

    return seat_alternatives(instance, solution, brief)
