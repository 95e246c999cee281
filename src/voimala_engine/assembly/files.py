"""Reads and writes the files of `portfolio-assembly/1` and `portfolio-assembly-solution/1`, plain or gzipped.

The format is described in docs/algorithms/assembly.md. Reading refuses what is damaged or contradicts
itself and names the field; writing replaces the whole file or leaves the old one. It must not grow a second
format."""

import gzip
import json
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from voimala_engine.assembly.consistency import refuse_contradictions
from voimala_engine.assembly.instance import (
    Brief,
    Competence,
    CompetenceKind,
    Instance,
    InstanceRefused,
    LearnerSeat,
    Municipality,
    Organisation,
    Person,
    Requirement,
    Role,
    Weights,
)
from voimala_engine.assembly.reading import Field
from voimala_engine.assembly.solution import Solution

INSTANCE_FORMAT = "portfolio-assembly/1"
SOLUTION_FORMAT = "portfolio-assembly-solution/1"
GZIP_MAGIC = b"\x1f\x8b"


def read_instance(path: Path | str) -> Instance:
    """Raises InstanceRefused when the content is not a sound instance, OSError when the file cannot be
    read."""
    return instance_from_document(_parsed(Path(path)))


def read_solution(path: Path | str) -> dict[str, Any]:
    """The document as it is. Raises InstanceRefused when it is not a solution file."""
    root = Field("", _parsed(Path(path)))
    found = root.child("format")
    if found.text() != SOLUTION_FORMAT:
        raise found.refused(f"must be {SOLUTION_FORMAT!r}, is {found.value!r}")
    return root.members()


def _parsed(path: Path) -> object:
    raw = path.read_bytes()
    if raw.startswith(GZIP_MAGIC):
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise InstanceRefused("file", f"the gzip data is damaged or cut short ({error})") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InstanceRefused("file", f"is not UTF-8 text: byte {error.start} cannot be read") from error
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InstanceRefused("file", f"is not complete JSON: {error.msg} at {where}") from error
    except (RecursionError, ValueError) as error:
        raise InstanceRefused("file", f"is not readable JSON: {error}") from error
    return document


def instance_from_document(document: object) -> Instance:
    """The instance described by parsed JSON; raises InstanceRefused with the path of the first faulty
    field."""
    root = Field("", document)
    found = root.child("format")
    if found.text() != INSTANCE_FORMAT:
        raise found.refused(f"must be {INSTANCE_FORMAT!r}, is {found.value!r}")
    sectors = tuple(item.text() for item in root.child("sectors").items())
    languages = tuple(item.text() for item in root.child("languages").items())
    regions = root.child("n_regions").whole(1)
    municipalities = tuple(_municipality(item, regions) for item in root.child("municipalities").items())
    places = len(municipalities)
    travel = tuple(
        tuple(minutes.whole() for minutes in row.items(places)) for row in root.child("travel").items(places)
    )
    competences = tuple(_competence(item) for item in root.child("competences").items())
    orgs = tuple(
        _organisation(item, len(sectors), places, len(competences)) for item in root.child("orgs").items()
    )
    people_fields = list(root.child("people").items())
    people = tuple(
        _person(item, len(orgs), len(sectors), places, len(languages), len(competences))
        for item in people_fields
    )
    instance = Instance(
        name=root.child("name").text(),
        size=root.child("size").text(),
        seed=root.child("seed").whole(),
        sectors=sectors,
        languages=languages,
        n_regions=regions,
        municipalities=municipalities,
        travel=travel,
        competences=competences,
        orgs=orgs,
        people=people,
        ties=_pairs(root.child("ties"), len(people)),
        exclusions=_pairs(root.child("exclusions"), len(people)),
        briefs=tuple(
            _brief(item, places, len(languages), len(people), len(sectors), len(competences))
            for item in root.child("pilots").items()
        ),
        tau=root.child("tau").number(0, 1),
        weights=_weights(root.child("weights")),
    )
    refuse_contradictions(instance)
    return instance


def _municipality(field: Field, regions: int) -> Municipality:
    return Municipality(
        region=field.child("region").identifier(regions, "region"),
        x=field.child("x").number(-1e6),
        y=field.child("y").number(-1e6),
    )


