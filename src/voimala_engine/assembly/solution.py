"""What a solve gives back: teams, what is still to be asked, what could not be staffed and why, and the
proof.

Plain frozen data; it must not grow behaviour beyond figures derived from its own fields.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    OPTIMAL = "optimal"
    """Proven: bound - objective < 1e-4."""
    FEASIBLE = "feasible"
    """Valid teams or a valid choice to leave briefs out, not proven best."""
    INFEASIBLE = "infeasible"
    """Proven: no brief of the instance can be staffed."""


class NeedKind(StrEnum):
    REQUIREMENT = "requirement"
    LANGUAGE = "language"
    LEARNER = "learner"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing some member must bring: a mandatory requirement (`index` into `Brief.req`), a language of
    `lang_any` (`index` is the language id), or a side of a hard learner seat (`index` into `Brief.req`)."""

    kind: NeedKind
    index: int


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A need no member is known to meet but somebody not known about it might: to be asked."""

    need: Need
    reserved: bool
    """True: a place of the team is kept free for whoever answers yes. False: no place is left for another
    member, so one of `members` would have to meet it."""
    members: tuple[int, ...]
    """Members of the team who are not known about the need."""
    could_be_asked: tuple[int, ...]
    """Others, eligible and not excluded from any member, cheapest journey first."""


@dataclass(frozen=True, slots=True)
class Team:
    brief: int
    members: tuple[int, ...]
    """Person ids, ascending; named seats are not among them."""
    value: float
    """Worth of the team, the fairness term left out."""
    open_seats: tuple[OpenSeat, ...] = ()


class ConflictKind(StrEnum):
    NO_CANDIDATE = "no_candidate"
    """`index`: requirement nobody eligible meets."""
    NO_ROLE = "no_role"
    """`index`: role with too few eligible people; `have` of `need`."""
    NO_LANGUAGE = "no_language"
    """`index`: language nobody eligible speaks."""
    NO_LEARNER = "no_learner"
    """`index`: requirement with nobody eligible below its level."""
    NO_MENTOR = "no_mentor"
    """`index`: requirement with nobody eligible above its level."""
    TOO_FEW = "too_few"
    """Fewer eligible people (`have`) than the smallest team (`need`)."""
    COVER_SIZE = "cover_size"
    """What is mandatory needs more than `have` members, the largest team."""
    PINNED_NOT_ELIGIBLE = "pinned_not_eligible"
    """`people`: one person, pinned but not eligible; `conditions`: what stands in the way."""
    PINNED_TOO_MANY = "pinned_too_many"
    """`people`: more pinned than the largest team (`have`)."""
    PINNED_EXCLUDED = "pinned_excluded"
    """`people`: pinned, but they exclude each other."""
    TOGETHER = "together"
    """Each condition can be met alone, not all together; `conditions` is a smallest such set."""
    CONTENTION = "contention"
    """A team exists for this brief alone; in this proposal its people or hours are used elsewhere."""
    NOT_WORTH = "not_worth"
    """A team exists, but by the weights leaving the brief out is worth at least as much."""
    NOT_FOUND = "not_found"
    """The time ran out before a team was found or its absence proven."""


class ConditionKind(StrEnum):
    """The conditions a smallest unmeetable set may name; the last three only where a pinned person misses
    them alone."""

    SIZE_MIN = "size_min"
    SIZE_MAX = "size_max"
    ROLE = "role"
    REQUIREMENT = "requirement"
    LANGUAGE = "language"
    LEARNER = "learner"
    PINNED = "pinned"
    EXCLUSIONS = "exclusions"
    COMMITTED = "committed"
    TIME = "time"
    JOURNEY = "journey"
    WORKING_LANGUAGE = "working_language"


@dataclass(frozen=True, slots=True)
class Condition:
    kind: ConditionKind
    index: int = -1
    """Role, requirement, language, person (pinned) or organisation (committed of a pinned person) id; -1
    where there is only one."""


@dataclass(frozen=True, slots=True)
class Conflict:
    kind: ConflictKind
    index: int = -1
    have: int = 0
    need: int = 0
    people: tuple[int, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Unstaffed:
    brief: int
    reason: str
    """One plain English sentence, for files and logs; pages word `conflicts` themselves."""
    conflicts: tuple[Conflict, ...]
    proof: dict[str, str | int] | None = None
    """One of the proofs of portfolio-assembly-solution/1, or None."""


@dataclass(frozen=True, slots=True)
class Solution:
    instance: str
    """Name of the instance."""
    status: Status
    objective: float
    bound: float
    """No valid choice of teams is worth more; see docs/algorithms/assembly.md for open seats."""
    seed: int
    seconds: float
    """Wall time of the solve, start-up included when the caller said so."""
    staff_weight: float
    teams: dict[int, Team] = field(default_factory=dict)
    unstaffed: dict[int, Unstaffed] = field(default_factory=dict)
    fairness: float = 0.0
    """D: the largest distance of an organisation's used share of its committed time from tau; 0 when none
    agreed."""
    timed_out: bool = False
    """True: the search was ended by its time limit or by the caller."""

    @property
    def gap(self) -> float:
        """(bound - objective) / |bound|; the staffing constant hides most of it."""
        return (self.bound - self.objective) / max(1e-9, abs(self.bound))

    @property
    def quality_gap(self) -> float:
        """(bound - objective) / |bound - staff weight x teams|: the gap of everything but staffing."""
        return (self.bound - self.objective) / max(
            1e-9, abs(self.bound - self.staff_weight * len(self.teams))
        )
