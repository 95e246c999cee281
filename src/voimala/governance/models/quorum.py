"""What a meeting's attendance makes: whether the body may decide. Pure, without database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

THERE = frozenset({"present", "remote"})


@dataclass(frozen=True)
class Chair:
    """One seat as the quorum sees it: `votes` in its own right, or stands in for another seat."""

    pk: int
    votes: bool
    deputy_of: int | None = None


@dataclass(frozen=True)
class Quorum:
    """How many of the voting seats were there, and how many the rule asks for (None: no rule is known)."""

    present: int
    seats: int
    needed: int | None

    @property
    def met(self) -> bool | None:
        """None when no rule is known: nobody can say."""
        return None if self.needed is None else self.present >= self.needed


def quorum_of(chairs: Iterable[Chair], states: Mapping[int, str], needed: int | None) -> Quorum:
    """Count each voting seat once, whether its holder or a deputy came.

    Args:
        states: attendance by the key of the seat; a seat that is missing was not there.
    """
    known = list(chairs)
    there = {seat.pk for seat in known if states.get(seat.pk) in THERE}
    stood_in = {seat.deputy_of for seat in known if seat.pk in there and seat.deputy_of is not None}
    voting = {seat.pk for seat in known if seat.votes}
    return Quorum(len(voting & (there | stood_in)), len(voting), needed)
