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
class Answer:
    """A checked answer: seats, needs and pairs of one group, or `conflicts` that say why there is none.

    A conflict is {"kind", "code", "have", "need", "people", "conditions"} with codes and public ids only.
    """

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    seed: int
    seconds: float
    eligible: int
    seats: tuple[SeatDraft, ...] = ()
    needs: tuple[NeedDraft, ...] = ()
    pairs: tuple[PairDraft, ...] = ()
    conflicts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def has_group(self) -> bool:
        return bool(self.seats)
