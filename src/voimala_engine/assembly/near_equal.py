"""Other teams of one brief that are nearly as good as the solution's own and differ enough to be a choice.

Each further way is the exact optimum of the brief's model with one row for every earlier way: enough members
from outside it. Members of earlier ways take nobody's place in the dominance rule, so no replacement brings
a team nearer to an earlier way. It must not grow words about the differences; pages compare teams."""

from voimala_engine.assembly.advice import Way
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.instance import Instance
from voimala_engine.assembly.single import best_different_team
from voimala_engine.assembly.solution import Solution, Team
from voimala_engine.assembly.state import Problem, State

TOLERANCE = 1e-6
"""Points; a way this much below the threshold is still near-equal."""


def near_equal_ways(
    instance: Instance,
    solution: Solution,
    brief: int,
    config: Config,
    *,
    count: int,
    within: float,
    differ: int,
) -> tuple[Way, ...]:
    """What `ways` of the package promises."""
    if count < 1 or differ < 1 or not 0 <= within <= 1:
        raise ValueError("count and differ must be at least 1, within between 0 and 1")
    own = solution.teams[brief]
    limits = Limits.of(config)
    state = State(Problem.of(instance))
    for team in solution.teams.values():
        state.put(team)
    first = state.objective()
    least = first - within * abs(first) - TOLERANCE
    state.remove(brief)
    view = state.problem.views[brief]
    place = view.position()
    found = [Way(own, first, 0.0, finished=True)]
    while len(found) < count:
        earlier = tuple(frozenset(place[person] for person in way.team.members) for way in found)
        search = best_different_team(
            state, view, limits, from_teams=earlier, differ=differ, most_open=own.open_seats
        )
        objective = _objective_with(state, search.team)
        if search.team is None or objective < least:
            break
        found.append(Way(search.team, objective, first - objective, search.finished))
    return tuple(found)


def _objective_with(state: State, team: Team | None) -> float:
    if team is None:
        return state.objective()
    state.put(team)
    objective = state.objective()
    state.remove(team.brief)
    return objective
