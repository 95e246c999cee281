"""Whom to ask first when there is no group: what nobody has told may be all that is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from voimala.assembly.models.run import Run
from voimala.assembly.models.wording import inside
from voimala.core.viewer import Viewer
from voimala.networks.models import Sector
from voimala.people.models import Person

MOST = 3
FEW = frozenset({"too_few", "no_role", "no_candidate", "no_learner", "no_mentor", "no_language"})
"""Conflicts that more people would help."""


@dataclass(frozen=True)
class AskFirst:
    """`people` are some whose sector nobody knows, and `more` how many others: one may be of those missing.

    `untold` wait to be told that they are here; until then none of them may be suggested. `few` says that
    anybody new would help.
    """

    sectors: tuple[str, ...]
    people: tuple[Person, ...]
    more: int
    untold: int
    few: bool

    def __bool__(self) -> bool:
        return bool(self.people or self.untold or self.few)


def ask_first(run: Run, viewer: Viewer) -> AskFirst:
    """Two queries at most. Experts by experience are left out: what they are, only they themselves say."""
    register = Person.objects.visible_to(viewer).of(run.network_id)
    missing = sectors_missing(run.conflicts)
    unknown: list[Person] = []
    if missing:
        unplaced = Q(own_sector="") & (Q(unit=None) | Q(unit__sector=""))
        found = register.suggestable().filter(unplaced).exclude(kind=Person.Kind.EXPERT)
        unknown = list(found.select_related("organisation").order_by("sort_key", "pk"))
    return AskFirst(
        sectors=tuple(inside(Sector(code).label) for code in missing),
        people=tuple(unknown[:MOST]),
        more=len(unknown[MOST:]),
        untold=register.to_be_told().count(),
        few=any(conflict["kind"] in FEW for conflict in run.conflicts),
    )


def sectors_missing(conflicts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Sectors that stand in the way, alone or with something else, each once in the order of the proof."""
    found = []
    for conflict in conflicts:
        if conflict["kind"] == "no_role":
            found.append(conflict["code"])
        found += [each["code"] for each in conflict.get("conditions", ()) if each["kind"] == "role"]
    return list(dict.fromkeys(found))
