"""Refuses instances whose values contradict each other, with the path of the faulty field.

Works on `Instance`, so a file and a caller in memory are judged alike; the paths use the words of the file
format (`pilots` for briefs). What only a file can get wrong (types, positions in lists) is refused while
reading."""

from collections.abc import Iterable
from math import isfinite

from voimala_engine.assembly.instance import LEVELS, Brief, Instance, InstanceRefused, Person


def refuse_contradictions(instance: Instance) -> None:
    """Raises InstanceRefused at the first value out of its range or at odds with another."""
    _travel(instance)
    for index, organisation in enumerate(instance.orgs):
        path = f"orgs[{index}]"
        if organisation.committed is not None and organisation.committed < 0:
            raise InstanceRefused(f"{path}.committed", "must not be negative")
        _optional_id(f"{path}.sector", organisation.sector, len(instance.sectors), "sector")
        _optional_id(f"{path}.muni", organisation.muni, len(instance.municipalities), "municipality")
        _ids(f"{path}.uses", organisation.uses, len(instance.competences), "competence")
    for index, person in enumerate(instance.people):
        _person(f"people[{index}]", person, instance)
    for name, pairs in (("ties", instance.ties), ("exclusions", instance.exclusions)):
        for first, second in pairs:
            if not 0 <= first < second < len(instance.people):
                raise InstanceRefused(name, f"[{first}, {second}] must be two person ids, the smaller first")
    for index, brief in enumerate(instance.briefs):
        _brief(f"pilots[{index}]", brief, instance)
    _weights(instance)


def _travel(instance: Instance) -> None:
    count = len(instance.municipalities)
    for index, municipality in enumerate(instance.municipalities):
        if not 0 <= municipality.region < instance.n_regions:
            raise InstanceRefused(
                f"municipalities[{index}].region",
                f"no region {municipality.region} among {instance.n_regions}",
            )
    if len(instance.travel) != count:
        raise InstanceRefused("travel", f"has {len(instance.travel)} rows for {count} municipalities")
    for row, minutes in enumerate(instance.travel):
        if len(minutes) != count:
            raise InstanceRefused(f"travel[{row}]", f"has {len(minutes)} columns for {count} municipalities")
    for row, minutes in enumerate(instance.travel):
        for column, value in enumerate(minutes):
            if value is not None and value < 0:
                raise InstanceRefused(f"travel[{row}][{column}]", "must not be negative")
            if column < row and value != instance.travel[column][row]:
                raise InstanceRefused(
                    f"travel[{row}][{column}]",
                    f"is {value}, but travel[{column}][{row}] is {instance.travel[column][row]}",
                )


def _person(path: str, person: Person, instance: Instance) -> None:
    _optional_id(f"{path}.org", person.org, len(instance.orgs), "organisation")
    _optional_id(f"{path}.sector", person.sector, len(instance.sectors), "sector")
    _optional_id(f"{path}.muni", person.muni, len(instance.municipalities), "municipality")
    if person.hours is not None and person.hours < 0:
        raise InstanceRefused(f"{path}.hours", "must not be negative")
    if person.langs is not None:
        _ids(f"{path}.langs", person.langs, len(instance.languages), "language")
    _ids(f"{path}.comp", person.comp, len(instance.competences), "competence")
    _ids(f"{path}.absent", person.absent, len(instance.competences), "competence")
    for competence, level in person.comp.items():
        if level not in LEVELS:
            raise InstanceRefused(f"{path}.comp", f"level {level} of competence {competence} is not 1 to 5")
        if competence in person.absent:
            raise InstanceRefused(f"{path}.absent", f"competence {competence} is also known")


def _brief(path: str, brief: Brief, instance: Instance) -> None:
    _optional_id(f"{path}.muni", brief.muni, len(instance.municipalities), "municipality")
    _optional_id(f"{path}.lang", brief.lang, len(instance.languages), "language")
    _ids(f"{path}.lang_any", brief.lang_any, len(instance.languages), "language")
    for name, value in (("hours", brief.hours), ("max_travel", brief.max_travel)):
        if value < 0:
            raise InstanceRefused(f"{path}.{name}", "must not be negative")
    smallest, largest = brief.size
    if smallest < 0:
        raise InstanceRefused(f"{path}.size[0]", "must not be negative")
    if smallest > largest:
        raise InstanceRefused(
            f"{path}.size", f"the smallest team ({smallest}) is larger than the largest ({largest})"
        )
    _ids(f"{path}.barred", brief.barred, len(instance.people), "person")
    _ids(f"{path}.pinned", brief.pinned, len(instance.people), "person")
    for person in sorted(brief.pinned & brief.barred):
        raise InstanceRefused(f"{path}.pinned", f"person {person} is both pinned and barred")
    _demands(path, brief, instance)
    for index, seat in enumerate(brief.named_seats):
        seat_path = f"{path}.named_seats[{index}]"
        _optional_id(f"{seat_path}.sector", seat.sector, len(instance.sectors), "sector")
        _ids(f"{seat_path}.roles", seat.roles, len(brief.roles), "role")
        _ids(f"{seat_path}.meets", seat.meets, len(brief.req), "requirement")
        _ids(f"{seat_path}.languages", seat.languages, len(instance.languages), "language")


def _demands(path: str, brief: Brief, instance: Instance) -> None:
    for index, role in enumerate(brief.roles):
        _ids(f"{path}.roles[{index}].sectors", role.sectors, len(instance.sectors), "sector")
        if role.min < 0:
            raise InstanceRefused(f"{path}.roles[{index}].min", "must not be negative")
    for index, requirement in enumerate(brief.req):
        _ids(f"{path}.req[{index}].c", (requirement.c,), len(instance.competences), "competence")
        if requirement.level not in LEVELS:
            message = f"{requirement.level} is not a level from 1 to 5"
            raise InstanceRefused(f"{path}.req[{index}].level", message)
        _amount(f"{path}.req[{index}].w", requirement.w)
    if brief.learner is not None:
        _ids(f"{path}.learner.req", (brief.learner.req,), len(brief.req), "requirement")


def _weights(instance: Instance) -> None:
    weights = instance.weights
    for name in ("staff", "pair", "tie", "strength", "learner", "travel", "seat", "fair"):
        _amount(f"weights.{name}", getattr(weights, name))
    if weights.pair_cap < 0:
        raise InstanceRefused("weights.pair_cap", "must not be negative")
    if not isfinite(instance.tau) or not 0 <= instance.tau <= 1:
        raise InstanceRefused("tau", "must be a share between 0 and 1")


def _amount(path: str, value: float) -> None:
    if not isfinite(value):
        raise InstanceRefused(path, "must be a finite number")
    if not 0 <= value <= 1e6:
        raise InstanceRefused(path, "must be between 0 and 1000000")


def _optional_id(path: str, value: int | None, count: int, what: str) -> None:
    if value is not None:
        _ids(path, (value,), count, what)


def _ids(path: str, values: Iterable[int], count: int, what: str) -> None:
    for value in values:
        if not 0 <= value < count:
            raise InstanceRefused(path, f"there is no {what} {value} (there are {count})")
