"""What a given team is worth to a brief, and what it leaves open.

Works on positions of one `View`. The solvers and the explanations use it; the checker (`check`) has its own
rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voimala_engine.assembly.eligibility import View
from voimala_engine.assembly.instance import Weights
from voimala_engine.assembly.solution import Need, OpenSeat, Team


@dataclass(frozen=True, slots=True)
class Parts:
    """Points of one team by origin; costs are negative."""

    staff: float
    cover: float
    pair: float
    tie: float
    strength: float
    learner: float
    travel: float
    seat: float

    @property
    def total(self) -> float:
        return (
            self.staff
            + self.cover
            + self.pair
            + self.tie
            + self.strength
            + self.learner
            + self.travel
            + self.seat
        )


def parts(view: View, weights: Weights, places: Sequence[int]) -> Parts:
    members = list(places)
    tied = tied_inside(view, members)
    seats = weights.seat * len(members)
    costs = float(view.cost[members].sum()) if members else 0.0
    learner = view.brief.learner is not None and bool(view.below[members].any() and view.above[members].any())
    return Parts(
        staff=weights.staff,
        cover=sum(view.brief.req[k].w for k, covers in view.covers.items() if covers[members].any()),
        pair=weights.pair * min(weights.pair_cap, new_pairs(view, members)),
        tie=weights.tie if tied else 0.0,
        strength=weights.strength
        * sum(bool(brings[members].any()) for brings in view.brings_strength.values()),
        learner=weights.learner if learner else 0.0,
        travel=seats - costs,
        seat=-seats,
    )


def tied_inside(view: View, places: Sequence[int]) -> list[tuple[int, int]]:
    inside = set(places)
    return [pair for pair in view.ties if pair[0] in inside and pair[1] in inside]


def new_pairs(view: View, places: Sequence[int]) -> int:
    """Pairs from different known sectors that have not worked together before."""
    counts = Counter(int(view.sector[place]) for place in places if view.sector[place] >= 0)
    total = sum(counts.values())
    pairs = (total * total - sum(n * n for n in counts.values())) // 2
    return pairs - sum(crosses(view, pair) for pair in tied_inside(view, places))


def crosses(view: View, pair: tuple[int, int]) -> bool:
    first, second = view.sector[pair[0]], view.sector[pair[1]]
    return bool(first >= 0 and second >= 0 and first != second)


def unmet_needs(view: View, places: Sequence[int]) -> list[Need]:
    members = list(places)
    return [need for need in view.needs if not view.meets[need][members].any()]


def fits(view: View, places: Sequence[int]) -> bool:
    """Whether roles, pins and exclusions hold; sizes and needs are judged by `open_seats`."""
    inside = set(places)
    if any(pin not in inside for pin in view.pinned) or view.pinned_missing:
        return False
    if any(a in inside and b in inside for a, b in view.exclusions):
        return False
    sectors = [int(view.sector[place]) for place in places]
    return all(sum(s in filled_by for s in sectors) >= minimum for filled_by, minimum in view.roles)


def open_seats(view: View, places: Sequence[int]) -> tuple[OpenSeat, ...] | None:
    """What the team leaves to be asked, a place kept free for each need where the size allows it.

    None when the team is not possible: a need nobody could meet, or no room.
    """
    seats = [_seat(view, need, places) for need in unmet_needs(view, places)]
    if any(not seat.members and not seat.could_be_asked for seat in seats):
        return None
    room = view.hi - len(places)
    must = sum(not seat.members for seat in seats)
    if must > room:
        return None
    spare = room - must
    placed = []
    for seat in seats:
        reserved = not seat.members
        if not reserved and spare > 0 and seat.could_be_asked:
            reserved, spare = True, spare - 1
        placed.append(OpenSeat(seat.need, reserved, seat.members, seat.could_be_asked))
    if len(places) + sum(seat.reserved for seat in placed) < view.lo:
        return None
    return tuple(placed)


def _seat(view: View, need: Need, places: Sequence[int]) -> OpenSeat:
    inside = set(places)
    blocked = (
        inside
        | {b for a, b in view.exclusions if a in inside}
        | {a for a, b in view.exclusions if b in inside}
    )
    unknown = view.askable[need]
    members = sorted(inside.intersection(unknown))
    outside = [place for place in unknown if place not in blocked]
    return OpenSeat(
        need=need,
        reserved=False,
        members=tuple(view.ids[members].tolist()),
        could_be_asked=tuple(view.ids[outside].tolist()),
    )


def team_of(view: View, weights: Weights, places: Sequence[int]) -> Team | None:
    """The team with its worth and open seats; None when it is not valid."""
    if len(places) > view.hi or not fits(view, places):
        return None
    seats = open_seats(view, places)
    if seats is None:
        return None
    members = tuple(sorted(int(view.ids[place]) for place in places))
    return Team(view.index, members, parts(view, weights, places).total, seats)