def _competence(field: Field) -> Competence:
    kind = field.child("kind")
    if kind.text() not in set(CompetenceKind):
        raise kind.refused(f"must be 'prof' or 'strength', is {kind.value!r}")
    return Competence(CompetenceKind(kind.text()))


def _organisation(field: Field, sectors: int, places: int, competences: int) -> Organisation:
    committed = field.child("committed")
    if committed.whole() == 0:
        raise committed.refused("must be greater than 0: the used share of 0 hours is not defined")
    return Organisation(
        sector=field.child("sector").identifier(sectors, "sector"),
        muni=field.child("muni").identifier(places, "municipality"),
        committed=committed.whole(),
        uses=frozenset(field.child("uses").identifiers(competences, "competence")),
    )


def _person(field: Field, orgs: int, sectors: int, places: int, languages: int, competences: int) -> Person:
    levels: dict[int, int] = {}
    for pair in field.child("comp").items():
        competence, level = pair.items(2)
        identifier = competence.identifier(competences, "competence")
        if identifier in levels:
            raise competence.refused(f"competence {identifier} is listed twice")
        levels[identifier] = level.whole(1, 5)
    return Person(
        org=field.child("org").identifier(orgs, "organisation"),
        sector=field.child("sector").identifier(sectors, "sector"),
        muni=field.child("muni").identifier(places, "municipality"),
        langs=frozenset(field.child("langs").identifiers(languages, "language")),
        hours=field.child("hours").whole(),
        comp=levels,
    )


