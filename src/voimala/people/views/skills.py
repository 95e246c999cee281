"""Skills as the pages of people show them."""

from dataclasses import dataclass, field

from voimala.people.models import Competence, Level

FILLS = {Level.BEGINNING: "asked", Level.CAN: "willing", Level.CAN_TEACH: "confirmed"}


@dataclass(frozen=True)
class Skill:
    competence: Competence
    level: Level

    @property
    def fill(self) -> str:
        return FILLS[self.level]


@dataclass
class Skills:
    """One kind of competence of one person, in the three states. `unknown` is never "no"."""

    known: list[Skill] = field(default_factory=list)
    absent: list[Competence] = field(default_factory=list)
    unknown: list[Competence] = field(default_factory=list)
