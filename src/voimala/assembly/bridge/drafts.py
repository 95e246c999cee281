"""What a computation gives back to the platform, before it is written: plain data about our own rows."""

from dataclasses import dataclass, field
from typing import Any

from voimala.core.errors import DomainError
from voimala.people.models import Competence, Person


class DamagedAnswer(DomainError):
    """The engine's answer did not pass the independent check; nothing of it is shown."""


class ContradictoryBrief(DomainError):
    """The brief asks for something that cannot be asked, such as a group smaller than none."""


@dataclass(frozen=True)
class AlternativeDraft:
    """Somebody else for a seat; the fields mean what they mean in `models.Alternative`."""

    person: Person
    loss: float
    travel_minutes: int | None
    loses: tuple[int, ...]
    gains: tuple[int, ...]
    new_pairs: int
    known_pairs: int
    not_known: tuple[str, ...]


@dataclass(frozen=True)
class SeatDraft:
    """A seat; the fields mean what they mean in `models.ProposalSeat`."""

    position: int
    kind: str
    person: Person | None = None
    wish: str = ""
    sector: str = ""
    travel_minutes: int | None = None
    minutes_left: int | None = None
    others: int = 0
    not_known: tuple[str, ...] = ()
    alternatives: tuple[AlternativeDraft, ...] = ()


@dataclass(frozen=True)
class CoverDraft:
    position: int
    level: int | None
    enough: bool


@dataclass(frozen=True)
class NeedDraft:
    """A need; `seat` is the position of the seat that others name or that is kept free for whoever is
    asked, `asks` the first people to ask."""

    order: int
    weight: str
    state: str
    competence: Competence | None = None
    level: int | None = None
    seat: int | None = None
    language: str = ""
    covers: tuple[CoverDraft, ...] = ()
    asks: tuple[Person, ...] = ()
    could_be_asked: int = 0


@dataclass(frozen=True)
class PairDraft:
    first: int
    second: int
    kind: str


@dataclass(frozen=True)
class QuestionDraft:
    """One thing to ask one person; the fields mean what they mean in `models.Question`."""

    person: Person
    about: str
    gain: float
    loss: float
    competence: Competence | None = None
    language: str = ""
    closes: tuple[int, ...] = ()
    changes: int = 0
    without: bool = False


@dataclass(frozen=True)
class WayDraft:
    """One way to form the group; `loss` is how many points it is below the best."""

    seats: tuple[SeatDraft, ...]
    needs: tuple[NeedDraft, ...]
    pairs: tuple[PairDraft, ...]
    loss: float = 0.0
    questions: tuple[QuestionDraft, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A checked answer: the ways to form the group, the best first, or `conflicts` why there is none.

    A conflict is {"kind", "code", "have", "need", "people", "conditions"} with codes and public ids only.
    `advice` says what would make a group possible: {"changes": lists of {"kind", "code", "was", "now"},
    "seeking": list of {"sectors", "competences", "languages"}}, with codes only.
    """

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    seed: int
    seconds: float
    eligible: int
    config: dict[str, Any]
    ways: tuple[WayDraft, ...] = ()
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    advice: dict[str, Any] = field(default_factory=dict)

    @property
    def has_group(self) -> bool:
        return bool(self.ways)

    @property
    def best(self) -> WayDraft:
        """Raises IndexError when there is no group."""
        return self.ways[0]
