"""What kind of further person would make a team possible.

One hypothetical member is put into the elastic model; the fewest things to demand of them are sought, then
the next sets that contain no earlier one. It must not grow a search for real people."""

from dataclasses import replace

from voimala_engine.assembly.advice import ChangeKind, Wanted
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.consistency import refuse_contradictions
from voimala_engine.assembly.elastic import Elastic
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.instance import Brief, Instance, Person
from voimala_engine.assembly.single import best_team
from voimala_engine.assembly.solution import Need, NeedKind
from voimala_engine.assembly.state import Problem, State

MOST = 3
"""How many kinds of people are told at most."""
EVERY_KIND = frozenset(ChangeKind)


def wanted_people(instance: Instance, brief: int, config: Config) -> tuple[Wanted, ...]:
    """What `seeking` of the package promises."""
    refuse_contradictions(instance)
    limits = Limits.of(config)
    single = replace(instance, briefs=(instance.briefs[brief],))
    if not Elastic(single, EVERY_KIND).solve(limits).infeasible:
        return ()
    elastic = Elastic(single, EVERY_KIND, newcomer=True)
    found: list[Wanted] = []
    while len(found) < MOST:
        answer = elastic.solve(limits)
        if answer.values is None or not answer.finished:
            break
        demands = [what for what, column in elastic.demand.items() if answer.values[column] > 0.5]
        wanted = _wanted(demands)
        if _is_enough(single, wanted, limits):
            found.append(wanted)
        if not demands:
            break
        elastic.forbid(elastic.demand[what] for what in demands)
    return tuple(found)


def _wanted(demands: list[Need | frozenset[int]]) -> Wanted:
    needs = [what for what in demands if isinstance(what, Need)]
    sectors = next((tuple(sorted(what)) for what in demands if isinstance(what, frozenset)), ())

    def of(kind: NeedKind) -> tuple[int, ...]:
        return tuple(need.index for need in needs if need.kind == kind)

    return Wanted(
        sector=sectors[0] if sectors else None,
        requirements=of(NeedKind.REQUIREMENT),
        languages=of(NeedKind.LANGUAGE),
        sectors=sectors,
        learner=next(iter(of(NeedKind.LEARNER)), None),
        mentor=next(iter(of(NeedKind.MENTOR)), None),
    )


def _is_enough(instance: Instance, wanted: Wanted, limits: Limits) -> bool:
    """Whether such a person really gives the brief a team: solved again with one more person."""
    person = newcomer(instance.briefs[0], wanted)
    problem = Problem.of(replace(instance, people=(*instance.people, person)))
    return best_team(State(problem), problem.views[0], limits, fair=False).team is not None


def newcomer(brief: Brief, wanted: Wanted) -> Person:
    """The person looked for, bringing nothing that is not demanded."""
    levels = [(brief.req[k].c, brief.req[k].level) for k in wanted.requirements]
    if wanted.learner is not None:
        levels.append((brief.req[wanted.learner].c, brief.req[wanted.learner].level - 1))
    if wanted.mentor is not None:
        levels.append((brief.req[wanted.mentor].c, brief.req[wanted.mentor].level + 1))
    competences: dict[int, int] = {}
    for competence, level in levels:
        competences[competence] = max(level, competences.get(competence, 0))
    own = () if brief.lang is None else (brief.lang,)
    return Person(
        org=None,
        sector=wanted.sector,
        muni=None,
        langs=frozenset((*own, *wanted.languages)),
        hours=brief.hours,
        comp=competences,
    )