def _pairs(field: Field, people: int) -> frozenset[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for item in field.items():
        first, second = (one.identifier(people, "person") for one in item.items(2))
        if first >= second:
            raise item.refused(f"must be two different people, the smaller id first, is [{first}, {second}]")
        if (first, second) in pairs:
            raise item.refused(f"[{first}, {second}] is listed twice")
        pairs.add((first, second))
    return frozenset(pairs)


def _brief(field: Field, places: int, languages: int, people: int, sectors: int, competences: int) -> Brief:
    smallest, largest = (item.whole() for item in field.child("size").items(2))
    req = tuple(_requirement(item, competences) for item in field.child("req").items())
    field.child("learner")
    learner = field.optional("learner")
    barred = frozenset(field.child("barred").identifiers(people, "person", repeats=True))
    for item in field.child("pinned").items():
        if item.identifier(people, "person") in barred:
            raise item.refused(f"person {item.value} is both pinned and barred")
    return Brief(
        phenomenon=field.child("phenomenon").text(),
        target=field.child("target").text(),
        setting=field.child("setting").text(),
        muni=field.child("muni").identifier(places, "municipality"),
        hours=field.child("hours").whole(),
        size=(smallest, largest),
        lang=field.child("lang").identifier(languages, "language"),
        lang_any=tuple(field.child("lang_any").identifiers(languages, "language")),
        max_travel=field.child("max_travel").whole(),
        barred=barred,
        pinned=frozenset(field.child("pinned").identifiers(people, "person")),
        roles=tuple(_role(item, sectors) for item in field.child("roles").items()),
        req=req,
        learner=None if learner is None else _learner(learner, len(req)),
    )


def _role(field: Field, sectors: int) -> Role:
    return Role(
        role=field.child("role").text(),
        sectors=frozenset(field.child("sectors").identifiers(sectors, "sector")),
        min=field.child("min").whole(),
    )


def _requirement(field: Field, competences: int) -> Requirement:
    return Requirement(
        c=field.child("c").identifier(competences, "competence"),
        level=field.child("level").whole(1, 5),
        w=field.child("w").number(),
        mandatory=field.child("mandatory").flag(),
    )


def _learner(field: Field, requirements: int) -> LearnerSeat:
    return LearnerSeat(
        req=field.child("req").identifier(requirements, "requirement"), hard=field.child("hard").flag()
    )


def _weights(field: Field) -> Weights:
    names = ("staff", "pair", "tie", "strength", "learner", "travel", "seat", "fair")
    amounts = {name: field.child(name).number() for name in names}
    return Weights(pair_cap=field.child("pair_cap").whole(), **amounts)


def instance_document(instance: Instance) -> dict[str, Any]:
    """The instance in the file format.

    Raises InstanceRefused when it holds what the format has no word for (unknowns, named seats).
    """
    document: dict[str, Any] = {
        "format": INSTANCE_FORMAT,
        "name": instance.name,
        "size": instance.size,
        "seed": instance.seed,
        "sectors": list(instance.sectors),
        "languages": list(instance.languages),
        "n_regions": instance.n_regions,
        "municipalities": [
            {"region": place.region, "x": place.x, "y": place.y} for place in instance.municipalities
        ],
        "travel": [list(row) for row in instance.travel],
        "competences": [{"kind": str(competence.kind)} for competence in instance.competences],
        "orgs": [
            {"sector": org.sector, "muni": org.muni, "committed": org.committed, "uses": sorted(org.uses)}
            for org in instance.orgs
        ],
        "people": [_person_document(index, person) for index, person in enumerate(instance.people)],
        "ties": [list(pair) for pair in sorted(instance.ties)],
        "exclusions": [list(pair) for pair in sorted(instance.exclusions)],
        "pilots": [_brief_document(index, brief) for index, brief in enumerate(instance.briefs)],
        "tau": instance.tau,
        "weights": {name: getattr(instance.weights, name) for name in Weights.__dataclass_fields__},
    }
    instance_from_document(document)
    return document


def _person_document(index: int, person: Person) -> dict[str, Any]:
    if not person.profile_known or person.langs is None:
        raise InstanceRefused(f"people[{index}]", "the file format has no word for what is not known")
    return {
        "org": person.org,
        "sector": person.sector,
        "muni": person.muni,
        "langs": sorted(person.langs),
        "hours": person.hours,
        "comp": [[competence, level] for competence, level in sorted(person.comp.items())],
    }


def _brief_document(index: int, brief: Brief) -> dict[str, Any]:
    if brief.named_seats:
        raise InstanceRefused(f"pilots[{index}]", "the file format has no word for named seats")
    learner = brief.learner
    return {
        "phenomenon": brief.phenomenon,
        "target": brief.target,
        "setting": brief.setting,
        "muni": brief.muni,
        "hours": brief.hours,
        "size": list(brief.size),
        "lang": brief.lang,
        "lang_any": list(brief.lang_any),
        "max_travel": brief.max_travel,
        "barred": sorted(brief.barred),
        "pinned": sorted(brief.pinned),
        "roles": [
            {"role": role.role, "sectors": sorted(role.sectors), "min": role.min} for role in brief.roles
        ],
        "req": [{"c": r.c, "level": r.level, "w": r.w, "mandatory": r.mandatory} for r in brief.req],
        "learner": None if learner is None else {"req": learner.req, "hard": learner.hard},
    }


def solution_document(solution: Solution) -> dict[str, Any]:
    """The solution in the file format, with the figures of the search beside it."""
    return {
        "format": SOLUTION_FORMAT,
        "instance": solution.instance,
        "teams": {str(brief): list(team.members) for brief, team in sorted(solution.teams.items())},
        "objective": solution.objective,
        "bound": solution.bound,
        "unstaffed": {
            str(brief): {"reason": unstaffed.reason, "proof": unstaffed.proof}
            for brief, unstaffed in sorted(solution.unstaffed.items())
        },
        "status": str(solution.status),
        "gap": solution.gap,
        "quality_gap": solution.quality_gap,
        "seed": solution.seed,
        "seconds": round(solution.seconds, 3),
    }


def write_instance(instance: Instance, path: Path | str) -> None:
    _write(instance_document(instance), Path(path))


def write_solution(solution: Solution, path: Path | str) -> None:
    """Raises OSError when the place cannot be written; an older file then stays as it was."""
    _write(solution_document(solution), Path(path))


def _write(document: dict[str, Any], path: Path) -> None:
    raw = (json.dumps(document, separators=(",", ":"), ensure_ascii=False) + "\n").encode()
    if path.name.endswith(".gz"):
        raw = gzip.compress(raw, compresslevel=6, mtime=0)
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
