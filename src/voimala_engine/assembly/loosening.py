"""The smallest changes that make a team possible for a brief that has none even alone.

Which conditions give way comes from the elastic model: fewest first, then gentlest, each further set of
changes containing no earlier one. How far each gives way is then searched: the smallest amount with which
the changed brief has a team. It must not grow advice about which to choose."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from voimala_engine.assembly.advice import Change, ChangeKind, Relaxation
from voimala_engine.assembly.config import Config
from voimala_engine.assembly.consistency import refuse_contradictions
from voimala_engine.assembly.elastic import GROWTH, Elastic, Slack, farthest, fewest_hours, smallest_size
from voimala_engine.assembly.eligibility import InstanceArrays, role_minimum
from voimala_engine.assembly.highs import Limits
from voimala_engine.assembly.instance import Brief, Instance
from voimala_engine.assembly.single import best_team
from voimala_engine.assembly.solution import Team
from voimala_engine.assembly.state import Problem, State

EVERY_KIND = frozenset(ChangeKind)


def smallest_relaxations(
    instance: Instance, brief: int, config: Config, *, limit: int, keep: AbstractSet[ChangeKind]
) -> tuple[Relaxation, ...]:
    """What `relaxations` of the package promises."""
    if limit < 0:
        raise ValueError("limit must not be negative")
    refuse_contradictions(instance)
    limits = Limits.of(config)
    single = replace(instance, briefs=(instance.briefs[brief],))
    elastic = Elastic(single, keep)
    found: list[Relaxation] = []
    while len(found) < limit:
        answer = elastic.solve(limits)
        slacks = elastic.chosen(answer)
        if not slacks or not answer.finished:
            break
        relaxation = _Measured(single, limits).relaxation(slacks, brief)
        if relaxation is not None:
            found.append(relaxation)
        elastic.forbid(elastic.slack[slack] for slack in slacks)
    return tuple(found)


class _Measured:
    """Finds how far chosen conditions must give way."""

    def __init__(self, instance: Instance, limits: Limits) -> None:
        self.instance, self.limits = instance, limits
        self.brief: Brief = instance.briefs[0]

    def relaxation(self, slacks: Sequence[Slack], index: int) -> Relaxation | None:
        """The harshest change is made as small as it can be first, the others at their largest."""
        steps = {slack: self._values(slack) for slack in slacks}
        amounts = {slack: values[-1] for slack, values in steps.items()}
        for slack in reversed(slacks):
            amounts[slack] = self._smallest(slack, steps[slack], amounts)
        team = self._team(amounts)
        if team is None:
            return None
        changes = tuple(self._change(slack, amounts[slack]) for slack in slacks)
        return Relaxation(changes, replace(team, brief=index))

    def _smallest(self, slack: Slack, values: list[int], amounts: dict[Slack, int]) -> int:
        """The gentlest value that is enough; the last one is known to be."""
        return values[
            bisect_left(
                range(len(values) - 1),
                True,
                key=lambda n: self._possible({**amounts, slack: values[n]}),
            )
        ]

    def _values(self, slack: Slack) -> list[int]:
        """Values it may take, the gentlest first."""
        brief = self.brief
        if slack.kind == ChangeKind.SIZE_MAX:
            return [brief.size[1] + more for more in range(1, GROWTH + 1)]
        if slack.kind == ChangeKind.SIZE_MIN:
            return list(range(brief.size[0] - 1, smallest_size(brief) - 1, -1))
        if slack.kind == ChangeKind.ROLE:
            least = brief.roles[slack.index].min - role_minimum(brief, slack.index)
            return list(range(brief.roles[slack.index].min - 1, least - 1, -1))
        if slack.kind == ChangeKind.JOURNEY:
            minutes = {int(m) for m in InstanceArrays(self.instance).minutes_to(brief) if m == m}
            return sorted(m for m in minutes if brief.max_travel < m <= farthest(brief))
        if slack.kind == ChangeKind.HOURS:
            return self._hours()
        return [{ChangeKind.BARRED: 1, ChangeKind.EXCLUSION: -1}.get(slack.kind, 0)]

    def _hours(self) -> list[int]:
        """Only people's own time and equal shares of an organisation's can make a difference."""
        least, most = fewest_hours(self.brief), self.brief.size[1] + GROWTH
        found = {least} | {person.hours for person in self.instance.people if person.hours is not None}
        for org in self.instance.orgs:
            found |= {org.committed // n for n in range(1, most + 1) if org.committed}
        return sorted((h for h in found if least <= h < self.brief.hours), reverse=True)

    def _change(self, slack: Slack, now: int) -> Change:
        brief = self.brief
        was = {
            ChangeKind.SIZE_MAX: brief.size[1],
            ChangeKind.SIZE_MIN: brief.size[0],
            ChangeKind.JOURNEY: brief.max_travel,
            ChangeKind.HOURS: brief.hours,
            ChangeKind.BARRED: 0,
            ChangeKind.EXCLUSION: slack.other,
        }.get(slack.kind, 1)
        if slack.kind == ChangeKind.ROLE:
            was = brief.roles[slack.index].min
        return Change(slack.kind, slack.index, was, now)

    def _changed(self, amounts: dict[Slack, int]) -> Instance:
        instance = self.instance
        for slack, now in amounts.items():
            instance = changed(instance, 0, self._change(slack, now))
        return instance

    def _possible(self, amounts: dict[Slack, int]) -> bool:
        return not Elastic(self._changed(amounts), EVERY_KIND).solve(self.limits).infeasible

    def _team(self, amounts: dict[Slack, int]) -> Team | None:
        problem = Problem.of(self._changed(amounts))
        return best_team(State(problem), problem.views[0], self.limits, fair=True).team


def changed(instance: Instance, index: int, change: Change) -> Instance:
    """The instance with one change made to one of its briefs."""
    brief = instance.briefs[index]
    if change.kind == ChangeKind.EXCLUSION:
        return replace(instance, exclusions=instance.exclusions - {(change.index, change.was)})
    briefs = (*instance.briefs[:index], _changed_brief(brief, change), *instance.briefs[index + 1 :])
    return replace(instance, briefs=briefs)


def _changed_brief(brief: Brief, change: Change) -> Brief:
    one, now = change.index, change.now
    changes: dict[ChangeKind, Callable[[], Brief]] = {
        ChangeKind.SIZE_MAX: lambda: replace(brief, size=(brief.size[0], now)),
        ChangeKind.SIZE_MIN: lambda: replace(brief, size=(now, brief.size[1])),
        ChangeKind.JOURNEY: lambda: replace(brief, max_travel=now),
        ChangeKind.HOURS: lambda: replace(brief, hours=now),
        ChangeKind.LANGUAGE_ANY: lambda: replace(
            brief, lang_any=tuple(v for v in brief.lang_any if v != one)
        ),
        ChangeKind.LEARNER: lambda: replace(
            brief, learner=replace(brief.learner, hard=False) if brief.learner else None
        ),
        ChangeKind.REQUIREMENT: lambda: replace(
            brief,
            req=tuple(replace(r, mandatory=r.mandatory and k != one) for k, r in enumerate(brief.req)),
        ),
        ChangeKind.ROLE: lambda: replace(
            brief, roles=tuple(replace(r, min=now if k == one else r.min) for k, r in enumerate(brief.roles))
        ),
        ChangeKind.LANGUAGE: lambda: replace(brief, lang=None),
        ChangeKind.PINNED: lambda: replace(brief, pinned=brief.pinned - {one}),
        ChangeKind.BARRED: lambda: replace(brief, barred=brief.barred - {one}),
    }
    return changes[change.kind]()
