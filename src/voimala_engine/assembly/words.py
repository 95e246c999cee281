"""Absence in plain English sentences, for files and logs; pages word the structured conflicts themselves.

It must not grow translations.
"""

from voimala_engine.assembly.instance import Instance
from voimala_engine.assembly.solution import ConditionKind, Conflict, ConflictKind

SENTENCES = {
    ConflictKind.NO_ROLE: "Role {role} needs {need} people; {have} eligible.",
    ConflictKind.NO_CANDIDATE: (
        "Nobody eligible has competence {competence} at level {level} (requirement {index})."
    ),
    ConflictKind.NO_LANGUAGE: "Nobody eligible speaks {language}.",
    ConflictKind.NO_LEARNER: "Nobody eligible is still learning requirement {index}.",
    ConflictKind.NO_MENTOR: "Nobody eligible is above the level of requirement {index}.",
    ConflictKind.TOO_FEW: "The smallest team is {need}; {have} people are eligible.",
    ConflictKind.COVER_SIZE: "What is mandatory needs more than {have} members.",
    ConflictKind.PINNED_NOT_ELIGIBLE: "Pinned but not eligible: {people} ({conditions}).",
    ConflictKind.PINNED_TOO_MANY: "More people are pinned than the largest team, {have}.",
    ConflictKind.PINNED_EXCLUDED: "Pinned, but never in the same team: {people}.",
    ConflictKind.TOGETHER: "These cannot all hold: {conditions}.",
    ConflictKind.CONTENTION: "A team exists for this brief alone; others here use its people or hours.",
    ConflictKind.NOT_WORTH: "A team exists, but by the weights it is worth no more than none.",
    ConflictKind.NOT_FOUND: "The time ran out before a team was found or its absence proven.",
}
CONDITIONS = {
    ConditionKind.SIZE_MIN: "at least {smallest} members",
    ConditionKind.SIZE_MAX: "at most {largest} members",
    ConditionKind.ROLE: "role {role}",
    ConditionKind.REQUIREMENT: "competence {competence}",
    ConditionKind.LANGUAGE: "language {language}",
    ConditionKind.LEARNER: "learner and mentor of requirement {index}",
    ConditionKind.PINNED: "person {index} pinned",
    ConditionKind.EXCLUSIONS: "people who are never in the same team",
    ConditionKind.COMMITTED: "the organisations' committed hours",
    ConditionKind.TIME: "too little time",
    ConditionKind.JOURNEY: "too long a journey",
    ConditionKind.WORKING_LANGUAGE: "does not speak {language}",
}


def in_words(instance: Instance, brief: int, conflicts: list[Conflict]) -> str:
    """One sentence for each conflict."""
    return " ".join(_sentence(instance, brief, conflict) for conflict in conflicts)


def _sentence(instance: Instance, brief: int, conflict: Conflict) -> str:
    conditions = (
        CONDITIONS[condition.kind].format(**_names(instance, brief, condition.kind, condition.index))
        for condition in conflict.conditions
    )
    return SENTENCES[conflict.kind].format(
        **_names(instance, brief, conflict.kind, conflict.index),
        have=conflict.have,
        need=conflict.need,
        people=" and ".join(str(person) for person in conflict.people),
        conditions=", ".join(conditions),
    )


def _names(
    instance: Instance, index: int, kind: ConflictKind | ConditionKind, what: int
) -> dict[str, str | int]:
    brief = instance.briefs[index]
    names: dict[str, str | int] = {"index": what, "smallest": brief.size[0], "largest": brief.size[1]}
    if kind in (ConflictKind.NO_ROLE, ConditionKind.ROLE):
        names["role"] = brief.roles[what].role
    elif kind in (ConflictKind.NO_LANGUAGE, ConditionKind.LANGUAGE, ConditionKind.WORKING_LANGUAGE):
        names["language"] = instance.languages[what]
    elif kind in (ConflictKind.NO_CANDIDATE, ConditionKind.REQUIREMENT):
        names |= {"competence": brief.req[what].c, "level": brief.req[what].level}
    return names
