"""What the engine tells people who form a group: other ways, questions, relaxations, whom to look for.

Plain frozen data, cheap to import; `near_equal`, `questioning`, `loosening` and `newcomers` find it. It must
not grow wording for pages."""

from dataclasses import dataclass
from enum import StrEnum

from voimala_engine.assembly.solution import Need, Team


@dataclass(frozen=True, slots=True)
class Way:
    """One of several near-equal teams of a brief; the first is the solution's own."""

    team: Team
    objective: float
    """Of the whole with this team, in points, the fairness term taken off."""
    loss: float
    """Points below the solution's objective; negative where the solution was not the best."""
    finished: bool
    """True: proven the best team that differs enough from all earlier ways (the first way: always True)."""


class QuestionKind(StrEnum):
    COMPETENCE = "competence"
    """`index`: requirement of the brief. Has the person its competence at `Question.level`?"""
    HOURS = "hours"
    """Has the person the brief's time?"""
    PLACE = "place"
    """Is the brief within the longest journey for the person?"""
    LANGUAGE = "language"
    """`index`: language id. Does the person speak it? The brief's own language, or one of `lang_any`."""
    SECTOR = "sector"
    """`index`: sector id. Does the person work in that sector?"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is not known about one person, and what each answer would change."""

    person: int
    kind: QuestionKind
    index: int
    """Requirement, language or sector id; -1 for hours and place."""
    gain: float
    """Points of the objective won by a yes. May be negative when the yes closes an open need."""
    loss: float
    """Points of the objective lost by a no, >= 0 unless needs open up."""
    closes: tuple[Need, ...]
    """Needs open today that a yes closes."""
    covers: tuple[int, ...]
    """Requirements nobody in today's team is known to cover and somebody in the yes team is."""
    if_yes: Team | None
    """The best team after a yes."""
    if_no: Team | None
    """The best team after a no; None: there is none then."""
    checked: bool
    """True: both teams come from finished searches with just this answer filled in."""
    level: int = 0
    """Lowest level that makes the answer a yes, 1..5; 0 unless `kind` is competence."""


class ChangeKind(StrEnum):
    """In the order of gentleness, gentlest first; `index`, `was` and `now` of each."""

    SIZE_MAX = "size_max"
    """The largest team grows from `was` to `now` people."""
    JOURNEY = "journey"
    """The longest journey grows from `was` to `now` minutes."""
    HOURS = "hours"
    """Each member gives `now` instead of `was` units of time."""
    SIZE_MIN = "size_min"
    """The smallest team shrinks from `was` to `now` people."""
    LANGUAGE_ANY = "language_any"
    """Language `index` need not be spoken by anybody; 1 -> 0."""
    LEARNER = "learner"
    """The learner seat of requirement `index` is no longer a must; 1 -> 0."""
    REQUIREMENT = "requirement"
    """Requirement `index` is no longer mandatory; 1 -> 0."""
    ROLE = "role"
    """Role `index` needs `now` instead of `was` people."""
    LANGUAGE = "language"
    """Members need not speak the brief's language `index`; 1 -> 0."""
    PINNED = "pinned"
    """Person `index` need not be in the team; 1 -> 0."""
    BARRED = "barred"
    """Person `index` may be in the team; 0 -> 1."""
    EXCLUSION = "exclusion"
    """Person `index` and person `was` may be in the same team; `now` is -1."""


@dataclass(frozen=True, slots=True)
class Change:
    kind: ChangeKind
    index: int
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changes that together make a team possible; leaving any of them out makes it impossible again."""

    changes: tuple[Change, ...]
    """Gentlest first."""
    team: Team
    """The best team of the changed brief alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One further person whose arrival alone makes a team possible. Such a person has the time, speaks the
    brief's language and lives near enough; nothing else than what is said here is asked of them."""

    sector: int | None
    """None: any sector, or none."""
    requirements: tuple[int, ...]
    """Requirements of the brief the person must cover."""
    languages: tuple[int, ...]
    """Languages of `lang_any` the person must speak, the brief's own language aside."""
    sectors: tuple[int, ...] = ()
    """Every sector that would do; `sector` is the first. Empty with `sector` None."""
    learner: int | None = None
    """Requirement the person must still be learning (1 <= level < its level) for a hard learner seat."""
    mentor: int | None = None
    """Requirement the person must be above for a hard learner seat."""
