"""What the invented people do for a living, and what somebody in that work usually can."""

from dataclasses import dataclass

from demo.reading import Entry, invented

# Nobody has told of these yet: a need that asks for one shows what "to be asked" means.
UNHEARD = frozenset({"arviointihaastattelu", "kotoutuminen"})


@dataclass(frozen=True)
class RolePlan:
    """A work role: how many people, where they work, what they can.

    `units` are plain Finnish names of units; `freelance` is the share of freelancers among employees;
    `usual` maps competence codes to the levels that people have (drawn evenly).
    """

    name: str
    sector: str
    count: int
    kind: str
    usual: dict[str, tuple[int, ...]]
    units: tuple[str, ...]
    freelance: float


def role_plans() -> list[RolePlan]:
    return [role_plan(entry) for entry in invented("roles")]


def role_plan(entry: Entry) -> RolePlan:
    return RolePlan(
        name=entry["name"],
        sector=entry["sector"],
        count=entry["count"],
        kind=entry["kind"],
        usual={code: tuple(levels) for code, levels in entry["usual"].items()},
        units=tuple(entry.get("units", ())),
        freelance=entry.get("freelance", 0.0),
    )
