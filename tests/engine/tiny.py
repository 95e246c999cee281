"""Random instances small enough to enumerate every team, with everything an instance may hold."""

from itertools import chain, combinations, product
from random import Random
from typing import TypeVar

from voimala_engine.assembly.check import check, fairness_distance, might_meet, team_errors, team_worth
from voimala_engine.assembly.instance import (
    Brief,
    Competence,
    CompetenceKind,
    Instance,
    LearnerSeat,
    Municipality,
    NamedSeat,
    Organisation,
    Person,
    Requirement,
    Role,
    Weights,
)
from voimala_engine.assembly.solution import Need, NeedKind, OpenSeat, Solution, Status, Team

T = TypeVar("T")
COMPETENCES, SECTORS, LANGUAGES, PLACES, ORGS = 5, 3, 2, 3, 4


def tiny_instance(seed: int, *, briefs: int = 1, people: int = 7, unknown: bool = True) -> Instance:
    """The same seed gives the same instance; `unknown` allows what the file format has no word for."""
    rng = Random(seed)
    return Instance(
        name=f"tiny-{seed}",
        sectors=tuple(f"sector {n}" for n in range(SECTORS)),
        languages=tuple(f"language {n}" for n in range(LANGUAGES)),
        municipalities=tuple(Municipality(0) for _ in range(PLACES)),
        travel=((5, 25, 70), (25, 5, 45), (70, 45, 5)),
        competences=tuple(
            Competence(CompetenceKind.STRENGTH if n >= 3 else CompetenceKind.PROFESSIONAL)
            for n in range(COMPETENCES)
        ),
        orgs=tuple(_org(rng, unknown) for _ in range(ORGS)),
        people=tuple(_person(rng, unknown) for _ in range(people)),
        ties=_pairs(rng, people, 0.2),
        exclusions=_pairs(rng, people, 0.08),
        briefs=tuple(_brief(rng, people, unknown) for _ in range(briefs)),
        tau=rng.choice([0.0, 0.25, 0.4]),
        weights=Weights(
            staff=rng.choice([0, 5, 1000]),
            pair_cap=rng.choice([1, 3, 10]),
            travel=rng.choice([1, 0.5]),
            fair=rng.choice([0, 10, 40]),
        ),
    )


def _maybe(rng: Random, unknown: bool, value: T) -> T | None:
    return None if unknown and rng.random() < 0.15 else value


def _org(rng: Random, unknown: bool) -> Organisation:
    committed = _maybe(rng, unknown, rng.choice([8, 16, 40, 80]))
    return Organisation(committed, uses=frozenset(rng.sample([3, 4], rng.randint(0, 2))), sector=0, muni=0)


def _person(rng: Random, unknown: bool) -> Person:
    competences = rng.sample(range(COMPETENCES), rng.randint(0, 3))
    known = not unknown or rng.random() < 0.7
    return Person(
        org=_maybe(rng, unknown, rng.randrange(ORGS)),
        sector=_maybe(rng, unknown, rng.randrange(SECTORS)),
        muni=_maybe(rng, unknown, rng.randrange(PLACES)),
        langs=_maybe(rng, unknown, frozenset(rng.sample(range(LANGUAGES), rng.randint(1, LANGUAGES)))),
        hours=_maybe(rng, unknown, rng.choice([0, 8, 16, 24])),
        comp={c: rng.randint(1, 5) for c in competences},
        absent=frozenset() if known else frozenset({0, 1, 2} - set(competences)),
        profile_known=known,
    )


def _pairs(rng: Random, people: int, share: float) -> frozenset[tuple[int, int]]:
    return frozenset(pair for pair in combinations(range(people), 2) if rng.random() < share)


