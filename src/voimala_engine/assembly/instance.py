"""What one assembly problem consists of, as plain frozen data.

Every field says its unit, range, default and meaning. Ids are 0-based positions in the instance's own
lists; `key` is any text the caller wants back (a public id). Times are whole units of one kind throughout
an instance (hours in files; a caller may use minutes). ``None`` always means "not known" or "not agreed",
never zero. It must not grow rules: what makes somebody eligible is in `eligibility`, what a team is worth
in `value`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LEVELS = range(1, 6)
"""Levels of a competence: 1 (a beginning) to 5 (can teach others)."""


class InstanceRefused(ValueError):
    """The instance is damaged or contradicts itself; `path` names the faulty field, `message` what is
    wrong."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


class CompetenceKind(StrEnum):
    PROFESSIONAL = "prof"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A place people live and briefs happen in; `x`, `y` in kilometres, for maps only."""

    region: int
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Competence:
    kind: CompetenceKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    committed: int | None
    """Time the partnership agreement gives for the period, > 0 in files, >= 0 otherwise.
    None: not agreed, so no cap and no part in the fairness term. 0: nobody can be taken."""
    uses: frozenset[int] = frozenset()
    """Strengths (competence ids) the employer already uses in its people's jobs."""
    sector: int | None = None
    muni: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    org: int | None
    """Employer; None: no employer, so no cap, no fairness, and no employer that would use a strength."""
    sector: int | None
    """None: not known; the person fills no role and makes no cross-sector pair."""
    muni: int | None
    """Home municipality; None: not known, never excluded for travel, cost counted at the brief's own
    limit."""
    langs: frozenset[int] | None
    """Languages spoken; None: not known, possible everywhere, to be asked."""
    hours: int | None
    """Time available in the period, >= 0; None: not known, so no cap, to be asked."""
    comp: Mapping[int, int] = field(default_factory=dict)
    """Known competences: id -> level 1..5."""
    absent: frozenset[int] = frozenset()
    """Competences known to be absent."""
    profile_known: bool = True
    """True: whatever is in neither `comp` nor `absent` is absent (the meaning of files).
    False: it is not known."""
    key: str = ""

    def level(self, competence: int) -> int | None:
        """The level 1..5, 0 when known to be absent, None when not known."""
        known = self.comp.get(competence)
        if known is not None:
            return known
        return 0 if self.profile_known or competence in self.absent else None


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    sectors: frozenset[int]
    """Sectors that fill the role."""
    min: int
    """Smallest number of members from those sectors, >= 0."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    c: int
    """Competence id."""
    level: int
    """Lowest level that covers it, 1..5."""
    w: float
    """Worth when covered, >= 0."""
    mandatory: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class LearnerSeat:
    """A member below the level of requirement `req` (but above nothing) beside one above it."""

    req: int
    hard: bool
    """True: a team without the pair is not valid. False: the pair earns `Weights.learner`."""


@dataclass(frozen=True, slots=True)
class NamedSeat:
    """A seat a unit or an association fills by itself. It stays outside the model: sizes and role minima
    shrink by it, what it meets need not be met again, and it earns nothing."""

    sector: int | None = None
    roles: frozenset[int] = frozenset()
    """Role indexes it fills besides those its sector fills."""
    meets: frozenset[int] = frozenset()
    """Requirement indexes it is declared to meet."""
    languages: frozenset[int] = frozenset()
    """Languages of `Brief.lang_any` it is declared to bring."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What one pilot needs; a file calls it a pilot."""

    muni: int | None
    """Where it happens; None: not known, so travel neither excludes nor costs."""
    hours: int
    """Time of each member, >= 0."""
    size: tuple[int, int]
    """Smallest and largest team, named seats included, 0 <= lo <= hi."""
    lang: int | None
    """The working language every member speaks; None: any."""
    max_travel: int
    """Longest journey of a member, minutes one way, >= 0."""
    lang_any: tuple[int, ...] = ()
    """Each is spoken by at least one member."""
    barred: frozenset[int] = frozenset()
    """People who may not be used here."""
    pinned: frozenset[int] = frozenset()
    """People who must be in the team."""
    roles: tuple[Role, ...] = ()
    req: tuple[Requirement, ...] = ()
    learner: LearnerSeat | None = None
    named_seats: tuple[NamedSeat, ...] = ()
    phenomenon: str = ""
    target: str = ""
    setting: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a good team is made of, in points, all >= 0. `seat` per member and `travel` per started 10
    minutes are costs; `fair` multiplies the largest distance of an organisation's used share from
    `Instance.tau`."""

    staff: float = 1000
    pair: float = 3
    pair_cap: int = 10
    """Pairs beyond this number earn nothing."""
    tie: float = 10
    strength: float = 8
    learner: float = 15
    travel: float = 1
    seat: float = 4
    fair: float = 10


@dataclass(frozen=True, slots=True)
class Instance:
    name: str
    people: tuple[Person, ...]
    briefs: tuple[Brief, ...]
    orgs: tuple[Organisation, ...] = ()
    competences: tuple[Competence, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    travel: tuple[tuple[int | None, ...], ...] = ()
    """Minutes one way, [from][to], symmetric, >= 0; None: not known, counted like an unknown home."""
    ties: frozenset[tuple[int, int]] = frozenset()
    """Pairs (i, j), i < j, that have worked together before."""
    exclusions: frozenset[tuple[int, int]] = frozenset()
    """Pairs (i, j), i < j, never in the same team."""
    tau: float = 0.4
    """Target share of the committed time, 0..1."""
    weights: Weights = field(default_factory=Weights)
    size: str = ""
    seed: int = 0
    n_regions: int = 1