def _brief(rng: Random, people: int, unknown: bool) -> Brief:
    req = tuple(
        Requirement(c, rng.randint(1, 4), rng.choice([5, 10, 20]), mandatory=rng.random() < 0.4)
        for c in rng.sample(range(COMPETENCES), 3)
    )
    chosen = rng.sample(range(people), 2)
    smallest = rng.randint(1, 3)
    return Brief(
        muni=rng.randrange(PLACES),
        hours=rng.choice([8, 8, 16]),
        size=(smallest, smallest + rng.randint(0, 2)),
        lang=0,
        lang_any=(1,) if rng.random() < 0.3 else (),
        max_travel=rng.choice([30, 60, 90]),
        barred=frozenset(chosen[:1]) if rng.random() < 0.3 else frozenset(),
        pinned=frozenset(chosen[1:]) if rng.random() < 0.2 else frozenset(),
        roles=(Role("role", frozenset(rng.sample(range(SECTORS), 2)), rng.randint(0, 2)),),
        req=req,
        learner=LearnerSeat(0, rng.random() < 0.3) if rng.random() < 0.4 else None,
        named_seats=(NamedSeat(sector=0, meets=frozenset({1})),) if unknown and rng.random() < 0.3 else (),
    )


def all_teams(instance: Instance, index: int) -> list[Team]:
    """Every valid team of the brief with every way to leave its needs open, by plain enumeration."""
    everybody = range(len(instance.people))
    subsets = chain.from_iterable(
        combinations(everybody, size) for size in range(instance.briefs[index].size[1] + 1)
    )
    return [team for members in subsets for team in _ways(instance, index, members)]


def _ways(instance: Instance, index: int, members: tuple[int, ...]) -> list[Team]:
    worth = team_worth(instance, index, members)
    errors = list(team_errors(instance, index, Team(index, members, worth)))
    open_needs = [_need(error) for error in errors if error.endswith("nobody meets it")]
    if len([error for error in errors if "size" not in error]) > len(open_needs):
        return []
    found = []
    for reserved in product([True, False], repeat=len(open_needs)):
        seats = tuple(
            _seat(instance, index, members, need, kept)
            for need, kept in zip(open_needs, reserved, strict=True)
        )
        team = Team(index, members, worth, seats)
        if check(instance, as_solution(instance, {index: team}, objective_of(instance, [team]))).valid:
            found.append(team)
    return found


def _need(error: str) -> Need:
    kind, what = error.partition(":")[0].split(" ")
    return Need(NeedKind(kind), int(what))


def _seat(instance: Instance, index: int, members: tuple[int, ...], need: Need, kept: bool) -> OpenSeat:
    brief, who = instance.briefs[index], range(len(instance.people))
    might = [p for p in who if might_meet(instance, brief, p, (need.kind.value, need.index))]
    excluded = {other for pair in instance.exclusions if set(pair) & set(members) for other in pair}
    outside = tuple(p for p in might if p not in members and p not in excluded - set(members))
    return OpenSeat(need, kept, tuple(p for p in might if p in members), outside)


def best_single(instance: Instance) -> tuple[tuple[int, int], float] | None:
    """(open needs, open without a place) and the objective of the best team; None when there is no team."""
    best: tuple[tuple[int, int], float] | None = None
    for team in all_teams(instance, 0):
        key = (len(team.open_seats), sum(not seat.reserved for seat in team.open_seats))
        objective = objective_of(instance, [team])
        if best is None or (key, -objective) < (best[0], -best[1]):
            best = (key, objective)
    return best


def objective_of(instance: Instance, teams: list[Team]) -> float:
    used: dict[int, int] = {}
    for team in teams:
        for person in team.members:
            org = instance.people[person].org
            if org is not None:
                used[org] = used.get(org, 0) + instance.briefs[team.brief].hours
    distance = fairness_distance(instance, used)
    return sum(team.value for team in teams) - instance.weights.fair * float(distance)


def best_portfolio(instance: Instance) -> float:
    """The best objective over all valid choices of teams."""
    options: list[list[Team | None]] = [[None, *all_teams(instance, i)] for i in range(len(instance.briefs))]
    best = float("-inf")
    for choice in product(*options):
        teams = {team.brief: team for team in choice if team is not None}
        objective = objective_of(instance, list(teams.values()))
        if objective > best and check(instance, as_solution(instance, teams, objective)).valid:
            best = objective
    return best


def as_solution(instance: Instance, teams: dict[int, Team], objective: float) -> Solution:
    return Solution(
        instance=instance.name,
        status=Status.FEASIBLE,
        objective=objective,
        bound=objective,
        seed=0,
        seconds=0.0,
        staff_weight=instance.weights.staff,
        teams=teams,
    )
